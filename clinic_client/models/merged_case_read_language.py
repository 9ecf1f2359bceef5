from typing import Literal

MergedCaseReadLanguage = Literal["en", "zh"]

MERGED_CASE_READ_LANGUAGE_VALUES: set[MergedCaseReadLanguage] = {
    "en",
    "zh",
}


def check_merged_case_read_language(value: str) -> MergedCaseReadLanguage:
    if value in MERGED_CASE_READ_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MERGED_CASE_READ_LANGUAGE_VALUES!r}"
    )
