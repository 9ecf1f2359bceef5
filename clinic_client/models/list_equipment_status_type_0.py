from typing import Literal

ListEquipmentStatusType0 = Literal["in_service", "out_of_service", "scrapped"]

LIST_EQUIPMENT_STATUS_TYPE_0_VALUES: set[ListEquipmentStatusType0] = {
    "in_service",
    "out_of_service",
    "scrapped",
}


def check_list_equipment_status_type_0(value: str) -> ListEquipmentStatusType0:
    if value in LIST_EQUIPMENT_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_EQUIPMENT_STATUS_TYPE_0_VALUES!r}"
    )
