from typing import Literal

ImportEquipmentExisting = Literal["skip", "update"]

IMPORT_EQUIPMENT_EXISTING_VALUES: set[ImportEquipmentExisting] = {
    "skip",
    "update",
}


def check_import_equipment_existing(value: str) -> ImportEquipmentExisting:
    if value in IMPORT_EQUIPMENT_EXISTING_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {IMPORT_EQUIPMENT_EXISTING_VALUES!r}"
    )
