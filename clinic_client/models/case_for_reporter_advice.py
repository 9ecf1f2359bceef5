from typing import Literal

CaseForReporterAdvice = Literal[
    "closed", "run", "run_next_stop", "run_this_week", "stop", "wait", "watch"
]

CASE_FOR_REPORTER_ADVICE_VALUES: set[CaseForReporterAdvice] = {
    "closed",
    "run",
    "run_next_stop",
    "run_this_week",
    "stop",
    "wait",
    "watch",
}


def check_case_for_reporter_advice(value: str) -> CaseForReporterAdvice:
    if value in CASE_FOR_REPORTER_ADVICE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_FOR_REPORTER_ADVICE_VALUES!r}"
    )
