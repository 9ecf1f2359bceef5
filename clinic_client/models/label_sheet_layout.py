from typing import Literal

LabelSheetLayout = Literal["2x4", "2x5", "2x7", "3x7", "3x8"]

LABEL_SHEET_LAYOUT_VALUES: set[LabelSheetLayout] = {
    "2x4",
    "2x5",
    "2x7",
    "3x7",
    "3x8",
}


def check_label_sheet_layout(value: str) -> LabelSheetLayout:
    if value in LABEL_SHEET_LAYOUT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LABEL_SHEET_LAYOUT_VALUES!r}"
    )
