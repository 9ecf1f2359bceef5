from typing import Literal

MachineConditionReadCondition = Literal[
    "healthy",
    "unknown",
    "urgency_1",
    "urgency_2",
    "urgency_3",
    "urgency_4",
    "urgency_5",
]

MACHINE_CONDITION_READ_CONDITION_VALUES: set[MachineConditionReadCondition] = {
    "healthy",
    "unknown",
    "urgency_1",
    "urgency_2",
    "urgency_3",
    "urgency_4",
    "urgency_5",
}


def check_machine_condition_read_condition(value: str) -> MachineConditionReadCondition:
    if value in MACHINE_CONDITION_READ_CONDITION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MACHINE_CONDITION_READ_CONDITION_VALUES!r}"
    )
