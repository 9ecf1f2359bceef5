from typing import Literal

ReportFindingJudgement = Literal["added", "automatic", "confirmed"]

REPORT_FINDING_JUDGEMENT_VALUES: set[ReportFindingJudgement] = {
    "added",
    "automatic",
    "confirmed",
}


def check_report_finding_judgement(value: str) -> ReportFindingJudgement:
    if value in REPORT_FINDING_JUDGEMENT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_FINDING_JUDGEMENT_VALUES!r}"
    )
