"""From an alarm to one case: the machine's open case is joined, a fresh repair is asked about, else one is opened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import case as sql_case
from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.accounts.principals import principal_of_account
from clinic_api.cases.models import Case
from clinic_api.cases.opening import NewCase, OpenedCase, open_case
from clinic_api.cases.states import OPEN_STATES, CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.database import database_now
from clinic_api.examinations.models import Examination
from clinic_api.kit.ids import new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.notifications.publish import publish
from clinic_api.proactive.models import Alarm
from clinic_api.proactive.pushes import TEXTS
from clinic_api.proactive.rule import AlarmCause
from clinic_api.recordings.models import Recording
from clinic_api.recordings.usage import is_used
from clinic_api.settings import Settings
from clinic_api.work_items.adding import add_work_item
from diagnostics.texts import Text
from diagnostics.vocabulary import FAULTS

__all__ = ["raise_alarm"]

_DEPARTMENT_OF_VIBRATION: Final = "mechanical"


def raise_alarm(
    session: Session, examination: Examination, cause: AlarmCause, account: Account, settings: Settings
) -> tuple[Alarm, str | None]:
    """Write the alarm of a routine examination and what comes of it, in the caller's transaction; return it and the id
    of the new case's job.

    However many alarms one machine gives at once, they lead to one case: the machine is locked until the transaction
    ends.
    """
    equipment_id = str(examination.equipment_id)
    lock_until_commit(session, f"alarms of {equipment_id}")
    now = database_now(session)
    case, effect, job_id = _open_case_of(session, equipment_id), "joined", None
    if case is None:
        case, effect = _healing_case_of(session, equipment_id, now, settings.alarm_healing_days), "asked"
    if case is None:
        case, _, job_id = _open(session, examination, cause, account, settings)
        effect = "opened"
    alarm = Alarm(
        id=new_id("alm"),
        factory_id=examination.factory_id,
        equipment_id=equipment_id,
        examination_id=examination.id,
        case_id=case.id,
        rule=cause.rule,
        urgency=cause.urgency,
        effect=effect,
        created_at=now,
    )
    session.add(alarm)
    _tell(session, alarm, case, examination, settings, now)
    session.flush()
    return alarm, job_id


def _open_case_of(session: Session, equipment_id: str) -> Case | None:
    """Return the machine's open case: one that an alarm opened before any other, then the newest."""
    proactive_first = sql_case((Case.mode == "proactive", 0), else_=1)
    return session.scalars(
        select(Case)
        .where(Case.equipment_id == equipment_id, Case.state.in_(OPEN_STATES))
        .order_by(proactive_first, Case.id.desc())
        .limit(1)
    ).one_or_none()


def _healing_case_of(session: Session, equipment_id: str, now: datetime, days: float) -> Case | None:
    return session.scalars(
        select(Case)
        .where(
            Case.equipment_id == equipment_id,
            Case.state == CaseState.DISCHARGED.value,
            Case.updated_at > now - timedelta(days=days),
        )
        .order_by(Case.updated_at.desc())
        .limit(1)
    ).one_or_none()


def _open(
    session: Session, examination: Examination, cause: AlarmCause, account: Account, settings: Settings
) -> OpenedCase:
    recording = session.get_one(Recording, examination.recording_id)
    complaint = TEXTS("alarm_complaint", summary=_summary(examination), rule=cause.text)
    new = NewCase(
        factory_id=examination.factory_id,
        equipment_id=examination.equipment_id,
        complaint=complaint.in_language(account.language),
        language=account.language,
        mode="proactive",
        recording=None if is_used(session, recording.id) else recording,
    )
    return open_case(session, new, principal_of_account(account), max_attempts=settings.job_max_attempts)


def _tell(
    session: Session, alarm: Alarm, case: Case, examination: Examination, settings: Settings, now: datetime
) -> None:
    """Write the line of the case, the event, and the question to the coordinator where a person has to decide."""
    summary = _summary(examination)
    data: dict[str, Any] = {"alarm_id": alarm.id, "equipment_id": alarm.equipment_id, "examination_id": examination.id}
    data |= {"rule": alarm.rule, "urgency": alarm.urgency, "effect": alarm.effect, "summary": summary.to_json()}
    publish(session, "alarm.raised", factory_id=alarm.factory_id, at=now, data=data, case_id=case.id)
    question = None
    if alarm.effect == "asked":
        write_line(session, case, "alarm_after_discharge", at=now, values={"summary": summary})
        question = TEXTS("ask_healing", days=settings.alarm_healing_days, summary=summary)
    elif alarm.effect == "joined":
        write_line(session, case, "alarm_joined", at=now, values={"summary": summary})
        if case.urgency is not None and alarm.urgency < case.urgency:
            question = TEXTS("ask_urgency", urgency=alarm.urgency, summary=summary)
    if question is not None:
        add_work_item(
            session,
            factory_id=alarm.factory_id,
            source="alarm",
            source_id=case.id,
            equipment_id=alarm.equipment_id,
            department=case.department or _department(examination),
            text=question,
            urgency=alarm.urgency,
            now=now,
            once=True,
        )


def _department(examination: Examination) -> str:
    findings = examination.document["findings"]
    fault = FAULTS.get(findings[0]["fault"]) if findings else None
    return _DEPARTMENT_OF_VIBRATION if fault is None else fault.department


def _summary(examination: Examination) -> Text:
    return Text(examination.document["summary"]["en"], examination.document["summary"]["zh"])
