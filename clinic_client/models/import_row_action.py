from typing import Literal

ImportRowAction = Literal["bad", "create", "skip", "unchanged", "update"]

IMPORT_ROW_ACTION_VALUES: set[ImportRowAction] = {
    "bad",
    "create",
    "skip",
    "unchanged",
    "update",
}


def check_import_row_action(value: str) -> ImportRowAction:
    if value in IMPORT_ROW_ACTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {IMPORT_ROW_ACTION_VALUES!r}"
    )
