from typing import Literal

EquipmentReadKind = Literal[
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

EQUIPMENT_READ_KIND_VALUES: set[EquipmentReadKind] = {
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


def check_equipment_read_kind(value: str) -> EquipmentReadKind:
    if value in EQUIPMENT_READ_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_READ_KIND_VALUES!r}"
    )
