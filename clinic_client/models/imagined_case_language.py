from typing import Literal

ImaginedCaseLanguage = Literal["en", "zh"]

IMAGINED_CASE_LANGUAGE_VALUES: set[ImaginedCaseLanguage] = {
    "en",
    "zh",
}


def check_imagined_case_language(value: str) -> ImaginedCaseLanguage:
    if value in IMAGINED_CASE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {IMAGINED_CASE_LANGUAGE_VALUES!r}"
    )
