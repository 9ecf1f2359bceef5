"""Watching every signature: a diagnosis that contradicts the automatic opinion is reviewed, never held back by it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.cases.timeline import write_line
from clinic_api.examinations.models import Examination
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal
from clinic_api.reviews.models import CaseReview
from clinic_api.reviews.panel import TEXTS, Panel, ask_onto_panel, propose_panel, summary_of
from clinic_api.treatments.models import Diagnosis
from experts.review import Disagreement, Judgement, OpinionFinding, disagreements

__all__ = ["end_panel", "watch_signature"]

_LOG: Final = logging.getLogger(__name__)


def watch_signature(
    session: Session, case: Case, diagnosis: Diagnosis, examination: Examination | None, *, by: Principal, at: datetime
) -> None:
    """Compare a diagnosis that ``by`` has just signed with the opinion; open, renew or settle the case's review.

    A review is renewed only by a contradiction that the last one did not know; with fewer of them it goes on about
    those that are left. Advice to amend has been answered by any amendment.
    """
    if examination is None:
        return
    found = _contradictions(diagnosis, examination)
    last = _last_review(session, case)
    known = set() if last is None else {each["key"] for each in last.disagreements}
    is_new = any(each.key not in known for each in found)
    if last is not None and last.state == "amendment_advised":
        last.state = "concluded"
    elif last is not None and last.state == "open":
        _go_on(session, case, last, diagnosis, found, is_new=is_new, at=at)
    session.flush()  # the review before has ended when the next one begins
    if is_new:
        kind = "review_opened" if last is None else "review_renewed"
        _open(session, case, diagnosis, examination, found, kind=kind, by=by, at=at)


def end_panel(session: Session, review: CaseReview, *, at: datetime) -> None:
    """No longer ask those of the panel who have not answered."""
    session.execute(
        update(CaseConsultation)
        .where(CaseConsultation.review_id == review.id, CaseConsultation.ended_at.is_(None))
        .values(ended_at=at)
    )


def _contradictions(diagnosis: Diagnosis, examination: Examination) -> tuple[Disagreement, ...]:
    """Return how the two contradict each other; none where that cannot be judged, for a signature stands anyway."""
    try:
        content, opinion = diagnosis.document["content"], examination.document
        return disagreements(
            verdict=opinion["verdict"],
            opinion_urgency=opinion["urgency"],
            findings=[OpinionFinding(f["fault"], f["component"], f["probability"]) for f in opinion["findings"]],
            ruled_out={ruled_out["fault"] for ruled_out in opinion["ruled_out"]},
            judged=[
                Judgement(f["judgement"], f["fault"], f["component"], f["examination_finding"])
                for f in content["findings"]
            ],
            urgency=content["urgency"],
        )
    except Exception:
        _LOG.exception("diagnosis %s could not be compared with its opinion", diagnosis.id)
        return ()


def _last_review(session: Session, case: Case) -> CaseReview | None:
    newest = select(CaseReview).where(CaseReview.case_id == case.id).order_by(CaseReview.id.desc()).limit(1)
    return session.scalars(newest).one_or_none()


def _go_on(
    session: Session,
    case: Case,
    review: CaseReview,
    diagnosis: Diagnosis,
    found: Sequence[Disagreement],
    *,
    is_new: bool,
    at: datetime,
) -> None:
    """Lead an open review on after an amendment."""
    if found and not is_new:
        review.diagnosis_id, review.disagreements = diagnosis.id, _kept(found)
        return
    end_panel(session, review, at=at)
    review.state, review.concluded_at = "renewed" if found else "settled", at
    if not found:
        write_line(session, case, "review_settled", at=at, data={"review_id": review.id}, visibility="hospital")


def _open(
    session: Session,
    case: Case,
    diagnosis: Diagnosis,
    examination: Examination,
    found: Sequence[Disagreement],
    *,
    kind: str,
    by: Principal,
    at: datetime,
) -> None:
    """Open a review, tell the coordinators, and ask a panel; without one it stays open, with the reason."""
    panel = _panel(session, case, diagnosis, at)
    review = CaseReview(
        id=new_id("rev"),
        factory_id=case.factory_id,
        case_id=case.id,
        diagnosis_id=diagnosis.id,
        examination_id=examination.id,
        state="open",
        disagreements=_kept(found),
        proposal=panel.proposed,
        panel_problem=None if panel.problem is None else panel.problem.to_json(),
        opened_at=at,
    )
    session.add(review)
    session.flush()
    data, values = {"review_id": review.id}, {"what": summary_of(review)}
    write_line(session, case, kind, at=at, values=values, data=data, visibility="hospital")
    asked_by = TEXTS("asked_by_hospital")
    for proposed in panel.proposed:
        name = f"{asked_by.zh} ({asked_by.en})"
        ask_onto_panel(session, case, review, proposed["doctor_id"], by=by, asked_by=name, at=at)
    if panel.problem is not None:
        values = {"why": panel.problem}
        write_line(session, case, "review_panel_missing", at=at, values=values, data=data, visibility="hospital")


def _panel(session: Session, case: Case, diagnosis: Diagnosis, at: datetime) -> Panel:
    """Return the proposed panel; should proposing itself fail, none, and the coordinator is told to name one."""
    try:
        return propose_panel(session, case, diagnosis.document["signer"]["doctor_id"], now=at)
    except Exception:
        _LOG.exception("no panel could be proposed for case %s", case.id)
        return Panel([], TEXTS("panel_not_proposed"))


def _kept(found: Sequence[Disagreement]) -> list[dict[str, Any]]:
    return [{"kind": each.kind, "key": each.key, "text": each.text.to_json()} for each in found]
