from typing import Literal

DoctorUpdateLanguagesType0Item = Literal["en", "zh"]

DOCTOR_UPDATE_LANGUAGES_TYPE_0_ITEM_VALUES: set[DoctorUpdateLanguagesType0Item] = {
    "en",
    "zh",
}


def check_doctor_update_languages_type_0_item(
    value: str,
) -> DoctorUpdateLanguagesType0Item:
    if value in DOCTOR_UPDATE_LANGUAGES_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOCTOR_UPDATE_LANGUAGES_TYPE_0_ITEM_VALUES!r}"
    )
