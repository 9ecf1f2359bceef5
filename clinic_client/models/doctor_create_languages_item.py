from typing import Literal

DoctorCreateLanguagesItem = Literal["en", "zh"]

DOCTOR_CREATE_LANGUAGES_ITEM_VALUES: set[DoctorCreateLanguagesItem] = {
    "en",
    "zh",
}


def check_doctor_create_languages_item(value: str) -> DoctorCreateLanguagesItem:
    if value in DOCTOR_CREATE_LANGUAGES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOCTOR_CREATE_LANGUAGES_ITEM_VALUES!r}"
    )
