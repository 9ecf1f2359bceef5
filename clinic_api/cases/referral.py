"""Where a case goes: triage by words and findings, and the doctor proposed for it. It never fails; what cannot be
judged says so.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.assignments.history import barred_doctors
from clinic_api.assignments.request import case_request
from clinic_api.assignments.roster import roster
from clinic_api.attachments.models import Attachment
from clinic_api.cases.models import Case
from clinic_api.cases.planning import USUAL_URGENCY
from clinic_api.equipment.models import Equipment
from clinic_api.factories.models import Factory
from experts.directory import Doctor, department_name
from experts.matching import Proposal, propose
from experts.triage import FindingSummary, MeasuredLevel, Triage, triage

__all__ = ["Referral", "propose_anew", "refer_case"]

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class Referral:
    """What triage changes in a case, and the line it leaves on the time line."""

    event: str
    columns: dict[str, object] = field(default_factory=dict)
    event_values: dict[str, object] = field(default_factory=dict)


def refer_case(session: Session, case: Case, document: Mapping[str, Any] | None, *, now: datetime) -> Referral:
    """Return triage and proposal for ``case``, judged with the examination ``document`` where there is one.

    Should the judgement itself fail, the case goes to a coordinator untriaged: a fault in it must not hold a case back.
    """
    try:
        judged = _triage(session, case, document)
        doctors = roster(session)
        proposal = _propose(session, case, judged, doctors, now)
    except Exception:
        _LOG.exception("case %s could not be triaged", case.id)
        return Referral("triage_missing")
    urgency = min(judged.urgency, case.urgency or judged.urgency)  # what a person has said already may be stricter
    columns: dict[str, object] = {
        "urgency": urgency,
        "department": judged.departments[0],
        "triage": _triage_json(judged),
    }
    columns |= _proposal_columns(proposal, doctors)
    return Referral("triaged", columns, {"department": department_name(judged.departments[0]), "urgency": urgency})


def propose_anew(
    session: Session, case: Case, *, department: str | None, now: datetime, also_barred: Collection[str] = ()
) -> dict[str, Any]:
    """Return the columns of a triaged case's proposal made again, for ``department`` and without the doctors who have
    given it back or were taken off it, or are ``also_barred``; nobody is proposed for a case without department.
    """
    doctors = roster(session)
    columns: dict[str, Any] = {"proposal": None, "proposal_problem": None}
    if department is None:
        return columns
    judged = case.triage or {}
    request = case_request(
        case,
        session.get_one(Factory, case.factory_id),
        department=department,
        specialties=judged.get("specialties", ()),
        urgency=case.urgency or USUAL_URGENCY,
        mode=judged.get("mode", case.mode),
    )
    barred = barred_doctors(session, [case.id]).get(case.id, frozenset()) | frozenset(also_barred)
    request = replace(request, barred=barred)
    return columns | _proposal_columns(propose(request, doctors, now=now), doctors)


def _proposal_columns(proposal: Proposal, doctors: Sequence[Doctor]) -> dict[str, object]:
    if proposal.doctor_id is not None:
        return {"proposal": _proposal_json(proposal, doctors)}
    reason = proposal.reason_unassigned
    return {"proposal_problem": None if reason is None else reason.to_json()}


def _triage(session: Session, case: Case, document: Mapping[str, Any] | None) -> Triage:
    equipment = None if case.equipment_id is None else session.get_one(Equipment, case.equipment_id)
    judged = document is not None and document["verdict"] != "not_assessable"
    return triage(
        case.complaint,
        findings=[] if document is None else [_finding(finding) for finding in document["findings"]],
        examination_urgency=document["urgency"] if document is not None and judged else None,
        equipment_kind=None if equipment is None else equipment.kind,
        criticality=None if equipment is None else equipment.criticality,
        measurements=_levels(document) if document is not None and judged else [],
        has_photos=_has_photos(session, case),
    )


def _has_photos(session: Session, case: Case) -> bool:
    """Tell whether a photo was sent with the case."""
    photo = select(Attachment.id).where(
        Attachment.case_id == case.id, Attachment.kind == "photo", Attachment.removed_at.is_(None)
    )
    return session.scalar(photo.limit(1)) is not None


def _levels(document: Mapping[str, Any]) -> list[MeasuredLevel]:
    """Return the vibration of each channel; an examination of another kind of signal has none."""
    return [
        MeasuredLevel(channel, measured.get("velocity_rms_mm_s"), measured.get("zone"))
        for channel, measured in document.get("measurements", {}).items()
    ]


def _finding(finding: Mapping[str, Any]) -> FindingSummary:
    return FindingSummary(
        fault=finding["fault"],
        component=finding["component"],
        department=finding["department"],
        probability=finding["probability"],
        urgency=finding["urgency"],
    )


def _propose(session: Session, case: Case, judged: Triage, doctors: Sequence[Doctor], now: datetime) -> Proposal:
    request = case_request(
        case,
        session.get_one(Factory, case.factory_id),
        department=judged.departments[0],
        specialties=judged.specialties,
        urgency=judged.urgency,
        mode=judged.mode,
    )
    return propose(request, doctors, now=now)


def _triage_json(judged: Triage) -> dict[str, Any]:
    return {
        "departments": list(judged.departments),
        "specialties": list(judged.specialties),
        "urgency": judged.urgency,
        "mode": judged.mode,
        "care": judged.care,
        "reasons": [reason.to_json() for reason in judged.reasons],
        "missing_information": [question.to_json() for question in judged.missing_information],
        "checklist_name": None if judged.checklist_name is None else judged.checklist_name.to_json(),
        "checklist": [check.to_json() for check in judged.checklist],
    }


def _proposal_json(proposal: Proposal, doctors: Sequence[Doctor]) -> dict[str, Any]:
    names = {doctor.id: doctor.name for doctor in doctors}
    chosen = names[str(proposal.doctor_id)]
    return {
        "doctor_id": proposal.doctor_id,
        "doctor_name_en": chosen.en,
        "doctor_name_zh": chosen.zh,
        "score": proposal.score,
        "reasons": [reason.to_json() for reason in proposal.reasons],
        "alternatives": [
            {
                "doctor_id": alternative.doctor_id,
                "name_en": names[alternative.doctor_id].en,
                "name_zh": names[alternative.doctor_id].zh,
                "score": alternative.score,
                "why_not": alternative.why_not.to_json(),
            }
            for alternative in proposal.alternatives
        ],
    }
