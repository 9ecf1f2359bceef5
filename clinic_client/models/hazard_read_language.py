from typing import Literal

HazardReadLanguage = Literal["en", "zh"]

HAZARD_READ_LANGUAGE_VALUES: set[HazardReadLanguage] = {
    "en",
    "zh",
}


def check_hazard_read_language(value: str) -> HazardReadLanguage:
    if value in HAZARD_READ_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAZARD_READ_LANGUAGE_VALUES!r}"
    )
