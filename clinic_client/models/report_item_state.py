from typing import Literal

ReportItemState = Literal["done", "not_done", "open", "withdrawn"]

REPORT_ITEM_STATE_VALUES: set[ReportItemState] = {
    "done",
    "not_done",
    "open",
    "withdrawn",
}


def check_report_item_state(value: str) -> ReportItemState:
    if value in REPORT_ITEM_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_ITEM_STATE_VALUES!r}"
    )
