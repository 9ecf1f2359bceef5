from typing import Literal

AlarmReadRule = Literal["finding", "trend", "zone"]

ALARM_READ_RULE_VALUES: set[AlarmReadRule] = {
    "finding",
    "trend",
    "zone",
}


def check_alarm_read_rule(value: str) -> AlarmReadRule:
    if value in ALARM_READ_RULE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ALARM_READ_RULE_VALUES!r}"
    )
