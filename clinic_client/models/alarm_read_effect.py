from typing import Literal

AlarmReadEffect = Literal["asked", "joined", "opened"]

ALARM_READ_EFFECT_VALUES: set[AlarmReadEffect] = {
    "asked",
    "joined",
    "opened",
}


def check_alarm_read_effect(value: str) -> AlarmReadEffect:
    if value in ALARM_READ_EFFECT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ALARM_READ_EFFECT_VALUES!r}"
    )
