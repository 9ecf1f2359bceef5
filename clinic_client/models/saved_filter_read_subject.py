from typing import Literal

SavedFilterReadSubject = Literal["cases", "equipment"]

SAVED_FILTER_READ_SUBJECT_VALUES: set[SavedFilterReadSubject] = {
    "cases",
    "equipment",
}


def check_saved_filter_read_subject(value: str) -> SavedFilterReadSubject:
    if value in SAVED_FILTER_READ_SUBJECT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SAVED_FILTER_READ_SUBJECT_VALUES!r}"
    )
