from typing import Literal

LabelSheetLanguageType0 = Literal["en", "zh"]

LABEL_SHEET_LANGUAGE_TYPE_0_VALUES: set[LabelSheetLanguageType0] = {
    "en",
    "zh",
}


def check_label_sheet_language_type_0(value: str) -> LabelSheetLanguageType0:
    if value in LABEL_SHEET_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LABEL_SHEET_LANGUAGE_TYPE_0_VALUES!r}"
    )
