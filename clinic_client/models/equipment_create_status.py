from typing import Literal

EquipmentCreateStatus = Literal["in_service", "out_of_service", "scrapped"]

EQUIPMENT_CREATE_STATUS_VALUES: set[EquipmentCreateStatus] = {
    "in_service",
    "out_of_service",
    "scrapped",
}


def check_equipment_create_status(value: str) -> EquipmentCreateStatus:
    if value in EQUIPMENT_CREATE_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_CREATE_STATUS_VALUES!r}"
    )
