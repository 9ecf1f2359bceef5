from typing import Literal

EquipmentCreateSafetyCriticality = Literal["a", "b", "c"]

EQUIPMENT_CREATE_SAFETY_CRITICALITY_VALUES: set[EquipmentCreateSafetyCriticality] = {
    "a",
    "b",
    "c",
}


def check_equipment_create_safety_criticality(
    value: str,
) -> EquipmentCreateSafetyCriticality:
    if value in EQUIPMENT_CREATE_SAFETY_CRITICALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_CREATE_SAFETY_CRITICALITY_VALUES!r}"
    )
