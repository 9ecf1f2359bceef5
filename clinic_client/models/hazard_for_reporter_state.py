from typing import Literal

HazardForReporterState = Literal["no_hazard", "removed", "seen", "under_way"]

HAZARD_FOR_REPORTER_STATE_VALUES: set[HazardForReporterState] = {
    "no_hazard",
    "removed",
    "seen",
    "under_way",
}


def check_hazard_for_reporter_state(value: str) -> HazardForReporterState:
    if value in HAZARD_FOR_REPORTER_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAZARD_FOR_REPORTER_STATE_VALUES!r}"
    )
