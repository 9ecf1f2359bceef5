from typing import Literal

ReExaminationSummaryVerdict = Literal["fault", "healthy", "not_assessable"]

RE_EXAMINATION_SUMMARY_VERDICT_VALUES: set[ReExaminationSummaryVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_re_examination_summary_verdict(value: str) -> ReExaminationSummaryVerdict:
    if value in RE_EXAMINATION_SUMMARY_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RE_EXAMINATION_SUMMARY_VERDICT_VALUES!r}"
    )
