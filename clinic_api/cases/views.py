"""From rows to what the API says: who sees which part of a case is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from clinic_api.cases.clocks import is_missed, seconds_left
from clinic_api.cases.models import Case, CaseClock, CaseEvent
from clinic_api.cases.planning import runs_in_working_time
from clinic_api.cases.repository import CaseFile
from clinic_api.cases.schemas import (
    AssignmentRead,
    CaseRead,
    ClockRead,
    CodedProblem,
    ConsultedDoctorRead,
    MergedCaseRead,
    OpinionRead,
    ProposalRead,
    RecordingSummary,
    TeamDoctorRead,
    TimelineEvent,
    TriageRead,
    WantedDepartmentRead,
)
from clinic_api.cases.states import Actor, CaseState, possible_actions, state_text
from clinic_api.cases.talk_models import CaseConsultation, CaseQuestion
from clinic_api.cases.talk_schemas import ConsultationRead, QuestionRead
from clinic_api.database import utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.fields import TextRead
from clinic_api.kit.principal import FACTORY_ROLES, KEY_ROLES, Principal, Role
from diagnostics.texts import Catalogue
from experts.directory import department_name

__all__ = ["case_read", "consultation_read", "question_read", "timeline_event"]

_CLOCK_TEXTS: Final = Catalogue(Path(__file__).with_name("clocks.toml"))
_ACTORS: Final = frozenset(Actor)


def case_read(file: CaseFile, principal: Principal) -> CaseRead:
    """Return the case as ``principal`` may see it: triage not for factories, the proposal for staff only."""
    case, machine = file.case, file.equipment_name
    for_hospital = principal.role not in FACTORY_ROLES | KEY_ROLES
    details = file.details
    proposal = case.proposal if principal.is_staff else None
    proposal_problem = case.proposal_problem if principal.is_staff else None
    return CaseRead.model_validate(
        {
            "id": case.id,
            "factory_id": case.factory_id,
            "factory_name": TextRead.of(file.factory_name),
            "equipment_id": case.equipment_id,
            "equipment_name_en": None if machine is None else machine.en,
            "equipment_name_zh": None if machine is None else machine.zh,
            "equipment_asset_number": file.equipment_asset_number,
            "equipment_location": file.equipment_location,
            "complaint": case.complaint,
            "language": case.language,
            "mode": case.mode,
            "state": case.state,
            "state_text": state_text(CaseState(case.state)).to_json(),
            "urgency": case.urgency,
            "department": case.department,
            "reporter_name": case.reporter_name,
            "recording": _recording(file),
            "opinion": _opinion(file),
            "opinion_problem": None
            if case.opinion_problem is None
            else CodedProblem.model_validate(case.opinion_problem),
            "triage": TriageRead.model_validate(case.triage) if case.triage and for_hospital else None,
            "proposal": None if proposal is None else ProposalRead.model_validate(proposal),
            "proposal_problem": proposal_problem,
            "assignment": _assignment(file, shows_reason=for_hospital),
            "clocks": [_clock(clock, case) for clock in file.clocks],
            "merged_into": case.merged_into_id,
            "merged": None if details is None else [_merged(merged) for merged in details.merged],
            "consulted": None if details is None else [_consulted(*asked) for asked in details.consulted],
            "team": None if details is None else [_team_doctor(*member) for member in details.team],
            "departments_wanted": None if details is None or not for_hospital else _wanted(details.wanted),
            "open_questions": None if details is None else [question_read(each) for each in details.open_questions],
            "allowed_actions": _allowed_actions(file, principal),
            "takes_recordings": case.equipment_id is not None and case.waits_for_diagnosis,
            "created_at": case.created_at,
            "updated_at": case.updated_at,
            "closed_at": case.closed_at,
            "version": case.version,
        }
    )


def timeline_event(event: CaseEvent) -> TimelineEvent:
    """Return one line of a time line."""
    return TimelineEvent.model_validate(event, from_attributes=True)


def question_read(question: CaseQuestion) -> QuestionRead:
    """Return one question with its answer."""
    return QuestionRead.model_validate(question, from_attributes=True)


def consultation_read(consultation: CaseConsultation, doctor: Doctor) -> ConsultationRead:
    """Return one second opinion, given or not."""
    columns = {name: getattr(consultation, name, None) for name in ConsultationRead.model_fields}
    return ConsultationRead.model_validate(
        columns | {"doctor_name_en": doctor.name_en, "doctor_name_zh": doctor.name_zh}
    )


def _clock(clock: CaseClock, case: Case) -> ClockRead:
    now = utc_now()
    reason = "paused_for_information" if case.state == CaseState.NEEDS_INFORMATION else "paused_closed"
    return ClockRead.model_validate(
        {
            "kind": clock.kind,
            "name": _CLOCK_TEXTS(clock.kind).to_json(),
            "urgency": clock.urgency,
            "counts": "working_time" if runs_in_working_time(clock.urgency) else "wall_clock",
            "started_at": clock.started_at,
            "due_at": clock.due_at,
            "met_at": clock.met_at,
            "is_late": is_missed(clock, now),
            "seconds_left": seconds_left(clock, now),
            "stopped_at": clock.stopped_at,
            "stopped_because": None if clock.stopped_at is None else _CLOCK_TEXTS(reason).to_json(),
        }
    )


def _merged(case: Case) -> MergedCaseRead:
    return MergedCaseRead.model_validate(case, from_attributes=True)


def _consulted(consultation: CaseConsultation, doctor: Doctor) -> ConsultedDoctorRead:
    return ConsultedDoctorRead(
        consultation_id=consultation.id,
        doctor_id=doctor.id,
        doctor_name_en=doctor.name_en,
        doctor_name_zh=doctor.name_zh,
        asked_at=consultation.asked_at,
    )


def _team_doctor(member: CaseConsultation, doctor: Doctor) -> TeamDoctorRead:
    department = member.department or ""
    return TeamDoctorRead(
        doctor_id=doctor.id,
        doctor_name_en=doctor.name_en,
        doctor_name_zh=doctor.name_zh,
        department=department,
        department_name=TextRead.of(department_name(department)),
        joined_at=member.asked_at,
    )


def _wanted(departments: Sequence[tuple[str, bool]]) -> list[WantedDepartmentRead]:
    return [
        WantedDepartmentRead(department=code, department_name=TextRead.of(department_name(code)), is_on_case=is_there)
        for code, is_there in departments
    ]


def _allowed_actions(file: CaseFile, principal: Principal) -> list[str]:
    """Return what the principal may do by the table of states; a doctor who does not attend the case, nothing."""
    if principal.role.value not in _ACTORS:
        return []
    case = file.case
    is_attending = file.attending is not None and file.attending.doctor_id == principal.doctor_id
    if principal.role is Role.DOCTOR and not is_attending:
        return []
    paused_in = None if case.paused_in is None else CaseState(case.paused_in)
    return [action.value for action in possible_actions(CaseState(case.state), Actor(principal.role), paused_in)]


def _recording(file: CaseFile) -> RecordingSummary | None:
    if file.recording is None:
        return None
    return RecordingSummary(
        id=file.recording.id, filename=file.recording.filename, size_bytes=file.recording.size_bytes
    )


def _opinion(file: CaseFile) -> OpinionRead | None:
    examination = file.examination
    if examination is None:
        return None
    return OpinionRead.model_validate(
        {
            "examination_id": examination.id,
            "verdict": examination.verdict,
            "summary": examination.document["summary"],
            "urgency": examination.urgency,
        }
    )


def _assignment(file: CaseFile, *, shows_reason: bool) -> AssignmentRead | None:
    attending = file.attending
    if attending is None:
        return None
    return AssignmentRead(
        doctor_id=attending.doctor_id,
        doctor_name_en=attending.doctor_name.en,
        doctor_name_zh=attending.doctor_name.zh,
        assigned_at=attending.assigned_at,
        assigned_by=attending.assigned_by if shows_reason else None,
        reason=attending.reason if shows_reason else None,
    )
