"""From rows to what the API says: who sees which part of a case is decided here."""

from __future__ import annotations

from clinic_api.cases.models import CaseEvent
from clinic_api.cases.repository import CaseFile
from clinic_api.cases.schemas import (
    AssignmentRead,
    CaseRead,
    CodedProblem,
    OpinionRead,
    ProposalRead,
    RecordingSummary,
    TimelineEvent,
    TriageRead,
)
from clinic_api.cases.states import CaseState, state_text
from clinic_api.kit.fields import TextRead
from clinic_api.kit.principal import FACTORY_ROLES, Principal

__all__ = ["case_read", "timeline_event"]


def case_read(file: CaseFile, principal: Principal) -> CaseRead:
    """Return the case as ``principal`` may see it: triage not for factories, the proposal for staff only."""
    case = file.case
    for_hospital = principal.role not in FACTORY_ROLES
    proposal = case.proposal if principal.is_staff else None
    proposal_problem = case.proposal_problem if principal.is_staff else None
    return CaseRead.model_validate(
        {
            "id": case.id,
            "factory_id": case.factory_id,
            "factory_name": TextRead(en=file.factory.name_en, zh=file.factory.name_zh),
            "equipment_id": case.equipment_id,
            "equipment_name_en": None if file.equipment is None else file.equipment.name_en,
            "equipment_name_zh": None if file.equipment is None else file.equipment.name_zh,
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
            "created_at": case.created_at,
            "updated_at": case.updated_at,
            "version": case.version,
        }
    )


def timeline_event(event: CaseEvent) -> TimelineEvent:
    """Return one line of a time line."""
    return TimelineEvent(
        id=event.id, at=event.at, kind=event.kind, text=TextRead.model_validate(event.text), by=event.by
    )


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
    if file.attending is None:
        return None
    assignment, doctor = file.attending
    return AssignmentRead(
        doctor_id=doctor.id,
        doctor_name_en=doctor.name_en,
        doctor_name_zh=doctor.name_zh,
        assigned_at=assignment.assigned_at,
        assigned_by=assignment.assigned_by if shows_reason else None,
        reason=assignment.reason if shows_reason else None,
    )
