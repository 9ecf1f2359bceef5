from typing import Literal

MachineConditionReadUnknownBecauseType0 = Literal[
    "never_examined", "not_assessable", "outdated", "treated_since"
]

MACHINE_CONDITION_READ_UNKNOWN_BECAUSE_TYPE_0_VALUES: set[
    MachineConditionReadUnknownBecauseType0
] = {
    "never_examined",
    "not_assessable",
    "outdated",
    "treated_since",
}


def check_machine_condition_read_unknown_because_type_0(
    value: str,
) -> MachineConditionReadUnknownBecauseType0:
    if value in MACHINE_CONDITION_READ_UNKNOWN_BECAUSE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MACHINE_CONDITION_READ_UNKNOWN_BECAUSE_TYPE_0_VALUES!r}"
    )
