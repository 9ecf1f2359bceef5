from typing import Literal

EquipmentUpdateSafetyCriticalityType0 = Literal["a", "b", "c"]

EQUIPMENT_UPDATE_SAFETY_CRITICALITY_TYPE_0_VALUES: set[
    EquipmentUpdateSafetyCriticalityType0
] = {
    "a",
    "b",
    "c",
}


def check_equipment_update_safety_criticality_type_0(
    value: str,
) -> EquipmentUpdateSafetyCriticalityType0:
    if value in EQUIPMENT_UPDATE_SAFETY_CRITICALITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_UPDATE_SAFETY_CRITICALITY_TYPE_0_VALUES!r}"
    )
