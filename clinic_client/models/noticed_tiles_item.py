from typing import Literal

NoticedTilesItem = Literal[
    "heat", "leak", "noise", "other", "shaking", "smell", "stopped", "wrong_product"
]

NOTICED_TILES_ITEM_VALUES: set[NoticedTilesItem] = {
    "heat",
    "leak",
    "noise",
    "other",
    "shaking",
    "smell",
    "stopped",
    "wrong_product",
}


def check_noticed_tiles_item(value: str) -> NoticedTilesItem:
    if value in NOTICED_TILES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NOTICED_TILES_ITEM_VALUES!r}"
    )
