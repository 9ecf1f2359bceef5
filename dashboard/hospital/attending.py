"""What a doctor asks of the API about cases: the work list, accepting, asking, colleagues."""

from __future__ import annotations

from collections.abc import Sequence

from clinic_client.api.cases import (
    ask_information,
    ask_second_opinion,
    begin_consultation,
    contribute_to_team,
    decline_case,
    give_second_opinion,
    invite_into_team,
    leave_team,
    list_consultations,
    list_team,
    read_work_list,
    refer_case,
    set_case_urgency,
    withdraw_second_opinion,
)
from clinic_client.api.reviews import give_review_opinion, list_reviews
from clinic_client.models import (
    CaseRead,
    ConsultationCreate,
    ConsultationRead,
    PageConsultationRead,
    PageReviewRead,
    QuestionsAsked,
    ReasonGiven,
    ReferralRequest,
    ReviewOpinion,
    ReviewRead,
    SecondOpinion,
    TeamContribution,
    TeamInvitation,
    TeamLeaving,
    TeamMemberRead,
    TeamRead,
    UrgencyChange,
    WorkListRead,
)
from clinic_client.models.read_work_list_need_item import ReadWorkListNeedItem
from clinic_client.models.review_opinion_verdict import ReviewOpinionVerdict
from clinic_client.models.second_opinion_agreement import SecondOpinionAgreement
from clinic_client.types import UNSET
from dashboard.hospital.connection import ApiCalls, answer, if_match, send

__all__ = ["AttendingCalls"]


class AttendingCalls(ApiCalls):
    """A doctor's cases. What changes a case takes it as it was shown and is refused when it has changed since."""

    def work_list(
        self,
        *,
        text: str = "",
        needs: Sequence[ReadWorkListNeedItem] = (),
        needs_me: bool | None = None,
        only_due: bool = False,
        offset: int = 0,
        limit: int = 20,
    ) -> WorkListRead:
        """Return a part of the doctor's open cases, what needs the doctor first."""
        return answer(
            WorkListRead,
            lambda: read_work_list.sync_detailed(
                client=self._client,
                q=text or UNSET,
                need=list(needs) or UNSET,
                needs_me=UNSET if needs_me is None else needs_me,
                is_due=only_due,
                offset=offset,
                limit=limit,
            ),
        )

    def accept(self, case: CaseRead) -> None:
        """Begin the consultation."""
        version = if_match(case)
        send(lambda: begin_consultation.sync_detailed(case.id, client=self._client, if_match=version))

    def decline(self, case: CaseRead, reason: str) -> None:
        """Do not take the case; it goes back to the coordinator with the reason."""
        body, version = ReasonGiven(reason=reason), if_match(case)
        send(lambda: decline_case.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def refer(self, case: CaseRead, department: str, reason: str) -> None:
        """Hand the case to another department."""
        body, version = ReferralRequest(department=department, reason=reason), if_match(case)
        send(lambda: refer_case.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def change_urgency(self, case: CaseRead, urgency: int, reason: str | None) -> None:
        """Raise or lower the urgency; lowering needs a reason."""
        body, version = UrgencyChange(urgency=urgency, reason=reason), if_match(case)
        send(lambda: set_case_urgency.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def ask(self, case: CaseRead, questions: Sequence[str]) -> None:
        """Ask the factory; the clocks stand still until every question is answered."""
        body, version = QuestionsAsked(questions=list(questions)), if_match(case)
        send(lambda: ask_information.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def consultations(self, case_id: str) -> list[ConsultationRead]:
        """Return the second opinions on the case, the newest first."""
        return answer(
            PageConsultationRead, lambda: list_consultations.sync_detailed(case_id, client=self._client)
        ).items

    def consult(self, case_id: str, doctor_id: str, question: str, *, idempotency_key: str) -> None:
        """Ask another doctor for a second opinion."""
        body = ConsultationCreate(doctor_id=doctor_id, question=question)
        send(
            lambda: ask_second_opinion.sync_detailed(
                case_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )

    def give_opinion(self, case_id: str, consultation_id: str, opinion: str, agreement: SecondOpinionAgreement) -> None:
        """Give the second opinion that was asked for."""
        body = SecondOpinion(opinion=opinion, agreement=agreement)
        send(lambda: give_second_opinion.sync_detailed(case_id, consultation_id, client=self._client, body=body))

    def withdraw_consultation(self, case_id: str, consultation_id: str) -> None:
        """Ask no longer for a second opinion."""
        send(lambda: withdraw_second_opinion.sync_detailed(case_id, consultation_id, client=self._client))

    def team(self, case_id: str) -> list[TeamMemberRead]:
        """Return the doctors who are or were on the team."""
        return answer(TeamRead, lambda: list_team.sync_detailed(case_id, client=self._client)).items

    def invite(self, case_id: str, doctor_id: str, department: str, task: str, *, idempotency_key: str) -> None:
        """Take a doctor of another department into the team."""
        body = TeamInvitation(doctor_id=doctor_id, department=department, task=task)
        send(
            lambda: invite_into_team.sync_detailed(
                case_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )

    def contribute(self, case_id: str, member_id: str, text: str) -> None:
        """Add to the own part in the team's work."""
        body = TeamContribution(text=text)
        send(lambda: contribute_to_team.sync_detailed(case_id, member_id, client=self._client, body=body))

    def leave(self, case_id: str, member_id: str, reason: str) -> None:
        """End a place on the team."""
        body = TeamLeaving(reason=reason)
        send(lambda: leave_team.sync_detailed(case_id, member_id, client=self._client, body=body))

    def reviews(self, case_id: str) -> list[ReviewRead]:
        """Return the reviews of the case, the newest first."""
        return answer(PageReviewRead, lambda: list_reviews.sync_detailed(client=self._client, case_id=case_id)).items

    def judge(self, review_id: str, verdict: ReviewOpinionVerdict, words: str, *, idempotency_key: str) -> None:
        """Give the own verdict in a review."""
        body = ReviewOpinion(verdict=verdict, words=words)
        send(
            lambda: give_review_opinion.sync_detailed(
                review_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )
