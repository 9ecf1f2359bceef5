from typing import Literal

TicketCreateTilesItem = Literal[
    "heat", "leak", "noise", "other", "shaking", "smell", "stopped", "wrong_product"
]

TICKET_CREATE_TILES_ITEM_VALUES: set[TicketCreateTilesItem] = {
    "heat",
    "leak",
    "noise",
    "other",
    "shaking",
    "smell",
    "stopped",
    "wrong_product",
}


def check_ticket_create_tiles_item(value: str) -> TicketCreateTilesItem:
    if value in TICKET_CREATE_TILES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TICKET_CREATE_TILES_ITEM_VALUES!r}"
    )
