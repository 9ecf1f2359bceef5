"""What two examinations of one recording judge in another way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from clinic_api.examinations.again.schemas import Difference, Judged
from clinic_api.kit.fields import TextRead
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS

__all__ = ["differences"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_SAME_PROBABILITY: Final = 0.05
"""Probabilities closer than this are the same to a reader (a convention)."""

_Key = tuple[str, str | None]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return the faults that are new, gone, or judged in another way; those of ``after`` first, the likeliest first."""
    was, now = dict(_judged(before)), dict(_judged(after))
    found = []
    for key in (*now, *(key for key in was if key not in now)):
        first, second = was.get(key), now.get(key)
        if first is None or second is None or _differ(first, second):
            change: Literal["gained", "lost", "changed"]
            change = "gained" if first is None else "lost" if second is None else "changed"
            found.append(_difference(key, change, first, second))
    return found


def _judged(document: Mapping[str, Any]) -> Iterator[tuple[_Key, Judged]]:
    """Yield each fault of each component once, a finding before what is only watched."""
    seen: set[_Key] = set()
    for listed, part in (("finding", "findings"), ("watch", "watch")):
        for finding in document[part]:
            key = (finding["fault"], finding["component"])
            if key not in seen:
                seen.add(key)
                judged = {"probability": finding["probability"], "urgency": finding["urgency"], "listed": listed}
                yield key, Judged.model_validate(judged | {"severity": finding["severity"]["level"]})


def _differ(first: Judged, second: Judged) -> bool:
    same = ("listed", "severity", "urgency")
    is_same = all(getattr(first, name) == getattr(second, name) for name in same)
    return not is_same or abs(first.probability - second.probability) >= _SAME_PROBABILITY


def _difference(
    key: _Key, change: Literal["gained", "lost", "changed"], before: Judged | None, after: Judged | None
) -> Difference:
    fault, component = key
    name = FAULTS[fault].name if fault in FAULTS else Text(fault, fault)
    text = _TEXTS(
        change,
        fault=name,
        component=component or "–",
        before="" if before is None else f"{100.0 * before.probability:.0f} %",
        after="" if after is None else f"{100.0 * after.probability:.0f} %",
    )
    return Difference(
        change=change, fault=fault, component=component, before=before, after=after, text=TextRead.of(text)
    )
