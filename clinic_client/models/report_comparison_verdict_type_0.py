from typing import Literal

ReportComparisonVerdictType0 = Literal["better", "not_comparable", "same", "worse"]

REPORT_COMPARISON_VERDICT_TYPE_0_VALUES: set[ReportComparisonVerdictType0] = {
    "better",
    "not_comparable",
    "same",
    "worse",
}


def check_report_comparison_verdict_type_0(value: str) -> ReportComparisonVerdictType0:
    if value in REPORT_COMPARISON_VERDICT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_COMPARISON_VERDICT_TYPE_0_VALUES!r}"
    )
