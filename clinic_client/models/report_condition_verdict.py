from typing import Literal

ReportConditionVerdict = Literal[
    "fault", "healthy", "not_assessable", "not_examined", "refuted"
]

REPORT_CONDITION_VERDICT_VALUES: set[ReportConditionVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
    "not_examined",
    "refuted",
}


def check_report_condition_verdict(value: str) -> ReportConditionVerdict:
    if value in REPORT_CONDITION_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_CONDITION_VERDICT_VALUES!r}"
    )
