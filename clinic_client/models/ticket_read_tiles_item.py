from typing import Literal

TicketReadTilesItem = Literal[
    "heat", "leak", "noise", "other", "shaking", "smell", "stopped", "wrong_product"
]

TICKET_READ_TILES_ITEM_VALUES: set[TicketReadTilesItem] = {
    "heat",
    "leak",
    "noise",
    "other",
    "shaking",
    "smell",
    "stopped",
    "wrong_product",
}


def check_ticket_read_tiles_item(value: str) -> TicketReadTilesItem:
    if value in TICKET_READ_TILES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TICKET_READ_TILES_ITEM_VALUES!r}"
    )
