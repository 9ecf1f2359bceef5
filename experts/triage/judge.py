"""From findings and words to department, specialties, urgency, mode and what is still to be asked.

Departments: first those of the findings (most probable first), then those the complaint speaks for: the likeliest by
the model of labelled complaints (`model.py`) first, then whatever it holds for one in ten likely, or for which the
rules' words (`words.py`) give at least half of the most points. Nothing recognised at all: the kind of equipment
decides, and where that tells nothing either the case goes to `mechanical`, with that reason stated.

Urgency: see `urgency.py`. Care: a doctor talks with the factory at once where it is urgent, dangerous or unclear; what
cannot be judged from afar is seen on site; all else is judged from recording, photos and answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
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
from experts.triage.checklists import checklist_for
from experts.triage.model import Reading, TextModel, stored_model
from experts.triage.urgency import STOP_NOW, THIS_WEEK, TODAY, MeasuredLevel, judge_urgency, quote, quoted
from experts.triage.words import Mention, mentions

__all__ = ["FindingSummary", "MeasuredLevel", "Triage", "triage"]

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

_DEPARTMENT_OF_LAST_RESORT = "mechanical"
_TURNING_KINDS = frozenset({"electric_motor", "pump", "fan", "blower", "compressor", "gearbox", "spindle", "conveyor"})
_LIKELY = 0.1
"""From this probability a department is listed: that names 1.3 departments a complaint, and the right one for six of
ten whose first is wrong (cross-validation over groups)."""
_SURE = 0.6
"""Without a single known word the model is believed from here: it has then recognised the spelling of one."""
_UNCLEAR = 0.6
"""Below this the first department is wrong in four of ten complaints (cross-validation over groups): somebody asks."""


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
    """Where a case goes first: departments and specialties the likeliest first, with every reason in words.

    ``mode`` is how it is planned: reception, rounds or proactive; ``care`` how it is judged: remote (from recording,
    photos and answers), one_to_one (a doctor talks with the factory) or on_site (must be seen). ``checklist`` is what
    the factory can check itself, the cheapest first, empty where there is no list or nobody should touch anything.
    """

    departments: tuple[str, ...]
    specialties: tuple[str, ...]
    urgency: int
    mode: str
    care: str
    reasons: tuple[Text, ...]
    missing_information: tuple[Text, ...]
    checklist_name: Text | None
    checklist: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Departments:
    """The departments in order, the reason of each, and whether it is unclear which is right."""

    codes: tuple[str, ...]
    reasons: list[Text]
    unclear: bool


def triage(
    complaint: str,
    *,
    findings: Sequence[FindingSummary],
    examination_urgency: int | None,
    equipment_kind: str | None,
    criticality: str | None,
    measurements: Sequence[MeasuredLevel] = (),
    has_photos: bool = False,
    model: TextModel | None = None,
) -> Triage:
    """Judge a complaint in the reporter's words together with what an examination found and measured.

    ``examination_urgency`` is None where there was no recording or no verdict; ``equipment_kind`` is a kind
    of the machine description; ``criticality`` is a, b or c; ``model`` is another one than the installed one, to be
    compared with it. A pure function that accepts any text; raises
    nothing.
    """
    model = model or stored_model()
    named = mentions(complaint)
    affirmed = [mention for mention in named if not mention.negated]
    reading = model.read(complaint, equipment_kind, named)
    ranked = sorted(findings, key=lambda finding: -finding.probability)
    found = _departments(ranked, affirmed, equipment_kind, complaint, model, reading)
    reasons = found.reasons
    if ruled_out := [mention for mention in named if mention.negated and _counts(mention)]:
        reasons.append(_texts("reason_negated", words=quote(ruled_out)))
    urgency, why_urgent = judge_urgency(
        named,
        reading,
        partial(model.wording_for_urgency, complaint),
        examination=examination_urgency,
        levels=measurements,
        criticality=criticality,
    )
    mode, why_mode = _mode(affirmed, urgency)
    care, why_care = _care(affirmed, urgency, found, bool(findings), has_photos)
    checklist = checklist_for(complaint, found.codes[0]) if urgency > STOP_NOW else None
    has_recording = bool(findings) or examination_urgency is not None
    return Triage(
        departments=found.codes,
        specialties=_specialties(ranked, affirmed, found.codes, equipment_kind),
        urgency=urgency,
        mode=mode,
        care=care,
        reasons=(*reasons, *why_urgent, why_mode, *why_care),
        missing_information=(
            *_missing(affirmed, found.codes, reading, has_recording, equipment_kind),
            *_missing_photo(affirmed, urgency, has_photos),
        ),
        checklist_name=None if checklist is None else checklist.name,
        checklist=() if checklist is None else checklist.checks,
    )


def _counts(mention: Mention) -> bool:
    """Tell whether a mention would have decided about department or urgency."""
    return bool(mention.meaning.departments) or mention.meaning.urgency is not None or mention.meaning.role == "danger"


def _fault_name(code: str) -> Text:
    """Return the name of a fault; a code that the vocabulary does not know stands for itself."""
    return FAULTS[code].name if code in FAULTS else Text(code, code)


def _departments(
    findings: Sequence[FindingSummary],
    affirmed: Sequence[Mention],
    kind: str | None,
    complaint: str,
    model: TextModel,
    reading: Reading,
) -> _Departments:
    """Return the departments in order and the reason of each."""
    codes: list[str] = []
    reasons: list[Text] = []
    for finding in findings:
        also = [specialty.department for specialty in specialties_for_fault(finding.fault)]
        codes += [finding.department, *also]
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
    spoken_for = _departments_by_complaint(affirmed, reading)
    for code in spoken_for:
        codes.append(code)
        reasons += _why_department(code, affirmed, complaint, model, reading)
    by_rules = _most_points(affirmed)
    differ = bool(spoken_for) and by_rules is not None and by_rules != spoken_for[0]
    if differ:
        reasons.append(
            _texts("reason_differ", rules=department_name(str(by_rules)), model=department_name(spoken_for[0]))
        )
    if codes:
        unclear = not findings and (differ or reading.departments[spoken_for[0]] < _UNCLEAR)
        return _Departments(tuple(dict.fromkeys(codes)), reasons, unclear)
    reasons.append(_texts("reason_nothing_recognised"))
    of_kind = [specialty.department for specialty in specialties_for_kind(kind)]
    if of_kind and kind is not None:
        reasons.append(_texts("reason_kind", department=department_name(of_kind[0]), kind=_texts(f"kind_{kind}")))
        return _Departments((of_kind[0],), reasons, unclear=True)
    reasons.append(_texts("reason_kind_unknown", department=department_name(_DEPARTMENT_OF_LAST_RESORT)))
    return _Departments((_DEPARTMENT_OF_LAST_RESORT,), reasons, unclear=True)


def _departments_by_complaint(affirmed: Sequence[Mention], reading: Reading) -> list[str]:
    """Return the departments the complaint speaks for, the likeliest first; none where it holds nothing known."""
    first, probability = next(iter(reading.departments.items()))
    if not reading.knows_department and probability < _SURE:
        return []
    points = _points(affirmed)
    enough = 0.5 * max(points.values(), default=0.0)
    return [
        code
        for code, likely in reading.departments.items()
        if code == first or likely >= _LIKELY or (code in points and points[code] >= enough)
    ]


def _points(affirmed: Sequence[Mention]) -> dict[str, float]:
    points: dict[str, float] = {}
    for mention in affirmed:
        for code, given in mention.meaning.departments.items():
            points[code] = points.get(code, 0.0) + given
    return points


def _most_points(affirmed: Sequence[Mention]) -> str | None:
    """Return the department with more points than any other; None where there is no such."""
    points = _points(affirmed)
    order = sorted(points, key=lambda code: (-points[code], list(DEPARTMENTS).index(code)))
    if not order or (len(order) > 1 and points[order[0]] == points[order[1]]):
        return None
    return order[0]


def _why_department(
    code: str, affirmed: Sequence[Mention], complaint: str, model: TextModel, reading: Reading
) -> list[Text]:
    """Say which meanings and which wording of the complaint speak for a department."""
    reasons: list[Text] = []
    if speaking := [mention for mention in affirmed if code in mention.meaning.departments]:
        reasons.append(_texts("reason_words", words=quote(speaking), department=department_name(code)))
    values = {"department": department_name(code), "percent": 100.0 * reading.departments[code]}
    if reading.departments[code] < _LIKELY and speaking:
        return reasons
    if wording := model.wording_for_department(complaint, code):
        return [*reasons, _texts("reason_wording", wording=quoted(wording), **values)]
    return [*reasons, _texts("reason_wording_whole", **values)]


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


def _mode(affirmed: Sequence[Mention], urgency: int) -> tuple[str, Text]:
    """Return rounds for what must be seen on site and can wait for a round, reception otherwise."""
    on_site = [mention for mention in affirmed if mention.meaning.on_site]
    if on_site and urgency >= THIS_WEEK:
        return "rounds", _texts("reason_mode_rounds", words=quote(on_site))
    return "reception", _texts("reason_mode_reception")


def _care(
    affirmed: Sequence[Mention], urgency: int, departments: _Departments, has_findings: bool, has_photos: bool
) -> tuple[str, list[Text]]:
    """Return how the case is judged, and why."""
    visible = [mention for mention in affirmed if mention.meaning.visible]
    photo = [_texts("reason_photo", words=quote(visible))] if has_photos and visible else []
    if urgency <= TODAY:
        return "one_to_one", [_texts("reason_care_urgent", urgency=urgency), *photo]
    if on_site := [mention for mention in affirmed if mention.meaning.on_site]:
        return "on_site", [_texts("reason_care_on_site", words=quote(on_site)), *photo]
    if departments.unclear:
        return "one_to_one", [_texts("reason_care_unclear"), *photo]
    return "remote", [_texts("reason_care_recording" if has_findings else "reason_care_remote"), *photo]


def _missing(
    affirmed: Sequence[Mention], departments: Sequence[str], reading: Reading, has_recording: bool, kind: str | None
) -> tuple[Text, ...]:
    """Return the questions whose answers the complaint does not hold, those of the first department last."""
    roles = {mention.meaning.role for mention in affirmed}
    if "routine" in roles and not roles & {"danger", "stopped", "worse"}:
        return ()
    questions: list[str] = []
    if not any(mention.meaning.departments for mention in affirmed) and not reading.knows_department:
        questions.append("ask_what")
        if not has_recording:
            questions.append("ask_recording")
    if "since" not in roles:
        questions.append("ask_since")
    if not roles & {"running", "stopped"}:
        questions.append("ask_running")
    first = departments[0]
    if "speed" not in roles and not has_recording and (kind in _TURNING_KINDS or first == "mechanical"):
        questions.append("ask_speed")
    if first in ("automation", "it"):
        questions.append("ask_message")
    if first in ("it", "network", "video"):
        questions.append("ask_how_many")
    if first == "metrology":
        questions.append("ask_instrument")
    return tuple(_texts(question) for question in questions)


def _missing_photo(affirmed: Sequence[Mention], urgency: int, has_photos: bool) -> tuple[Text, ...]:
    """Ask for a photo of what can be seen, unless people should keep away."""
    visible = [mention for mention in affirmed if mention.meaning.visible]
    if has_photos or not visible or urgency == STOP_NOW:
        return ()
    return (_texts("ask_photo", words=quote(visible)),)
