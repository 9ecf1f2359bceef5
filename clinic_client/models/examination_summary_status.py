from typing import Literal

ExaminationSummaryStatus = Literal["opinion", "signed"]

EXAMINATION_SUMMARY_STATUS_VALUES: set[ExaminationSummaryStatus] = {
    "opinion",
    "signed",
}


def check_examination_summary_status(value: str) -> ExaminationSummaryStatus:
    if value in EXAMINATION_SUMMARY_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINATION_SUMMARY_STATUS_VALUES!r}"
    )
