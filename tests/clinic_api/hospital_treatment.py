"""One row of each kind of a case's treatment, for the hospital of the tests."""

from __future__ import annotations

from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.database import utc_now
from clinic_api.examinations.models import Examination
from clinic_api.kit.ids import new_id
from clinic_api.treatments.models import (
    ConfirmedFinding,
    Diagnosis,
    DiagnosisDraft,
    Discharge,
    ExaminationSignature,
    FollowUp,
    FollowUpMeasurement,
    PrescriptionItem,
    Satisfaction,
)


def fill_treatment(session: Session, canary: str, case: Case, examination: Examination) -> str:
    """Write one row of each kind that belongs to a case's treatment; return the id of the prescription's item."""
    now = utc_now()
    of_case = {"factory_id": case.factory_id, "case_id": case.id}
    words = {"en": f"Words {canary}", "zh": f"文字 {canary}"}
    content = {"findings": [], "conclusion": words, "urgency": 3}
    person = f"Person {canary}"
    sealed = {
        "document": {"version": 1, "content": content},
        "signed_at": now,
        "previous_sha256": "0" * 64,
        "sha256": "0" * 64,
        "public_key": "0" * 64,
        "signature": "0" * 128,
    }
    diagnosis = Diagnosis(id=new_id("dx"), version=1, urgency=3, **sealed, **of_case)
    follow_up = FollowUp(id=new_id("fup"), due_on=now.date(), set_by=person, set_at=now, **of_case)
    session.add_all([diagnosis, follow_up])
    session.flush()
    item = PrescriptionItem(
        id=new_id("rx"),
        diagnosis_id=diagnosis.id,
        what=words,
        owner_kind="factory",
        owner_name=person,
        due_on=now.date(),
        prescribed_by=person,
        prescribed_at=now,
        **of_case,
    )
    measurement = FollowUpMeasurement(
        id=new_id("fum"),
        follow_up_id=follow_up.id,
        recording_id=examination.recording_id,
        added_by=person,
        added_at=now,
        **of_case,
    )
    signature = ExaminationSignature(
        id=new_id("xsg"), examination_id=examination.id, version=1, decision="confirmed", **sealed, **of_case
    )
    draft = DiagnosisDraft(id=new_id("dft"), content=content, sha256="0" * 64, version=1, updated_at=now, **of_case)
    found = ConfirmedFinding(
        id=new_id("cfd"),
        outcome="other",
        found_fault="gear.wear",
        words=f"Words {canary}",
        seen_on=now.date(),
        told_by=person,
        told_at=now,
        **of_case,
    )
    answer = Satisfaction(id=new_id("sat"), score=4, words=f"Words {canary}", told_by=person, told_at=now, **of_case)
    discharge = Discharge(
        id=new_id("dis"),
        outcome="untreated",
        reason=f"Words {canary}",
        discharged_by=person,
        discharged_at=now,
        **of_case,
    )
    session.add_all([item, measurement, signature, draft, found, answer, discharge])
    session.flush()
    return item.id
