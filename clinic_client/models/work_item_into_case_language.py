from typing import Literal

WorkItemIntoCaseLanguage = Literal["en", "zh"]

WORK_ITEM_INTO_CASE_LANGUAGE_VALUES: set[WorkItemIntoCaseLanguage] = {
    "en",
    "zh",
}


def check_work_item_into_case_language(value: str) -> WorkItemIntoCaseLanguage:
    if value in WORK_ITEM_INTO_CASE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WORK_ITEM_INTO_CASE_LANGUAGE_VALUES!r}"
    )
