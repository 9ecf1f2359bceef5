from typing import Literal

CauseReadSeverityType0 = Literal["critical", "moderate", "severe", "slight"]

CAUSE_READ_SEVERITY_TYPE_0_VALUES: set[CauseReadSeverityType0] = {
    "critical",
    "moderate",
    "severe",
    "slight",
}


def check_cause_read_severity_type_0(value: str) -> CauseReadSeverityType0:
    if value in CAUSE_READ_SEVERITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CAUSE_READ_SEVERITY_TYPE_0_VALUES!r}"
    )
