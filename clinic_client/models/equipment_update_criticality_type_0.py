from typing import Literal

EquipmentUpdateCriticalityType0 = Literal["a", "b", "c"]

EQUIPMENT_UPDATE_CRITICALITY_TYPE_0_VALUES: set[EquipmentUpdateCriticalityType0] = {
    "a",
    "b",
    "c",
}


def check_equipment_update_criticality_type_0(
    value: str,
) -> EquipmentUpdateCriticalityType0:
    if value in EQUIPMENT_UPDATE_CRITICALITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_UPDATE_CRITICALITY_TYPE_0_VALUES!r}"
    )
