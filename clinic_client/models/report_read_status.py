from typing import Literal

ReportReadStatus = Literal["amended", "final", "preliminary"]

REPORT_READ_STATUS_VALUES: set[ReportReadStatus] = {
    "amended",
    "final",
    "preliminary",
}


def check_report_read_status(value: str) -> ReportReadStatus:
    if value in REPORT_READ_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_READ_STATUS_VALUES!r}"
    )
