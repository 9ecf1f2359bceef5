"""How urgently whoever reported a case has to act: told alike on the phone and in the report."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.examinations.models import Examination
from clinic_api.treatments.models import Diagnosis, ExaminationSignature

__all__ = ["told_urgency", "urgency_to_tell"]


def urgency_to_tell(
    *, diagnosed: int | None, of_case: int | None, corrected: int | None, examined: int | None
) -> int | None:
    """Return the signed diagnosis's urgency; before that the strictest of the case's, which is that of reporter, rules
    and opinion, and of an engineer's correction. The bare opinion counts while the case has none.

    >>> urgency_to_tell(diagnosed=4, of_case=2, corrected=None, examined=2)
    4
    >>> urgency_to_tell(diagnosed=None, of_case=3, corrected=2, examined=1)
    2
    """
    if diagnosed is not None:
        return diagnosed
    known = (of_case, corrected, examined if of_case is None else None)
    return min((urgency for urgency in known if urgency is not None), default=None)


def told_urgency(session: Session, case: Case) -> int | None:
    """Return the urgency to tell of ``case``, None while nobody knows it."""
    diagnosed = select(Diagnosis.urgency).where(Diagnosis.case_id == case.id).order_by(Diagnosis.id.desc()).limit(1)
    examination = session.scalar(
        select(Examination)
        .where(Examination.case_id == case.id, Examination.recording_id == case.recording_id)
        .order_by(Examination.id)
        .limit(1)
    )
    return urgency_to_tell(
        diagnosed=session.scalar(diagnosed),
        of_case=case.urgency,
        corrected=None if examination is None else _corrected(session, examination.id),
        examined=None if examination is None else examination.urgency,
    )


def _corrected(session: Session, examination_id: str) -> int | None:
    """Return the urgency of the newest signature's correction, None where it confirmed the opinion."""
    newest = session.scalar(
        select(ExaminationSignature)
        .where(ExaminationSignature.examination_id == examination_id)
        .order_by(ExaminationSignature.id.desc())
        .limit(1)
    )
    correction = None if newest is None else newest.document.get("correction")
    return None if correction is None else int(correction["urgency"])
