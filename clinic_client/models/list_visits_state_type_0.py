from typing import Literal

ListVisitsStateType0 = Literal["cancelled", "done", "planned", "under_way"]

LIST_VISITS_STATE_TYPE_0_VALUES: set[ListVisitsStateType0] = {
    "cancelled",
    "done",
    "planned",
    "under_way",
}


def check_list_visits_state_type_0(value: str) -> ListVisitsStateType0:
    if value in LIST_VISITS_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_VISITS_STATE_TYPE_0_VALUES!r}"
    )
