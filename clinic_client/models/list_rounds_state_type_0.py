from typing import Literal

ListRoundsStateType0 = Literal["accepted", "proposed"]

LIST_ROUNDS_STATE_TYPE_0_VALUES: set[ListRoundsStateType0] = {
    "accepted",
    "proposed",
}


def check_list_rounds_state_type_0(value: str) -> ListRoundsStateType0:
    if value in LIST_ROUNDS_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_ROUNDS_STATE_TYPE_0_VALUES!r}"
    )
