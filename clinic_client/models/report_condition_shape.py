from typing import Literal

ReportConditionShape = Literal[
    "check", "circle", "diamond", "octagon", "question", "ring", "triangle"
]

REPORT_CONDITION_SHAPE_VALUES: set[ReportConditionShape] = {
    "check",
    "circle",
    "diamond",
    "octagon",
    "question",
    "ring",
    "triangle",
}


def check_report_condition_shape(value: str) -> ReportConditionShape:
    if value in REPORT_CONDITION_SHAPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_CONDITION_SHAPE_VALUES!r}"
    )
