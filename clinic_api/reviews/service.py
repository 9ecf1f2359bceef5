"""Reviews on behalf of one principal: read, the panel added to, verdicts given, the end decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select

from clinic_api.cases.consulting import named_doctor
from clinic_api.cases.models import Case
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Conflict, Forbidden, Invalid, NotFound
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import is_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.versions import refuse_outdated
from clinic_api.reviews.models import CaseReview
from clinic_api.reviews.opening import end_panel
from clinic_api.reviews.panel import SEATS, TEXTS, ask_onto_panel, involved_doctors
from clinic_api.reviews.schemas import (
    DisagreementRead,
    PanelMemberAdd,
    PanelMemberRead,
    PanelProposalRead,
    ReviewConclusion,
    ReviewOpinion,
    ReviewRead,
    ReviewState,
)
from diagnostics.texts import Text
from experts.review import AMENDING, agreed_verdict

__all__ = ["ReviewService"]

_MOST_MEMBERS: Final = 5
"""Doctors on one panel, those included whom a coordinator adds."""

Places = Sequence[tuple[CaseConsultation, Doctor]]


class ReviewService:
    """Reviews on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def page(self, page: PageParameters, *, state: ReviewState | None, case_id: str | None = None) -> Page[ReviewRead]:
        """Return a page of the reviews of the cases that the principal may see, or of one case, the newest first."""
        statement = self._repository.select_visible(CaseReview)
        if state is not None:
            statement = statement.where(CaseReview.state == state)
        if case_id is not None:
            statement = statement.where(CaseReview.case_id == case_id)
        rows, next_cursor = fetch_page(self._session, statement, CaseReview.id, page)
        panels = self._panels([row.id for row in rows])
        return Page[ReviewRead](
            items=[_read(row, panels.get(row.id, ()), self._principal) for row in rows], next_cursor=next_cursor
        )

    def read(self, review_id: str) -> ReviewRead:
        """Return one review."""
        return self._shown(self._get(review_id))

    def add_member(self, review_id: str, body: PanelMemberAdd) -> ReviewRead:
        """Ask another doctor, of whatever department, onto the panel of an open review."""
        case, review = self._open(review_id)
        doctor = named_doctor(self._session, body.doctor_id)
        if doctor.id in involved_doctors(self._session, case):
            raise Invalid("panel_member_involved", TEXTS("panel_member_involved"))
        if case.factory_id in doctor.conflicts:
            raise Invalid("panel_member_conflict", TEXTS("panel_member_conflict"))
        places = self._places(review)
        if len(places) >= _MOST_MEMBERS:
            raise Conflict("panel_full", TEXTS("panel_full", most=_MOST_MEMBERS))
        now = database_now(self._session)
        ask_onto_panel(
            self._session, case, review, doctor.id, by=self._principal, asked_by=person_name(self._principal), at=now
        )
        if len(places) + 1 >= SEATS:
            review.panel_problem = None
        self._session.flush()
        return self._shown(review)

    def give_opinion(self, review_id: str, body: ReviewOpinion) -> ReviewRead:
        """A member of the panel gives a verdict and then no longer sees the case; with the last one the review ends
        where all agree, else a coordinator decides.
        """
        case, review = self._open(review_id)
        place = next((place for place, _ in self._places(review) if self._is_own_open(place)), None)
        if place is None:
            raise Forbidden("not_on_panel", TEXTS("not_on_panel"))
        now = database_now(self._session)
        place.agreement, place.opinion = body.verdict, body.words
        place.answered_at = place.ended_at = now
        self._session.flush()
        values, data = {"doctor": self._principal.name}, {"review_id": review.id}
        write_line(
            self._session,
            case,
            "review_opinion_given",
            at=now,
            by=self._principal,
            values=values,
            data=data,
            visibility="hospital",
        )
        self._weigh(case, review, now)
        return self._shown(review)

    def conclude(self, review_id: str, body: ReviewConclusion, *, if_match: str | None) -> ReviewRead:
        """A coordinator decides an open review; who has not answered is no longer asked."""
        case, review = self._open(review_id)
        refuse_outdated(if_match, review.version)
        now = database_now(self._session)
        end_panel(self._session, review, at=now)
        review.conclusion_words = body.words
        review.concluded_by, review.concluded_by_id = person_name(self._principal), self._principal.account_id
        self._end(case, review, body.conclusion, now, by=self._principal)
        return self._shown(review)

    def _weigh(self, case: Case, review: CaseReview, now: datetime) -> None:
        """End the review where the panel agrees; tell a coordinator where all have spoken and it does not."""
        verdicts = [place.agreement for place, _ in self._places(review)]
        agreed = agreed_verdict(verdicts)
        if agreed is not None:
            self._end(case, review, agreed, now, by=None)
        elif None not in verdicts:
            data = {"review_id": review.id}
            write_line(self._session, case, "review_undecided", at=now, data=data, visibility="hospital")

    def _end(self, case: Case, review: CaseReview, verdict: str, now: datetime, *, by: Principal | None) -> None:
        review.conclusion, review.concluded_at = verdict, now
        review.state = "amendment_advised" if verdict in AMENDING else "concluded"
        self._session.flush()
        values, data = {"conclusion": TEXTS(verdict)}, {"review_id": review.id, "conclusion": verdict}
        for kind in ("review_concluded", *(("amendment_advised",) if verdict in AMENDING else ())):
            write_line(self._session, case, kind, at=now, by=by, values=values, data=data, visibility="hospital")

    def _open(self, review_id: str) -> tuple[Case, CaseReview]:
        """Return an open review with its case, both locked, the case first as everywhere."""
        case = self._repository.get(self._get(review_id).case_id, for_update=True)
        review = self._repository.get_visible(CaseReview, review_id, for_update=True)
        if review.state != "open":
            raise Conflict("review_closed", TEXTS("review_closed"), state=review.state)
        return case, review

    def _get(self, review_id: str) -> CaseReview:
        statement = self._repository.select_visible(CaseReview).where(CaseReview.id == review_id)
        review = self._session.scalars(statement).one_or_none() if is_id(review_id, "rev") else None
        if review is None:
            raise NotFound("review_not_found", TEXTS("review_not_found"))
        return review

    def _is_own_open(self, place: CaseConsultation) -> bool:
        return place.doctor_id == self._principal.doctor_id and place.ended_at is None

    def _places(self, review: CaseReview) -> Places:
        """Return the places that count: not those of whom nobody asks any more."""
        panel = self._panels([review.id]).get(review.id, ())
        return [(place, doctor) for place, doctor in panel if place.ended_at is None or place.answered_at is not None]

    def _panels(self, review_ids: Sequence[str]) -> Mapping[str, Places]:
        found: dict[str, list[tuple[CaseConsultation, Doctor]]] = defaultdict(list)
        statement = (
            select(CaseConsultation, Doctor)
            .join(Doctor, Doctor.id == CaseConsultation.doctor_id)
            .where(CaseConsultation.review_id.in_(review_ids))
            .order_by(CaseConsultation.id)
            .execution_options(populate_existing=True)
        )
        for place, doctor in self._session.execute(statement):
            found[place.review_id or ""].append((place, doctor))
        return found

    def _shown(self, review: CaseReview) -> ReviewRead:
        return _read(review, self._panels([review.id]).get(review.id, ()), self._principal)


