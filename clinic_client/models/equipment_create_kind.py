from typing import Literal

EquipmentCreateKind = Literal[
    "blower",
    "compressor",
    "conveyor",
    "electric_motor",
    "fan",
    "gearbox",
    "other",
    "pump",
    "spindle",
]

EQUIPMENT_CREATE_KIND_VALUES: set[EquipmentCreateKind] = {
    "blower",
    "compressor",
    "conveyor",
    "electric_motor",
    "fan",
    "gearbox",
    "other",
    "pump",
    "spindle",
}


def check_equipment_create_kind(value: str) -> EquipmentCreateKind:
    if value in EQUIPMENT_CREATE_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_CREATE_KIND_VALUES!r}"
    )
