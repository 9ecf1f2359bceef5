from typing import Literal

EquipmentReadSafetyCriticality = Literal["a", "b", "c"]

EQUIPMENT_READ_SAFETY_CRITICALITY_VALUES: set[EquipmentReadSafetyCriticality] = {
    "a",
    "b",
    "c",
}


def check_equipment_read_safety_criticality(
    value: str,
) -> EquipmentReadSafetyCriticality:
    if value in EQUIPMENT_READ_SAFETY_CRITICALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_READ_SAFETY_CRITICALITY_VALUES!r}"
    )
