from typing import Literal

EquipmentUpdateStatusType0 = Literal["in_service", "out_of_service", "scrapped"]

EQUIPMENT_UPDATE_STATUS_TYPE_0_VALUES: set[EquipmentUpdateStatusType0] = {
    "in_service",
    "out_of_service",
    "scrapped",
}


def check_equipment_update_status_type_0(value: str) -> EquipmentUpdateStatusType0:
    if value in EQUIPMENT_UPDATE_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_UPDATE_STATUS_TYPE_0_VALUES!r}"
    )
