from typing import Literal

NoticedRunning = Literal["no", "unknown", "yes"]

NOTICED_RUNNING_VALUES: set[NoticedRunning] = {
    "no",
    "unknown",
    "yes",
}


def check_noticed_running(value: str) -> NoticedRunning:
    if value in NOTICED_RUNNING_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NOTICED_RUNNING_VALUES!r}"
    )
