"""What counts for health in one examination, whichever version made it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from diagnostics.errors import error

__all__ = ["DatedExamination", "Facts", "FoundFault", "facts_of"]

_VERDICTS: Final = ("healthy", "fault", "not_assessable")
_LEVELS: Final = ("slight", "moderate", "severe", "critical")
_ZONES: Final = ("A", "B", "C", "D")


@dataclass(frozen=True, eq=False)
class DatedExamination:
    """An examination with the time it is of."""

    time: datetime
    """With its zone."""
    document: Mapping[str, Any]
    """The contract ``examination/1``; of its keys only verdict, findings, watch, quality, measurements and change are
    used."""


@dataclass(frozen=True)
class FoundFault:
    """A finding: its code, component, urgency (1 stop now … 5 routine), level and probability."""

    fault: str
    component: str | None
    urgency: int
    level: str
    probability: float


@dataclass(frozen=True)
class Facts:
    """What one examination says about health."""

    assessable: bool
    findings: tuple[FoundFault, ...]
    watched: int
    """Number of things to watch."""
    warned: bool
    """Whether the recording was less than ideal."""
    zone: str | None
    """The worst vibration zone of any channel."""
    velocity_mm_s: float | None
    """The largest broadband velocity of any channel."""
    change_p: float | None
    """How likely such a difference from the machine's own history is by chance; None without a comparable history."""


def facts_of(document: Mapping[str, Any]) -> Facts:
    """Return the facts in ``document``; raises `DiagnosticsError` (health_examination_invalid)."""
    verdict = document.get("verdict")
    if verdict not in _VERDICTS:
        raise error("health_examination_invalid", reason=f"verdict is {verdict!r}"[:80])
    measured = [part for part in _mapping(document.get("measurements")).values() if isinstance(part, Mapping)]
    change = _mapping(document.get("change"))
    return Facts(
        assessable=verdict != "not_assessable",
        findings=tuple(_found(finding) for finding in _list(document.get("findings"))),
        watched=len(_list(document.get("watch"))),
        warned=any(note.get("level") in ("warning", "blocking") for note in _list(document.get("quality"))),
        zone=max((zone for part in measured if (zone := part.get("zone")) in _ZONES), default=None),
        velocity_mm_s=_largest(part.get("velocity_rms_mm_s") for part in measured),
        change_p=None if change.get("comparable") is False else _number(change.get("p_value")),
    )


def _found(finding: Mapping[str, Any]) -> FoundFault:
    urgency, probability = _number(finding.get("urgency")), _number(finding.get("probability"))
    level = _mapping(finding.get("severity")).get("level")
    fault, component = finding.get("fault"), finding.get("component")
    if urgency not in (1.0, 2.0, 3.0, 4.0, 5.0) or level not in _LEVELS or not isinstance(fault, str):
        raise error("health_examination_invalid", reason=f"finding {fault!r} without urgency or severity"[:80])
    share = 1.0 if probability is None else min(max(probability, 0.0), 1.0)
    return FoundFault(fault, component if isinstance(component, str) else None, int(urgency), str(level), share)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Mapping[str, Any]]:
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def _largest(values: Iterable[object]) -> float | None:
    return max((number for value in values if (number := _number(value)) is not None), default=None)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)
