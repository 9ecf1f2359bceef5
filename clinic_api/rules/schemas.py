"""What the route of the rules gives."""

from __future__ import annotations

from pydantic import BaseModel

from clinic_api.kit.fields import TextRead

__all__ = ["AlarmLimitRead", "DecisionRulesRead", "SeverityStepRead", "ThresholdRead", "ZoneLimitsRead"]


class ThresholdRead(BaseModel):
    """One number a fault rule decides by; ``faults`` are codes, or families such as ``bearing``."""

    at: str
    faults: list[str]
    value: float
    unit: str
    meaning: TextRead
    source: TextRead


class ZoneLimitsRead(BaseModel):
    """The zone boundaries of one class of machines, mm/s RMS; null where the standard leaves one to the user."""

    key: str
    name: TextRead
    mounting: str | None
    a_b_mm_s: float
    b_c_mm_s: float
    c_d_mm_s: float | None
    source: TextRead
    unverified: list[str]


class SeverityStepRead(BaseModel):
    """From where a fault has which severity and urgency."""

    fault: str
    measure: str
    above: float
    level: str | None
    urgency: int
    source: TextRead


class AlarmLimitRead(BaseModel):
    """One limit of the rule that turns a routine examination into an alarm."""

    code: str
    value: str


class DecisionRulesRead(BaseModel):
    """What this version decides by. The numbers change with the program only, which ``version`` names."""

    version: str
    thresholds: list[ThresholdRead]
    zones: list[ZoneLimitsRead]
    severities: list[SeverityStepRead]
    alarms: list[AlarmLimitRead]
