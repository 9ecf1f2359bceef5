from typing import Literal

ExportEquipmentStatusType0 = Literal["in_service", "out_of_service", "scrapped"]

EXPORT_EQUIPMENT_STATUS_TYPE_0_VALUES: set[ExportEquipmentStatusType0] = {
    "in_service",
    "out_of_service",
    "scrapped",
}


def check_export_equipment_status_type_0(value: str) -> ExportEquipmentStatusType0:
    if value in EXPORT_EQUIPMENT_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_EQUIPMENT_STATUS_TYPE_0_VALUES!r}"
    )
