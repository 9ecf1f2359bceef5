from typing import Literal

JudgedListed = Literal["finding", "watch"]

JUDGED_LISTED_VALUES: set[JudgedListed] = {
    "finding",
    "watch",
}


def check_judged_listed(value: str) -> JudgedListed:
    if value in JUDGED_LISTED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {JUDGED_LISTED_VALUES!r}"
    )
