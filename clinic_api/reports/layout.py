"""A report as it stands on paper: figures and dates written out, every text in both languages for the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel

from clinic_api.kit.china import CHINA
from clinic_api.kit.fields import TextRead
from clinic_api.reports.drawing import drawn
from clinic_api.reports.schemas import (
    ReportComparison,
    ReportFinding,
    ReportItem,
    ReportMeasurement,
    ReportRead,
    ReportRuledOut,
    ReportSignature,
)
from clinic_api.typesetting.qr import qr_svg
from diagnostics.texts import Catalogue

__all__ = ["Issue", "Pictures", "paper_data"]

_LABELS: Final = Catalogue(Path(__file__).with_name("labels.toml"))
_FILLED: Final = frozenset(
    {"follow_up_due", "category", "diagnosis_version", "amendment", "earlier_report", "verification_how"}
)
"""Labels that hold a value and are made where it is known."""
_MOST_PICTURES: Final = 3
"""The likeliest findings; the rest are described in words, and their pictures are in the case."""
_MOST_CHARACTERS: Final = 1200
"""Of what somebody wrote at length: the report shows how it begins, the case holds all of it."""
_COMPLAINT_CHARACTERS: Final = 300
"""The same of the complaint, which stands on page one."""

Pictures = dict[int, dict[str, Any] | bytes]
"""By index of the figure: the data of its picture, or a PNG where only that was kept."""
Both = dict[str, str | None]


@dataclass(frozen=True)
class Issue:
    """What makes a set of pages an issued report."""

    code: str
    url: str
    issued_at: datetime
    key_id: str
    replaces: str | None


def paper_data(
    report: ReportRead, language: Literal["zh", "en", "both"], issue: Issue, pictures: Pictures
) -> dict[str, Any]:
    """Return what the template ``case_report`` sets."""
    shown = [finding.figure.index for finding in report.findings if finding.figure and finding.figure.index in pictures]
    kept = {index: pictures[index] for index in shown[:_MOST_PICTURES]}
    return {
        "languages": ["zh", "en"] if language == "both" else [language],
        "labels": {key: _LABELS(key).to_json() for key in sorted(_LABELS.keys - _FILLED)},
        "status": report.status,
        "status_text": _plain(report.status_text),
        "number": report.case.number,
        "name": _plain(report.machine.name) if report.machine else _label("no_machine"),
        "facts": [[label, value] for label, value in _facts(report)],
        "nameplate": [[_plain(fact.label), fact.value] for fact in report.machine.nameplate] if report.machine else [],
        "light": _plain(report.condition),
        "summary": _shortened(_plain(report.summary)),
        "actions": [
            [_shortened(_plain(each.what)), _plain(each.who), _plain(each.by_text) or "–"] for each in report.actions
        ],
        "ruled_out_short": [[place, names] for place, names in _by_place(report.ruled_out)],
        "findings": [_finding(each, kept) for each in report.findings],
        "watch": [_finding(each, {}) for each in report.watch],
        "measurements": [_measurement(each) for each in report.measurements],
        "measuring_advice": [_plain(each) for each in report.measuring_advice],
        "prescription": [_item(each) for each in report.prescription],
        "follow_up": None
        if report.follow_up is None
        else {
            "due": _label("follow_up_due", day=report.follow_up.due_on),
            "comparisons": [_comparison(each) for each in report.follow_up.comparisons],
        },
        "teardown": [
            [_subject(each.name, each.part), _plain(each.outcome_text), _cut(each.words), f"{each.seen_on}"]
            for each in report.teardown
        ],
        "noticing": _plain_list(report.noticing),
        "complaint": _cut(report.case.complaint, _COMPLAINT_CHARACTERS),
        "limits": _plain_list(report.limits),
        "method": _plain_list(report.method),
        "ruled_out": [
            [_subject(each.name, each.part), _plain(each.text) or _label("ruled_out_signer")]
            for each in report.ruled_out
        ],
        "discharge": None
        if report.discharge is None
        else [_day(report.discharge.at), _plain(report.discharge.outcome_text), _cut(report.discharge.reason or "")],
        "signatures": [_signature(each) for each in report.signatures],
        "amendments": [
            {
                "title": _label("amendment", version=each.version, replaces=each.replaces),
                "at": _minute(each.signed_at),
                "signer": _plain(each.signer),
                "reason": _cut(each.reason),
            }
            for each in report.amendments
        ],
        "issue": {
            "code": issue.code,
            "qr": qr_svg(issue.url),
            "at": _minute(issue.issued_at),
            "key_id": issue.key_id,
            "how": _label("verification_how", url=issue.url),
            "earlier": None if issue.replaces is None else _label("earlier_report", code=issue.replaces),
        },
    }


def _facts(report: ReportRead) -> Iterator[tuple[Both, Any]]:
    """Yield the lines of the cover."""
    machine, examination = report.machine, report.examination
    yield _label("case_number"), report.case.number
    yield _label("state"), _plain(report.case.state_text)
    yield _label("factory"), _plain(report.factory.name)
    yield _label("mode"), _plain(report.case.mode_text)
    if machine is not None:
        yield _label("kind"), _plain(machine.kind_text)
        yield _label("location"), machine.location or "–"
        yield _label("asset_number"), machine.asset_number or "–"
    yield _label("opened"), _minute(report.case.opened_at)
    if examination is not None:
        yield _label("examined"), _minute(examination.at)
        yield _label("speed"), "–" if examination.speed_rpm is None else f"{examination.speed_rpm:.0f} r/min"
    by_role = {signature.role: signature for signature in report.signatures}
    examiner, signer = by_role.get("examination"), by_role.get("diagnosis")
    yield _label("examined_by"), _signer(examiner) if examiner else _label("automatic" if examination else "nobody")
    yield _label("signed_by"), _signer(signer) if signer else _label("nobody")


def _signer(signature: ReportSignature) -> Both:
    day = _day(signature.signed_at)
    return {"zh": f"{signature.name.zh}  {day}", "en": f"{signature.name.en}, {day}"}


def _by_place(ruled_out: Sequence[ReportRuledOut]) -> Iterator[tuple[Both, Both]]:
    """Yield for each part of the machine the faults that were ruled out there: page one shows what was looked for."""
    places: dict[str, dict[str, ReportRuledOut]] = {}
    for each in ruled_out:
        places.setdefault("" if each.part is None else each.part.en, {})[each.fault] = each
    for faults in places.values():
        names = [each.name for each in faults.values()]
        part = next(iter(faults.values())).part
        yield (
            _label("whole_machine") if part is None else _plain(part),
            {"zh": "、".join(name.zh for name in names), "en": ", ".join(name.en for name in names)},
        )


def _finding(finding: ReportFinding, pictures: Pictures) -> dict[str, Any]:
    tags = [
        [_label("severity"), _plain(finding.severity_text)],
        [_label("probability"), _share(finding.probability)],
        [_label("false_alarm"), _share(finding.false_alarm_probability)],
        [_label("recalibrated"), _share(finding.recalibrated_probability)],
    ]
    index = None if finding.figure is None else finding.figure.index
    return {
        "title": _subject(finding.name, finding.part),
        "judgement": _plain(finding.judgement_text),
        "tags": [[label, value] for label, value in tags if value is not None],
        "basis": _plain(finding.basis),
        "evidence": _plain_list(finding.evidence),
        "against": _plain_list(finding.against),
        "is_judged": finding.probability is not None,
        "note": None if finding.note is None else _shortened(_plain(finding.note)),
        "picture": None if index is None or index not in pictures else _picture(pictures[index], finding),
    }


def _picture(picture: dict[str, Any] | bytes, finding: ReportFinding) -> dict[str, Any]:
    if isinstance(picture, bytes):
        return {"png": list(picture), "caption": _subject(finding.name, finding.part)}
    return drawn(picture)


def _measurement(measured: ReportMeasurement) -> dict[str, Any]:
    limits = measured.limits
    return {
        "channel": measured.channel if measured.place is None else f"{measured.channel} · {measured.place}",
        "quantity": _plain(measured.quantity_text),
        "value": f"{measured.value:.3g} {measured.unit}".strip(),
        "zone": measured.zone,
        "limits": None if limits is None else ["" if limit is None else f"{limit:g}" for limit in limits],
        "place": None if limits is None else _place_in_zones(measured.value, limits),
        "standard": _plain(measured.standard),
        "source": _plain(measured.source),
    }


def _place_in_zones(value: float, limits: Sequence[float | None]) -> float:
    """Return where ``value`` stands on a bar of four zones of equal width, from 0 to 1."""
    low = 0.0
    for number, limit in enumerate(limits):
        if limit is None:
            return (number + 0.5) / 4
        if value <= limit:
            return (number + (value - low) / (limit - low)) / 4
        low = limit
    return min(0.97, (3 + (value - low) / low) / 4)


def _item(item: ReportItem) -> list[Any]:
    """Return a row of the prescription; its last cell is the state, for the mark in front."""
    day = "" if item.closed_at is None else f" {_day(item.closed_at)}"
    state = {"zh": f"{item.state_text.zh}{day}", "en": f"{item.state_text.en}{day}"}
    return [_shortened(_plain(item.what)), item.owner, f"{item.due_on}", state, _cut(item.result or ""), item.state]


def _comparison(comparison: ReportComparison) -> dict[str, Any]:
    return {
        "at": _day(comparison.at),
        "verdict": comparison.verdict,
        "text": _plain(comparison.text),
        "reasons": _plain_list(comparison.reasons),
        "notes": _plain_list(comparison.notes),
        "numbers": [
            [
                number.channel,
                _plain(number.quantity_text),
                f"{number.before:.3g} {number.unit}".strip(),
                f"{number.after:.3g} {number.unit}".strip(),
                "–" if number.change_percent is None else f"{number.change_percent:+.0f} %",
            ]
            for number in comparison.numbers
        ],
    }


def _signature(signature: ReportSignature) -> dict[str, Any]:
    category = signature.category
    return {
        "role": _plain(signature.role_text),
        "name": _plain(signature.name),
        "title": _plain(signature.title),
        "category": None if category is None else _label("category", category=category),
        "at": _minute(signature.signed_at),
        "version": _label("diagnosis_version", version=signature.version),
        "sha256": signature.sha256,
    }


def _subject(name: TextRead, part: TextRead | None) -> Both:
    """Return which fault of which part; an English line begins with a capital."""
    if part is None:
        return {"zh": name.zh, "en": name.en[:1].upper() + name.en[1:]}
    return {"zh": f"{part.zh} {name.zh}", "en": f"{part.en[:1].upper()}{part.en[1:]}: {name.en}"}


def _share(probability: float | None) -> str | None:
    """Return a probability in per cent with two figures, small ones as a bound."""
    if probability is None:
        return None
    percent = 100.0 * probability
    if percent < 0.01:
        return "< 0.01 %"
    return "> 99.9 %" if percent > 99.9 else f"{percent:.2g} %" if percent < 10 else f"{percent:.0f} %"


def _label(key: str, **values: object) -> Both:
    return dict(_LABELS(key, **values).to_json())


def _plain(model: BaseModel | None) -> Any:
    return None if model is None else model.model_dump(mode="json")


def _plain_list(models: Sequence[BaseModel]) -> list[Any]:
    return [_plain(model) for model in models]


def _shortened(words: Both) -> Both:
    return {language: None if text is None else _cut(text) for language, text in words.items()}


def _cut(words: str, most: int = _MOST_CHARACTERS) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d}"


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
