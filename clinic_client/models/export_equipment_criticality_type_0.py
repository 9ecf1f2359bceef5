from typing import Literal

ExportEquipmentCriticalityType0 = Literal["a", "b", "c"]

EXPORT_EQUIPMENT_CRITICALITY_TYPE_0_VALUES: set[ExportEquipmentCriticalityType0] = {
    "a",
    "b",
    "c",
}


def check_export_equipment_criticality_type_0(
    value: str,
) -> ExportEquipmentCriticalityType0:
    if value in EXPORT_EQUIPMENT_CRITICALITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_EQUIPMENT_CRITICALITY_TYPE_0_VALUES!r}"
    )
