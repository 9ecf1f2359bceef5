from typing import Literal

EquipmentReadLastVerdictType0 = Literal["fault", "healthy", "not_assessable"]

EQUIPMENT_READ_LAST_VERDICT_TYPE_0_VALUES: set[EquipmentReadLastVerdictType0] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_equipment_read_last_verdict_type_0(
    value: str,
) -> EquipmentReadLastVerdictType0:
    if value in EQUIPMENT_READ_LAST_VERDICT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EQUIPMENT_READ_LAST_VERDICT_TYPE_0_VALUES!r}"
    )
