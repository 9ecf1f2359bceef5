from typing import Literal

CaseCreateLanguage = Literal["en", "zh"]

CASE_CREATE_LANGUAGE_VALUES: set[CaseCreateLanguage] = {
    "en",
    "zh",
}


def check_case_create_language(value: str) -> CaseCreateLanguage:
    if value in CASE_CREATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_CREATE_LANGUAGE_VALUES!r}"
    )