def _read(review: CaseReview, panel: Places, principal: Principal) -> ReviewRead:
    waits = any(place.doctor_id == principal.doctor_id and place.ended_at is None for place, _ in panel)
    conclusion = None if review.conclusion is None else TextRead.of(TEXTS(review.conclusion))
    return ReviewRead(
        id=review.id,
        case_id=review.case_id,
        diagnosis_id=review.diagnosis_id,
        examination_id=review.examination_id,
        state=review.state,
        disagreements=[DisagreementRead(kind=each["kind"], text=each["text"]) for each in review.disagreements],
        members=[_member(place, doctor, hides=waits and principal.role is Role.DOCTOR) for place, doctor in panel],
        proposal=[PanelProposalRead.model_validate(proposed) for proposed in review.proposal],
        panel_problem=None if review.panel_problem is None else TextRead.of(Text(**review.panel_problem)),
        conclusion=review.conclusion,
        conclusion_text=conclusion,
        conclusion_words=review.conclusion_words,
        concluded_by=review.concluded_by,
        opened_at=review.opened_at,
        concluded_at=review.concluded_at,
        version=review.version,
    )


def _member(place: CaseConsultation, doctor: Doctor, *, hides: bool) -> PanelMemberRead:
    return PanelMemberRead(
        id=place.id,
        doctor_id=doctor.id,
        doctor_name_en=doctor.name_en,
        doctor_name_zh=doctor.name_zh,
        asked_at=place.asked_at,
        verdict=None if hides else place.agreement,
        words=None if hides else place.opinion,
        answered_at=place.answered_at,
        ended_at=place.ended_at,
    )
