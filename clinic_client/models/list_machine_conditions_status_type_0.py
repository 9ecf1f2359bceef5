from typing import Literal

ListMachineConditionsStatusType0 = Literal["in_service", "out_of_service", "scrapped"]

LIST_MACHINE_CONDITIONS_STATUS_TYPE_0_VALUES: set[ListMachineConditionsStatusType0] = {
    "in_service",
    "out_of_service",
    "scrapped",
}


def check_list_machine_conditions_status_type_0(
    value: str,
) -> ListMachineConditionsStatusType0:
    if value in LIST_MACHINE_CONDITIONS_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_MACHINE_CONDITIONS_STATUS_TYPE_0_VALUES!r}"
    )
