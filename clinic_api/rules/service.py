"""Putting together what the diagnosis and the alarms decide by."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

from clinic_api.kit.fields import TextRead
from clinic_api.proactive.rule import RULE
from clinic_api.rules.schemas import (
    AlarmLimitRead,
    DecisionRulesRead,
    SeverityStepRead,
    ThresholdRead,
    ZoneLimitsRead,
)
from diagnostics.severity.bearing_level import LEVELS
from diagnostics.severity.gear_level import STEPS
from diagnostics.severity.iso20816 import STANDARDS, ZoneStandard
from diagnostics.thresholds import thresholds
from diagnostics.version import package_version

__all__ = ["decision_rules"]

_BEARING_SOURCE: Final = "rulebook §2.3"
_SECTION: Final = re.compile(r"rulebook §(?P<section>[\d.]+)")


def decision_rules() -> DecisionRulesRead:
    """Return every threshold with its source."""
    return DecisionRulesRead(
        version=package_version(),
        thresholds=[
            ThresholdRead(
                at=each.at,
                faults=list(each.faults),
                value=each.value,
                unit=each.unit,
                meaning=TextRead.of(each.meaning),
                source=TextRead.of(each.source),
            )
            for each in thresholds()
        ],
        zones=[_zone(standard) for standard in STANDARDS.values()],
        severities=[*_bearings(), *_gears()],
        alarms=[
            AlarmLimitRead(code=f"{part}.{name}", value=", ".join(value) if isinstance(value, list) else str(value))
            for part, limits in RULE.items()
            for name, value in limits.items()
        ],
    )


def _zone(standard: ZoneStandard) -> ZoneLimitsRead:
    return ZoneLimitsRead(
        key=standard.key,
        name=TextRead.of(standard.name),
        mounting=standard.mounting,
        a_b_mm_s=standard.a_b_mm_s,
        b_c_mm_s=standard.b_c_mm_s,
        c_d_mm_s=standard.c_d_mm_s if isfinite(standard.c_d_mm_s) else None,
        source=TextRead.of(standard.source),
        unverified=list(standard.unverified),
    )


def _bearings() -> list[SeverityStepRead]:
    return [
        SeverityStepRead(
            fault="bearing",
            measure="depth",
            above=row["from_depth"],
            level=row["level"],
            urgency=row["urgency"],
            source=_rulebook(_BEARING_SOURCE),
        )
        for row in LEVELS
    ]


def _gears() -> list[SeverityStepRead]:
    return [
        SeverityStepRead(
            fault=step.fault,
            measure=step.measure,
            above=step.above,
            level=None if step.note else step.level,
            urgency=step.urgency,
            source=_rulebook(step.source),
        )
        for step in STEPS
    ]


def _rulebook(source: str) -> TextRead:
    """Return the section that ``source`` names, for both languages; what it remarks stands in the step's measure."""
    found = _SECTION.match(source)
    if found is None:
        return TextRead(en=source, zh=source)
    return TextRead(en=found[0], zh=f"规则手册 §{found['section']}")
