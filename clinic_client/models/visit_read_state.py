from typing import Literal

VisitReadState = Literal["cancelled", "done", "planned", "under_way"]

VISIT_READ_STATE_VALUES: set[VisitReadState] = {
    "cancelled",
    "done",
    "planned",
    "under_way",
}


def check_visit_read_state(value: str) -> VisitReadState:
    if value in VISIT_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VISIT_READ_STATE_VALUES!r}"
    )
