from typing import Literal

DifferenceChange = Literal["changed", "gained", "lost"]

DIFFERENCE_CHANGE_VALUES: set[DifferenceChange] = {
    "changed",
    "gained",
    "lost",
}


def check_difference_change(value: str) -> DifferenceChange:
    if value in DIFFERENCE_CHANGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DIFFERENCE_CHANGE_VALUES!r}"
    )
