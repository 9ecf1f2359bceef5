"""From findings and words to department, specialties, urgency, mode and what is still to be asked.

Departments: first those of the findings (most probable first), then those the words speak for, by points; a
department needs at least half the points of the first. Nothing recognised at all: the kind of equipment
decides, and where that tells nothing either the case goes to `mechanical`, with that reason stated.

Urgency: the stricter of the words' and the examination's. By the words: danger to people, smoke, fire,
sparks, a burning smell or a lost phase → 1; standing still → at most 2; otherwise the strictest class of
what is named, one stricter when it gets worse (never below 2, danger alone is 1), one milder when it is
called slight (never above 4); a question where nothing stands still or gets worse → 5. Words that say nothing
about it leave it to the examination; without one it is 3.
Criticality ``a`` makes the result one step more urgent, except that 2 does not become 1, which tells people
to stop and keep away and takes a danger, and that 5, where nothing is wrong, stays 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS
from experts.directory import (
    DEPARTMENTS,
    SPECIALTIES,
    department_name,
    specialties_for_fault,
    specialties_for_kind,
)
from experts.triage.words import Mention, mentions

__all__ = ["FindingSummary", "Triage", "triage"]

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

_STOP_NOW, _TODAY, _THIS_WEEK, _NEXT_STOP, _ROUTINE = 1, 2, 3, 4, 5
_USUAL_URGENCY = _THIS_WEEK
_DEPARTMENT_OF_LAST_RESORT = "mechanical"
_TURNING_KINDS = frozenset({"electric_motor", "pump", "fan", "blower", "compressor", "gearbox", "spindle", "conveyor"})
_KIND_POINTS = 0.5
"""The kind of equipment only decides between departments the words speak for equally."""


@dataclass(frozen=True, slots=True)
class FindingSummary:
    """What triage needs of one finding of an examination: ``probability`` 0 … 1, ``urgency`` 1 … 5."""

    fault: str
    component: str | None
    department: str
    probability: float
    urgency: int


@dataclass(frozen=True, slots=True)
class Triage:
    """Where a case goes first: departments and specialties the likeliest first, with every reason in
    words.
    """

    departments: tuple[str, ...]
    specialties: tuple[str, ...]
    urgency: int
    mode: str
    reasons: tuple[Text, ...]
    missing_information: tuple[Text, ...]


def triage(
    complaint: str,
    *,
    findings: Sequence[FindingSummary],
    examination_urgency: int | None,
    equipment_kind: str | None,
    criticality: str | None,
) -> Triage:
    """Judge a complaint in the reporter's words together with what an examination found.

    ``examination_urgency`` is None where there was no recording or no verdict; ``equipment_kind`` is a kind
    of the machine description; ``criticality`` is a, b or c. A pure function that accepts any text; raises
    nothing.
    """
    named = mentions(complaint)
    affirmed = [mention for mention in named if not mention.negated]
    ranked = sorted(findings, key=lambda finding: -finding.probability)
    departments, reasons = _departments(ranked, affirmed, equipment_kind)
    if ruled_out := [mention for mention in named if mention.negated and _counts(mention)]:
        reasons.append(_texts("reason_negated", words=_quote(ruled_out)))
    urgency, why_urgent = _urgency(affirmed, examination_urgency, criticality)
    mode, why_mode = _mode(affirmed, urgency)
    return Triage(
        departments=departments,
        specialties=_specialties(ranked, affirmed, departments, equipment_kind),
        urgency=urgency,
        mode=mode,
        reasons=(*reasons, *why_urgent, why_mode),
        missing_information=_missing(affirmed, departments, bool(findings), equipment_kind),
    )


def _counts(mention: Mention) -> bool:
    """Tell whether a mention would have decided about department or urgency."""
    return bool(mention.meaning.departments) or mention.meaning.urgency is not None or mention.meaning.role == "danger"


def _fault_name(code: str) -> Text:
    """Return the name of a fault; a code that the vocabulary does not know stands for itself."""
    return FAULTS[code].name if code in FAULTS else Text(code, code)


def _quote(named: Iterable[Mention]) -> Text:
    """Write the names of meanings in a row."""
    names = [mention.meaning.name for mention in named]
    return Text(", ".join(name.en for name in names), "、".join(name.zh for name in names))


def _departments(
    findings: Sequence[FindingSummary], affirmed: Sequence[Mention], kind: str | None
) -> tuple[tuple[str, ...], list[Text]]:
    """Return the departments in order and the reason of each."""
    departments: list[str] = []
    reasons: list[Text] = []
    for finding in findings:
        also = [specialty.department for specialty in specialties_for_fault(finding.fault)]
        departments += [finding.department, *also]
        where = _texts("where", component=finding.component) if finding.component else ""
        reasons.append(
            _texts(
                "reason_finding",
                fault=_fault_name(finding.fault),
                where=where,
                percent=100.0 * finding.probability,
                department=department_name(finding.department),
            )
        )
    for code, words in _departments_by_words(affirmed, kind):
        departments.append(code)
        reasons.append(_texts("reason_words", words=_quote(words), department=department_name(code)))
    if departments:
        return tuple(dict.fromkeys(departments)), reasons
    reasons.append(_texts("reason_nothing_recognised"))
    of_kind = [specialty.department for specialty in specialties_for_kind(kind)]
    if of_kind and kind is not None:
        reasons.append(_texts("reason_kind", department=department_name(of_kind[0]), kind=_texts(f"kind_{kind}")))
        return (of_kind[0],), reasons
    reasons.append(_texts("reason_kind_unknown", department=department_name(_DEPARTMENT_OF_LAST_RESORT)))
    return (_DEPARTMENT_OF_LAST_RESORT,), reasons


def _departments_by_words(affirmed: Sequence[Mention], kind: str | None) -> list[tuple[str, list[Mention]]]:
    """Return the departments the words speak for, most points first, each with the mentions that speak for
    it.
    """
    points: dict[str, float] = {}
    for mention in affirmed:
        for code, given in mention.meaning.departments.items():
            points[code] = points.get(code, 0.0) + given
    for specialty in specialties_for_kind(kind)[:1]:
        if specialty.department in points:
            points[specialty.department] += _KIND_POINTS
    order = list(DEPARTMENTS)
    ranked = sorted(points, key=lambda code: (-points[code], order.index(code)))
    return [
        (code, [mention for mention in affirmed if code in mention.meaning.departments])
        for code in ranked
        if points[code] >= 0.5 * points[ranked[0]]
    ]


def _specialties(
    findings: Sequence[FindingSummary], affirmed: Sequence[Mention], departments: Sequence[str], kind: str | None
) -> tuple[str, ...]:
    """Return the tags asked for by findings, then by words, then by the kind of equipment; only of the
    departments found.
    """
    by_findings = [specialty.tag for finding in findings for specialty in specialties_for_fault(finding.fault)]
    by_words = [tag for mention in affirmed for tag in mention.meaning.specialties]
    by_kind = [specialty.tag for specialty in specialties_for_kind(kind)]
    ordered = dict.fromkeys([*by_findings, *by_words, *by_kind])
    return tuple(tag for tag in ordered if SPECIALTIES[tag].department in departments)


def _urgency(
    affirmed: Sequence[Mention], examination_urgency: int | None, criticality: str | None
) -> tuple[int, list[Text]]:
    """Return the urgency and the reasons for it; the rules are at the head of this module."""
    by_words, why = _urgency_by_words(affirmed)
    reasons: list[Text] = []
    if by_words is not None:
        reasons.append(why)
    if examination_urgency is not None:
        reasons.append(_texts("reason_urgency_examination", urgency=examination_urgency))
    stated = [urgency for urgency in (by_words, examination_urgency) if urgency is not None]
    urgency = min(stated, default=_USUAL_URGENCY)
    if not stated:
        reasons.append(why)
    elif len(stated) == 2 and stated[0] != stated[1]:
        reasons.append(_texts("reason_urgency_stricter", urgency=urgency))
    if criticality == "a" and _TODAY < urgency < _ROUTINE:
        urgency -= 1
        reasons.append(_texts("reason_criticality", urgency=urgency))
    return urgency, reasons


def _urgency_by_words(affirmed: Sequence[Mention]) -> tuple[int | None, Text]:
    """Return what the words alone say, None when they say nothing about it."""
    danger = [mention for mention in affirmed if mention.meaning.role == "danger"]
    if danger:
        return _STOP_NOW, _texts("reason_urgency_danger", words=_quote(danger))
    deciding = [mention for mention in affirmed if mention.meaning.urgency is not None]
    roles = {mention.meaning.role for mention in affirmed}
    if not deciding:
        return None, _texts("reason_urgency_default", urgency=_USUAL_URGENCY)
    if "routine" in roles and not roles & {"stopped", "worse"}:
        question = [mention for mention in affirmed if mention.meaning.role == "routine"]
        return _ROUTINE, _texts("reason_urgency_words", urgency=_ROUTINE, words=_quote(question))
    urgency = min(mention.meaning.urgency or _USUAL_URGENCY for mention in deciding)
    if "worse" in roles and urgency > _TODAY:
        urgency -= 1
    if "slight" in roles and "stopped" not in roles and urgency < _NEXT_STOP:
        urgency += 1
    changing = [mention for mention in affirmed if mention.meaning.role in ("worse", "slight")]
    return urgency, _texts("reason_urgency_words", urgency=urgency, words=_quote([*deciding, *changing]))


def _mode(affirmed: Sequence[Mention], urgency: int) -> tuple[str, Text]:
    """Return rounds for what must be seen on site and can wait for a round, reception otherwise."""
    on_site = [mention for mention in affirmed if mention.meaning.on_site]
    if on_site and urgency >= _THIS_WEEK:
        return "rounds", _texts("reason_mode_rounds", words=_quote(on_site))
    return "reception", _texts("reason_mode_reception")


def _missing(
    affirmed: Sequence[Mention], departments: Sequence[str], has_findings: bool, kind: str | None
) -> tuple[Text, ...]:
    """Return the questions whose answers the complaint does not hold, those of the first department last."""
    roles = {mention.meaning.role for mention in affirmed}
    if "routine" in roles and not roles & {"danger", "stopped", "worse"}:
        return ()
    questions: list[str] = []
    if not any(mention.meaning.departments for mention in affirmed):
        questions.append("ask_what")
    if "since" not in roles:
        questions.append("ask_since")
    if not roles & {"running", "stopped"}:
        questions.append("ask_running")
    first = departments[0]
    if "speed" not in roles and not has_findings and (kind in _TURNING_KINDS or first == "mechanical"):
        questions.append("ask_speed")
    if first in ("automation", "it"):
        questions.append("ask_message")
    if first in ("it", "network", "video"):
        questions.append("ask_how_many")
    if first == "metrology":
        questions.append("ask_instrument")
    return tuple(_texts(question) for question in questions)
