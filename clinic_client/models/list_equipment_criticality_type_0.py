from typing import Literal

ListEquipmentCriticalityType0 = Literal["a", "b", "c"]

LIST_EQUIPMENT_CRITICALITY_TYPE_0_VALUES: set[ListEquipmentCriticalityType0] = {
    "a",
    "b",
    "c",
}


def check_list_equipment_criticality_type_0(
    value: str,
) -> ListEquipmentCriticalityType0:
    if value in LIST_EQUIPMENT_CRITICALITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_EQUIPMENT_CRITICALITY_TYPE_0_VALUES!r}"
    )
