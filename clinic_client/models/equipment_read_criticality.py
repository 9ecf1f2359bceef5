from typing import Literal

EquipmentReadCriticality = Literal["a", "b", "c"]

EQUIPMENT_READ_CRITICALITY_VALUES: set[EquipmentReadCriticality] = {
    "a",
    "b",
    "c",
}


def check_equipment_read_criticality(value: str) -> EquipmentReadCriticality:
    if value in EQUIPMENT_READ_CRITICALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_READ_CRITICALITY_VALUES!r}"
    )
