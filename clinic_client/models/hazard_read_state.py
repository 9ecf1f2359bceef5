from typing import Literal

HazardReadState = Literal["no_hazard", "removed", "seen", "under_way"]

HAZARD_READ_STATE_VALUES: set[HazardReadState] = {
    "no_hazard",
    "removed",
    "seen",
    "under_way",
}


def check_hazard_read_state(value: str) -> HazardReadState:
    if value in HAZARD_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAZARD_READ_STATE_VALUES!r}"
    )
