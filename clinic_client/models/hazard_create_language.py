from typing import Literal

HazardCreateLanguage = Literal["en", "zh"]

HAZARD_CREATE_LANGUAGE_VALUES: set[HazardCreateLanguage] = {
    "en",
    "zh",
}


def check_hazard_create_language(value: str) -> HazardCreateLanguage:
    if value in HAZARD_CREATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAZARD_CREATE_LANGUAGE_VALUES!r}"
    )
