from typing import Literal

CureReadOutcomeType0 = Literal[
    "declined", "improved", "repaired", "unchanged", "untreated"
]

CURE_READ_OUTCOME_TYPE_0_VALUES: set[CureReadOutcomeType0] = {
    "declined",
    "improved",
    "repaired",
    "unchanged",
    "untreated",
}


def check_cure_read_outcome_type_0(value: str) -> CureReadOutcomeType0:
    if value in CURE_READ_OUTCOME_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CURE_READ_OUTCOME_TYPE_0_VALUES!r}"
    )
