"""A recording after treatment beside the first one: numbers before and after, what is gone, and one verdict.

Pure: two documents ``examination/1`` in, a `Comparison` out. It compares only what can be compared: the same channel in
the same unit at about the same speed; otherwise it says why not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS

__all__ = ["SPEED_TOLERANCE", "Comparison", "ComparisonVerdict", "FindingChange", "NumberChange", "compare"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("comparison.toml"))

SPEED_TOLERANCE: Final = 0.05
"""Largest relative difference of the speeds (judgement): the force of an unbalance goes with the square of the speed,
so 5 % change it by 10 %, well below the quarter that counts as a change."""

_CHANGE: Final = 0.25
"""Relative change of a level that counts: a quarter, the figure of ISO 20816-1 (criterion II), taken here of the
earlier level, because the boundary between zones B and C is not in every document."""

_QUANTITIES: Final = (
    ("velocity_rms_mm_s", "mm/s"),
    ("rms", None),
    ("peak", None),
    ("crest_factor", "1"),
    ("kurtosis", "1"),
)
_SEVERITIES: Final = ("slight", "moderate", "severe", "critical")

ComparisonVerdict = Literal["better", "same", "worse", "not_comparable"]
FindingStatus = Literal["gone", "remains", "new"]
Document = Mapping[str, Any]


@dataclass(frozen=True)
class NumberChange:
    """One figure of one channel before and after, in ``unit``; ``change_percent`` is relative to before."""

    channel: str
    quantity: str
    unit: str
    before: float
    after: float
    change_percent: float | None
    """None where the figure was 0."""


@dataclass(frozen=True)
class FindingChange:
    """What became of one finding; probabilities in [0, 1], None where it was not found."""

    fault: str
    component: str | None
    status: FindingStatus
    severity_before: str | None
    severity_after: str | None
    probability_before: float | None
    probability_after: float | None


@dataclass(frozen=True)
class Comparison:
    """The verdict with what it rests on; ``reasons`` decide it, ``notes`` are to be kept in mind."""

    verdict: ComparisonVerdict
    text: Text
    reasons: tuple[Text, ...]
    notes: tuple[Text, ...]
    numbers: tuple[NumberChange, ...]
    findings: tuple[FindingChange, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the form ``comparison/1``."""
        return {
            "schema": "comparison/1",
            "verdict": self.verdict,
            "text": self.text.to_json(),
            "reasons": [reason.to_json() for reason in self.reasons],
            "notes": [note.to_json() for note in self.notes],
            "numbers": [vars(number) for number in self.numbers],
            "findings": [vars(finding) for finding in self.findings],
        }


def compare(before: Document | None, after: Document, *, speed_tolerance: float = SPEED_TOLERANCE) -> Comparison:
    """Return how ``after`` differs from ``before`` (None: the case began without a recording).

    ``better`` and ``worse`` rest on findings, their severity, and levels that changed by a quarter outside zone A; one
    sign of worsening outweighs every improvement. A zone that changed with less is a note: a recording made twice can
    fall on both sides of a boundary.
    """
    obstacles = tuple(_obstacles(before, after, speed_tolerance))
    if before is None or obstacles:
        return Comparison("not_comparable", _TEXTS("not_comparable"), obstacles, (), (), ())
    numbers = tuple(_numbers(before, after))
    findings = tuple(_findings(before, after))
    worse = (*_worse_findings(findings), *_level_signs(before, after, worse=True))
    better = (*_better_findings(findings), *_level_signs(before, after, worse=False))
    verdict: ComparisonVerdict = "worse" if worse else "better" if better else "same"
    reasons = worse or better or (_TEXTS("nothing_changed"),)
    return Comparison(verdict, _TEXTS(verdict), reasons, tuple(_notes(before, after)), numbers, findings)


def _obstacles(before: Document | None, after: Document, tolerance: float) -> Iterator[Text]:
    """Yield each reason why the two cannot be compared."""
    if before is None:
        yield _TEXTS("no_first_recording")
        return
    for document, key in ((before, "before_not_assessable"), (after, "after_not_assessable")):
        if document["verdict"] == "not_assessable":
            yield _TEXTS(key)
    if not _common_channels(before, after):
        yield _TEXTS("no_common_channel")
    speeds = [document["speed"].get("rpm") for document in (before, after)]
    if not all(speeds):
        yield _TEXTS("speed_unknown")
    elif abs(speeds[1] / speeds[0] - 1) > tolerance:
        yield _TEXTS("speed_differs", before=f"{speeds[0]:.0f}", after=f"{speeds[1]:.0f}", limit=f"{100 * tolerance:g}")


