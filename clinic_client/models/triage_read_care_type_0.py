from typing import Literal

TriageReadCareType0 = Literal["on_site", "one_to_one", "remote"]

TRIAGE_READ_CARE_TYPE_0_VALUES: set[TriageReadCareType0] = {
    "on_site",
    "one_to_one",
    "remote",
}


def check_triage_read_care_type_0(value: str) -> TriageReadCareType0:
    if value in TRIAGE_READ_CARE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TRIAGE_READ_CARE_TYPE_0_VALUES!r}"
    )
