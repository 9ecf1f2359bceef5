from typing import Literal

ExaminationSummaryVerdict = Literal["fault", "healthy", "not_assessable"]

EXAMINATION_SUMMARY_VERDICT_VALUES: set[ExaminationSummaryVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_examination_summary_verdict(value: str) -> ExaminationSummaryVerdict:
    if value in EXAMINATION_SUMMARY_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINATION_SUMMARY_VERDICT_VALUES!r}"
    )
