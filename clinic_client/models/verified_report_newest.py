from typing import Literal

VerifiedReportNewest = Literal["current", "moved_on", "superseded"]

VERIFIED_REPORT_NEWEST_VALUES: set[VerifiedReportNewest] = {
    "current",
    "moved_on",
    "superseded",
}


def check_verified_report_newest(value: str) -> VerifiedReportNewest:
    if value in VERIFIED_REPORT_NEWEST_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VERIFIED_REPORT_NEWEST_VALUES!r}"
    )
