from typing import Literal

ReportFindingSeverity = Literal["critical", "moderate", "severe", "slight"]

REPORT_FINDING_SEVERITY_VALUES: set[ReportFindingSeverity] = {
    "critical",
    "moderate",
    "severe",
    "slight",
}


def check_report_finding_severity(value: str) -> ReportFindingSeverity:
    if value in REPORT_FINDING_SEVERITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_FINDING_SEVERITY_VALUES!r}"
    )
