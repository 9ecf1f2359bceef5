from typing import Literal

CaseReadLanguage = Literal["en", "zh"]

CASE_READ_LANGUAGE_VALUES: set[CaseReadLanguage] = {
    "en",
    "zh",
}


def check_case_read_language(value: str) -> CaseReadLanguage:
    if value in CASE_READ_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_READ_LANGUAGE_VALUES!r}"
    )
