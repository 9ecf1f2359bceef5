from typing import Literal

ReportSignSense = Literal["check", "feel", "hear", "heat", "see"]

REPORT_SIGN_SENSE_VALUES: set[ReportSignSense] = {
    "check",
    "feel",
    "hear",
    "heat",
    "see",
}


def check_report_sign_sense(value: str) -> ReportSignSense:
    if value in REPORT_SIGN_SENSE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_SIGN_SENSE_VALUES!r}"
    )
