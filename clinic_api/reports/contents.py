"""The one builder of a report's content; PDF, phone page and dashboard show what it returns and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.states import CaseState, state_text
from clinic_api.equipment.service import register_texts
from clinic_api.health_records.service import record_texts
from clinic_api.kit.fields import TextRead
from clinic_api.outcomes.active import recalibrated_findings
from clinic_api.reports.condition import condition
from clinic_api.reports.findings import Judged, judge, own_words
from clinic_api.reports.gathering import CaseRows, case_rows
from clinic_api.reports.measured import measurements
from clinic_api.reports.noticing import notices
from clinic_api.reports.schemas import (
    ReportAction,
    ReportCase,
    ReportCondition,
    ReportExamination,
    ReportFact,
    ReportFactory,
    ReportMachine,
    ReportMeasurement,
    ReportRead,
    Words,
)
from clinic_api.reports.signed import amendments, discharge, signatures, status
from clinic_api.reports.treated import follow_up, items, teardown
from clinic_api.reports.words import REPORT_TEXTS
from diagnostics.texts import Text

__all__ = ["report_of"]


def report_of(session: Session, case: Case) -> ReportRead:
    """Return the report of ``case``, which the caller has found to be visible to whoever asks."""
    rows = case_rows(session, case)
    document = None if rows.examination is None else rows.examination.document
    judged = judge(rows, None if document is None else recalibrated_findings(session, document))
    state, state_said = status(rows)
    light = condition(judged.verdict, judged.urgency, since=_since(rows), state=case.state)
    machine = None if rows.machine is None else rows.machine.machine
    measured = [] if document is None else measurements(document, machine)
    return ReportRead(
        form="report/1",
        status=state,
        status_text=state_said,
        version=rows.diagnoses[-1].version if rows.diagnoses else 0,
        case=_case(rows),
        factory=ReportFactory(
            name=TextRead(en=rows.factory.name_en, zh=rows.factory.name_zh), address=rows.factory.address
        ),
        machine=_machine(rows),
        examination=_examination(rows),
        condition=light,
        summary=_summary(rows),
        actions=list(_actions(rows, judged, light)),
        findings=judged.findings,
        watch=judged.watch,
        ruled_out=judged.ruled_out,
        measurements=measured,
        limits=list(_limits(rows, judged)),
        method=list(_method(rows, measured)),
        measuring_advice=_measuring_advice(rows, judged),
        prescription=items(rows.items),
        follow_up=follow_up(rows),
        teardown=teardown(rows.teardown),
        noticing=notices(judged.findings or judged.watch),
        signatures=signatures(rows),
        amendments=amendments(rows),
        discharge=discharge(rows),
    )


def _since(rows: CaseRows) -> datetime:
    """Return when the machine was last judged: the time to act runs from there."""
    if rows.diagnoses:
        return rows.diagnoses[-1].signed_at
    return rows.case.created_at if rows.examination is None else rows.examination.created_at


def _case(rows: CaseRows) -> ReportCase:
    case = rows.case
    return ReportCase(
        id=case.id,
        number=case.id[-8:].upper() if rows.ticket is None else rows.ticket.code,
        mode_text=TextRead.of(REPORT_TEXTS(f"mode_{case.mode}")),
        state=case.state,
        state_text=TextRead.of(state_text(CaseState(case.state))),
        complaint=case.complaint,
        opened_at=case.created_at,
        closed_at=case.closed_at,
    )


def _machine(rows: CaseRows) -> ReportMachine | None:
    machine = rows.machine
    if machine is None:
        return None
    return ReportMachine(
        name=TextRead(en=machine.name_en, zh=machine.name_zh),
        kind_text=TextRead.of(register_texts(f"kind_{machine.kind}")),
        asset_number=machine.asset_number,
        location=machine.location,
        nameplate=[
            ReportFact(label=TextRead.of(record_texts(name)), value=_figure(value))
            for name, value in machine.nameplate.items()
        ],
    )


def _figure(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _examination(rows: CaseRows) -> ReportExamination | None:
    examination = rows.examination
    if examination is None or rows.recording is None:
        return None
    origin, speed = examination.document["provenance"], examination.document["speed"]
    known = speed.get("rpm") is not None
    source = REPORT_TEXTS(f"speed_{speed['source']}") if known else ""
    speed_text = REPORT_TEXTS("speed_known", rpm=f"{speed['rpm']:.0f}", source=source) if known else None
    return ReportExamination(
        id=examination.id,
        at=examination.created_at,
        recording_filename=rows.recording.filename,
        recording_sha256=origin["recording_sha256"],
        program_version=origin["version"],
        speed_rpm=speed.get("rpm"),
        speed_text=TextRead.of(speed_text or REPORT_TEXTS("speed_unknown")),
    )


def _summary(rows: CaseRows) -> Words:
    """Return the signer's conclusion; before that the opinion's summary."""
    if rows.diagnoses:
        said = own_words(rows.diagnoses[-1].document["content"]["conclusion"])
        if said is not None:
            return said
    if rows.examination is not None:
        return Words.model_validate(rows.examination.document["summary"])
    if rows.case.opinion_problem is not None:
        return Words.model_validate(rows.case.opinion_problem["text"])
    return _words(REPORT_TEXTS("summary_unexamined"))


def _actions(rows: CaseRows, judged: Judged, light: ReportCondition) -> Iterator[ReportAction]:
    """Yield what to do now: what was prescribed, else what the findings ask for, else to measure again or nothing."""
    if light.light == "closed":
        return
    if judged.urgency == 1:
        yield _action(REPORT_TEXTS("action_call"), light)
    prescribed = [item for item in rows.items if item.state == "open"]
    for item in prescribed:
        words = own_words(item.what)
        if words is not None:
            owner = TextRead(en=item.owner_name, zh=item.owner_name)
            by_text = TextRead(en=f"{item.due_on}", zh=f"{item.due_on}")
            yield ReportAction(what=words, who=owner, by=item.due_on, by_text=by_text)
    if prescribed or rows.items:
        return
    advice = [] if judged.verdict != "fault" or rows.examination is None else _treatments(rows, judged)
    yield from (_action(text, light) for text in advice)
    if judged.verdict == "not_assessable":
        yield _action(REPORT_TEXTS("action_measure_again"), light)
    elif judged.verdict == "not_examined":
        yield _action(REPORT_TEXTS("action_wait"), light)
    elif not advice and judged.urgency != 1 and judged.verdict in {"healthy", "refuted"}:
        yield _action(REPORT_TEXTS("action_none"), light)


def _treatments(rows: CaseRows, judged: Judged) -> list[Text]:
    """Return what the opinion advises against the faults that count, each once."""
    counting = {(finding.fault, finding.component) for finding in judged.findings}
    document: dict[str, Any] = {} if rows.examination is None else rows.examination.document
    advised = (
        Text(each["en"], each["zh"])
        for finding in document["findings"]
        if (finding["fault"], finding["component"]) in counting
        for each in finding["treatment"]
    )
    return list(dict.fromkeys(advised))


def _action(text: Text, light: ReportCondition) -> ReportAction:
    who = TextRead.of(REPORT_TEXTS("who_factory"))
    by = None if light.act_by is None else light.act_by.date()
    return ReportAction(what=_words(text), who=who, by=by, by_text=light.act_by_text)


def _limits(rows: CaseRows, judged: Judged) -> Iterator[TextRead]:
    if judged.verdict == "not_assessable":
        yield TextRead.of(REPORT_TEXTS("limit_unjudged"))
    if rows.examination is not None:
        for note in rows.examination.document["quality"]:
            if note["level"] != "blocking":
                yield TextRead.model_validate(note["text"])
    yield TextRead.of(REPORT_TEXTS("limit_scope"))
    if any(finding.probability is not None for finding in judged.findings):
        yield TextRead.of(REPORT_TEXTS("limit_probability"))


def _method(rows: CaseRows, measured: list[ReportMeasurement]) -> Iterator[TextRead]:
    if rows.examination is not None and rows.recording is not None:
        origin = rows.examination.document["provenance"]
        yield TextRead.of(
            REPORT_TEXTS(
                "method_examination",
                filename=rows.recording.filename,
                sha256=origin["recording_sha256"][:16],
                version=origin["version"],
            )
        )
        if rows.examination.verdict != "not_assessable":
            yield TextRead.of(REPORT_TEXTS("method_bearing"))
    rated = {row.standard.en: (row.standard, row.source) for row in measured if row.standard and row.source}
    for standard, source in rated.values():
        said = {"standard": Text(standard.en, standard.zh), "source": Text(source.en, source.zh)}
        yield TextRead.of(REPORT_TEXTS("method_zones", **said))
    yield TextRead.of(REPORT_TEXTS("method_signature"))


def _measuring_advice(rows: CaseRows, judged: Judged) -> list[TextRead]:
    """Return what kept the recording from being judged; each note says what to do instead."""
    if judged.verdict != "not_assessable" or rows.examination is None:
        return []
    quality = rows.examination.document["quality"]
    return [TextRead.model_validate(note["text"]) for note in quality if note["level"] == "blocking"]


def _words(text: Text) -> Words:
    return Words(en=text.en, zh=text.zh)
