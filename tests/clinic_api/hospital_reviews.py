"""A former place on a case's team and a concluded review with its panel, for the hospital of the tests."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.examinations.models import Examination
from clinic_api.kit.ids import new_id
from clinic_api.reviews.models import CaseReview
from clinic_api.treatments.models import Diagnosis


def fill_reviews(
    session: Session, canary: str, case: Case, examination: Examination, doctor_id: str, account_id: str
) -> dict[str, str]:
    """Add the rows; return the ids that routes are tried with."""
    at = case.created_at
    of_case = {"factory_id": case.factory_id, "case_id": case.id}
    review = CaseReview(
        id=new_id("rev"),
        diagnosis_id=session.scalars(select(Diagnosis.id).where(Diagnosis.case_id == case.id)).one(),
        examination_id=examination.id,
        state="concluded",
        disagreements=[
            {"kind": "urgency", "key": "urgency milder", "text": {"en": f"Text {canary}", "zh": f"文字 {canary}"}}
        ],
        proposal=[],
        conclusion="doctor_right",
        conclusion_words=f"Words {canary}",
        concluded_by=f"Person {canary}",
        concluded_by_id=account_id,
        opened_at=at,
        concluded_at=at,
        **of_case,
    )
    session.add(review)
    session.flush()
    asked = {"doctor_id": doctor_id, "question": f"What of {canary}?", "asked_at": at, "asked_by_id": account_id}
    answered = {"opinion": f"That {canary}", "answered_at": at, "ended_at": at, "asked_by": f"Person {canary}"}
    member = CaseConsultation(id=new_id("con"), kind="team", department="electrical", **asked, **answered, **of_case)
    panel = CaseConsultation(
        id=new_id("con"), kind="review", review_id=review.id, agreement="doctor_right", **asked, **answered, **of_case
    )
    session.add_all([member, panel])
    session.flush()
    return {"member_id": member.id, "review_id": review.id}
