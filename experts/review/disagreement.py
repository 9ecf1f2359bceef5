"""Where a diagnosis contradicts the opinion it was made beside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS

__all__ = ["HIGH_PROBABILITY", "URGENCY_LEVELS", "Disagreement", "Judgement", "OpinionFinding", "disagreements"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))

HIGH_PROBABILITY: Final = 0.8
"""From which on a finding of the opinion is asserted so strongly that refuting it, or passing it over, is worth the
time of two more doctors. Of findings stated with 0.8, four of five are there when the probability is what it says;
below it the opinion itself leaves the question open, and a doctor who decides it contradicts nobody."""
URGENCY_LEVELS: Final = 2
"""Levels of urgency that are a contradiction: one level is a matter of judgement (within a day or within a week), two
mean another way of running the machine (stop now or within a week)."""
_ASSESSED: Final = frozenset({"healthy", "fault"})


@dataclass(frozen=True, slots=True)
class OpinionFinding:
    """A finding of the opinion; its place in the opinion is its place in the list."""

    fault: str
    component: str | None
    probability: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """A finding as the doctor judges it: ``confirmed``, ``refuted`` or ``added``; ``place`` names the opinion's
    finding, None for an added one.
    """

    judgement: str
    fault: str
    component: str | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One contradiction. ``key`` is the same for the same contradiction, however it is worded."""

    kind: str
    key: str
    text: Text


def disagreements(
    *,
    verdict: str,
    opinion_urgency: int,
    findings: Sequence[OpinionFinding],
    ruled_out: Collection[str],
    judged: Sequence[Judgement],
    urgency: int,
) -> tuple[Disagreement, ...]:
    """Return how a diagnosis (``judged``, ``urgency``) contradicts an opinion; empty where it does not.

    An opinion that could not assess the machine contradicts nothing. ``ruled_out`` are the faults that were looked for
    and not found. Faults whose code is not known stand for themselves.
    """
    if verdict not in _ASSESSED:
        return ()
    return (
        *_of_strong_findings(findings, judged),
        *_of_added_faults(findings, ruled_out, judged),
        *_of_verdict(verdict, judged),
        *_of_urgency(opinion_urgency, urgency),
    )


def _of_strong_findings(findings: Sequence[OpinionFinding], judged: Sequence[Judgement]) -> Iterator[Disagreement]:
    asserted = {(one.fault, one.component) for one in judged if one.judgement != "refuted"}
    by_place = {one.place: one.judgement for one in judged if one.place is not None}
    for place, finding in enumerate(findings):
        if finding.probability < HIGH_PROBABILITY:
            continue
        judgement = by_place.get(place)
        if judgement == "confirmed" or (finding.fault, finding.component) in asserted:
            continue
        kind = "finding_missing" if judgement is None else "finding_refuted"
        values = {"fault": _named(finding.fault, finding.component), "percent": f"{100.0 * finding.probability:.0f}"}
        yield Disagreement(kind, f"{kind} {finding.fault} {finding.component}", _TEXTS(kind, **values))


def _of_added_faults(
    findings: Sequence[OpinionFinding], ruled_out: Collection[str], judged: Sequence[Judgement]
) -> Iterator[Disagreement]:
    """Yield faults that the doctor adds although they were looked for, unless the opinion speaks of their family."""
    families = {_family(finding.fault) for finding in findings}
    added = {one.fault: one.component for one in judged if one.judgement == "added"}
    for fault, component in added.items():
        if fault in ruled_out and _family(fault) not in families:
            key = f"added_ruled_out {fault}"
            yield Disagreement("added_ruled_out", key, _TEXTS("added_ruled_out", fault=_named(fault, component)))


def _of_verdict(verdict: str, judged: Sequence[Judgement]) -> Iterator[Disagreement]:
    has_fault = any(one.judgement != "refuted" for one in judged)
    if verdict == "healthy" and has_fault:
        yield Disagreement("verdict", "verdict healthy", _TEXTS("verdict_healthy"))
    if verdict == "fault" and not has_fault:
        yield Disagreement("verdict", "verdict fault", _TEXTS("verdict_fault"))


def _of_urgency(opinion: int, diagnosis: int) -> Iterator[Disagreement]:
    if abs(opinion - diagnosis) >= URGENCY_LEVELS:
        text = _TEXTS("urgency", opinion=opinion, diagnosis=diagnosis)
        yield Disagreement("urgency", f"urgency {'milder' if diagnosis > opinion else 'stricter'}", text)


def _family(fault: str) -> str:
    return fault.partition(".")[0]


def _named(fault: str, component: str | None) -> Text:
    name = FAULTS[fault].name if fault in FAULTS else Text(fault, fault)
    return name if component is None else Text(f"{name.en} ({component})", f"{name.zh}（{component}）")
