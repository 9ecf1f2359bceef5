from typing import Literal

ListMachineConditionsCriticalityType0 = Literal["a", "b", "c"]

LIST_MACHINE_CONDITIONS_CRITICALITY_TYPE_0_VALUES: set[
    ListMachineConditionsCriticalityType0
] = {
    "a",
    "b",
    "c",
}


def check_list_machine_conditions_criticality_type_0(
    value: str,
) -> ListMachineConditionsCriticalityType0:
    if value in LIST_MACHINE_CONDITIONS_CRITICALITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_MACHINE_CONDITIONS_CRITICALITY_TYPE_0_VALUES!r}"
    )
