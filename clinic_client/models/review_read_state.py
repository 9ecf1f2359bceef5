from typing import Literal

ReviewReadState = Literal[
    "amendment_advised", "concluded", "open", "renewed", "settled"
]

REVIEW_READ_STATE_VALUES: set[ReviewReadState] = {
    "amendment_advised",
    "concluded",
    "open",
    "renewed",
    "settled",
}


def check_review_read_state(value: str) -> ReviewReadState:
    if value in REVIEW_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REVIEW_READ_STATE_VALUES!r}"
    )
