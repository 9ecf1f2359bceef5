from typing import Literal

ListReviewsStateType0 = Literal[
    "amendment_advised", "concluded", "open", "renewed", "settled"
]

LIST_REVIEWS_STATE_TYPE_0_VALUES: set[ListReviewsStateType0] = {
    "amendment_advised",
    "concluded",
    "open",
    "renewed",
    "settled",
}


def check_list_reviews_state_type_0(value: str) -> ListReviewsStateType0:
    if value in LIST_REVIEWS_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_REVIEWS_STATE_TYPE_0_VALUES!r}"
    )