def _common_channels(before: Document, after: Document) -> list[str]:
    """Return the channels measured both times in one unit."""
    first, second = before["measurements"], after["measurements"]
    return [
        channel for channel in first if channel in second and first[channel].get("unit") == second[channel].get("unit")
    ]


def _numbers(before: Document, after: Document) -> Iterator[NumberChange]:
    for channel in _common_channels(before, after):
        first, second = before["measurements"][channel], after["measurements"][channel]
        for quantity, unit in _QUANTITIES:
            if first.get(quantity) is None or second.get(quantity) is None:
                continue
            old, new = float(first[quantity]), float(second[quantity])
            percent = round(100 * (new / old - 1), 1) if old > 0 else None
            yield NumberChange(channel, quantity, unit or first.get("unit") or "", old, new, percent)


def _findings(before: Document, after: Document) -> Iterator[FindingChange]:
    first, second = _by_place(before), _by_place(after)
    for place in [*first, *(place for place in second if place not in first)]:
        old, new = first.get(place), second.get(place)
        yield FindingChange(
            fault=place[0],
            component=place[1],
            status="gone" if new is None else "new" if old is None else "remains",
            severity_before=None if old is None else old["severity"]["level"],
            severity_after=None if new is None else new["severity"]["level"],
            probability_before=None if old is None else old["probability"],
            probability_after=None if new is None else new["probability"],
        )


def _by_place(document: Document) -> dict[tuple[str, str | None], Mapping[str, Any]]:
    return {(finding["fault"], finding["component"]): finding for finding in document["findings"]}


def _worse_findings(findings: tuple[FindingChange, ...]) -> Iterator[Text]:
    for finding in findings:
        if finding.status == "new":
            yield _TEXTS("finding_new", fault=_fault_name(finding))
        elif finding.status == "remains" and _severity_step(finding) > 0:
            yield _TEXTS("finding_grew", fault=_fault_name(finding))


def _better_findings(findings: tuple[FindingChange, ...]) -> Iterator[Text]:
    for finding in findings:
        if finding.status == "gone":
            yield _TEXTS("finding_gone", fault=_fault_name(finding))
        elif finding.status == "remains" and _severity_step(finding) < 0:
            yield _TEXTS("finding_shrank", fault=_fault_name(finding))


def _severity_step(finding: FindingChange) -> int:
    return _SEVERITIES.index(str(finding.severity_after)) - _SEVERITIES.index(str(finding.severity_before))


def _fault_name(finding: FindingChange) -> Text:
    kind = FAULTS.get(finding.fault)
    name = Text(finding.fault, finding.fault) if kind is None else kind.name
    if finding.component is None:
        return name
    return Text(f"{name.en} ({finding.component})", f"{name.zh}（{finding.component}）")


def _level_signs(before: Document, after: Document, *, worse: bool) -> Iterator[Text]:
    """Yield what the levels say in one direction; a change within zone A asks for nothing."""
    for channel in _common_channels(before, after):
        first, second = before["measurements"][channel], after["measurements"][channel]
        zones = first.get("zone"), second.get("zone")
        quantity = "velocity_rms_mm_s" if first.get("velocity_rms_mm_s") and second.get("velocity_rms_mm_s") else "rms"
        old, new = first.get(quantity), second.get(quantity)
        if zones == ("A", "A") or not old or not new:
            continue
        if new > old * (1 + _CHANGE) if worse else new < old * (1 - _CHANGE):
            unit = "mm/s" if quantity == "velocity_rms_mm_s" else first.get("unit") or ""
            levels = {"before": f"{old:.3g}", "after": f"{new:.3g}", "unit": unit}
            yield _TEXTS("level_rose" if worse else "level_fell", channel=channel, **levels)


def _notes(before: Document, after: Document) -> Iterator[Text]:
    for channel in _common_channels(before, after):
        zones = [document["measurements"][channel].get("zone") for document in (before, after)]
        if all(zones) and zones[0] != zones[1]:
            yield _TEXTS("zone_changed", channel=channel, before=zones[0], after=zones[1])
    if before["provenance"]["machine_sha256"] != after["provenance"]["machine_sha256"]:
        yield _TEXTS("machine_described_anew")
    if any(document["speed"].get("source") == "given" for document in (before, after)):
        yield _TEXTS("speed_given")
    if before["provenance"]["version"] != after["provenance"]["version"]:
        yield _TEXTS("version_differs")
