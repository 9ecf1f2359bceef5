from typing import Literal

EquipmentCreateCriticality = Literal["a", "b", "c"]

EQUIPMENT_CREATE_CRITICALITY_VALUES: set[EquipmentCreateCriticality] = {
    "a",
    "b",
    "c",
}


def check_equipment_create_criticality(value: str) -> EquipmentCreateCriticality:
    if value in EQUIPMENT_CREATE_CRITICALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_CREATE_CRITICALITY_VALUES!r}"
    )
