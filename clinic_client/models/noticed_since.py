from typing import Literal

NoticedSince = Literal["days", "just_now", "longer", "today", "unknown", "weeks"]

NOTICED_SINCE_VALUES: set[NoticedSince] = {
    "days",
    "just_now",
    "longer",
    "today",
    "unknown",
    "weeks",
}


def check_noticed_since(value: str) -> NoticedSince:
    if value in NOTICED_SINCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NOTICED_SINCE_VALUES!r}"
    )
