from typing import Literal

EquipmentUpdateKindType0 = Literal[
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

EQUIPMENT_UPDATE_KIND_TYPE_0_VALUES: set[EquipmentUpdateKindType0] = {
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


def check_equipment_update_kind_type_0(value: str) -> EquipmentUpdateKindType0:
    if value in EQUIPMENT_UPDATE_KIND_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_UPDATE_KIND_TYPE_0_VALUES!r}"
    )
