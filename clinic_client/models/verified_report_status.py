from typing import Literal

VerifiedReportStatus = Literal["amended", "final", "preliminary"]

VERIFIED_REPORT_STATUS_VALUES: set[VerifiedReportStatus] = {
    "amended",
    "final",
    "preliminary",
}


def check_verified_report_status(value: str) -> VerifiedReportStatus:
    if value in VERIFIED_REPORT_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VERIFIED_REPORT_STATUS_VALUES!r}"
    )
