from typing import Literal

ItemOwnerKind = Literal["doctor", "factory"]

ITEM_OWNER_KIND_VALUES: set[ItemOwnerKind] = {
    "doctor",
    "factory",
}


def check_item_owner_kind(value: str) -> ItemOwnerKind:
    if value in ITEM_OWNER_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ITEM_OWNER_KIND_VALUES!r}"
    )
