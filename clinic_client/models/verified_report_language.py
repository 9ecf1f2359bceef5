from typing import Literal

VerifiedReportLanguage = Literal["both", "en", "zh"]

VERIFIED_REPORT_LANGUAGE_VALUES: set[VerifiedReportLanguage] = {
    "both",
    "en",
    "zh",
}


def check_verified_report_language(value: str) -> VerifiedReportLanguage:
    if value in VERIFIED_REPORT_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VERIFIED_REPORT_LANGUAGE_VALUES!r}"
    )
