from typing import Literal

ListHazardsStateType0 = Literal["no_hazard", "removed", "seen", "under_way"]

LIST_HAZARDS_STATE_TYPE_0_VALUES: set[ListHazardsStateType0] = {
    "no_hazard",
    "removed",
    "seen",
    "under_way",
}


def check_list_hazards_state_type_0(value: str) -> ListHazardsStateType0:
    if value in LIST_HAZARDS_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_HAZARDS_STATE_TYPE_0_VALUES!r}"
    )
