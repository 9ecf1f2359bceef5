from typing import Literal

EquipmentReadStatus = Literal["in_service", "out_of_service", "scrapped"]

EQUIPMENT_READ_STATUS_VALUES: set[EquipmentReadStatus] = {
    "in_service",
    "out_of_service",
    "scrapped",
}


def check_equipment_read_status(value: str) -> EquipmentReadStatus:
    if value in EQUIPMENT_READ_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_READ_STATUS_VALUES!r}"
    )
