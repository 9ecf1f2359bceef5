from typing import Literal

SavedFilterCreateSubject = Literal["cases", "equipment"]

SAVED_FILTER_CREATE_SUBJECT_VALUES: set[SavedFilterCreateSubject] = {
    "cases",
    "equipment",
}


def check_saved_filter_create_subject(value: str) -> SavedFilterCreateSubject:
    if value in SAVED_FILTER_CREATE_SUBJECT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SAVED_FILTER_CREATE_SUBJECT_VALUES!r}"
    )
