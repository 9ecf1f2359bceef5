from typing import Literal

ReportConditionLight = Literal[
    "closed", "unknown", "urgency_1", "urgency_2", "urgency_3", "urgency_4", "urgency_5"
]

REPORT_CONDITION_LIGHT_VALUES: set[ReportConditionLight] = {
    "closed",
    "unknown",
    "urgency_1",
    "urgency_2",
    "urgency_3",
    "urgency_4",
    "urgency_5",
}


def check_report_condition_light(value: str) -> ReportConditionLight:
    if value in REPORT_CONDITION_LIGHT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_CONDITION_LIGHT_VALUES!r}"
    )
