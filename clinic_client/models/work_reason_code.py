from typing import Literal

WorkReasonCode = Literal[
    "finding", "limited", "not_assessable", "report_stricter", "watch", "worse", "zone"
]

WORK_REASON_CODE_VALUES: set[WorkReasonCode] = {
    "finding",
    "limited",
    "not_assessable",
    "report_stricter",
    "watch",
    "worse",
    "zone",
}


def check_work_reason_code(value: str) -> WorkReasonCode:
    if value in WORK_REASON_CODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WORK_REASON_CODE_VALUES!r}"
    )
