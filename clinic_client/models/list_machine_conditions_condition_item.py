from typing import Literal

ListMachineConditionsConditionItem = Literal[
    "healthy",
    "unknown",
    "urgency_1",
    "urgency_2",
    "urgency_3",
    "urgency_4",
    "urgency_5",
]

LIST_MACHINE_CONDITIONS_CONDITION_ITEM_VALUES: set[
    ListMachineConditionsConditionItem
] = {
    "healthy",
    "unknown",
    "urgency_1",
    "urgency_2",
    "urgency_3",
    "urgency_4",
    "urgency_5",
}


def check_list_machine_conditions_condition_item(
    value: str,
) -> ListMachineConditionsConditionItem:
    if value in LIST_MACHINE_CONDITIONS_CONDITION_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_MACHINE_CONDITIONS_CONDITION_ITEM_VALUES!r}"
    )
