"""What the coordinator's desk asks of the API: the queue, who could have a case, and what is decided about one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from clinic_client.api.assignments import (
    assign_case,
    assign_cases,
    list_candidates,
    list_doctor_loads,
    plan_of_queue,
    propose_doctor,
    read_queue,
    read_queue_counts,
    reassign_case,
    set_case_department,
    unassign_case,
)
from clinic_client.api.cases import (
    ask_information,
    ask_second_opinion,
    cancel_case,
    list_cases,
    merge_case,
    reopen_case,
    set_case_urgency,
)
from clinic_client.api.search import create_saved_filter, delete_saved_filter, list_saved_filters
from clinic_client.models import (
    AssignmentCreate,
    BulkAssignment,
    BulkAssignmentRequest,
    BulkResult,
    BulkResultItem,
    CandidateRead,
    CandidatesRead,
    CaseRead,
    ConsultationCreate,
    ConsultationRead,
    DoctorLoadRead,
    MergeRequest,
    PageCaseRead,
    QuestionsAsked,
    QueueCounts,
    QueuePlanRead,
    QueuePlanRequest,
    ReasonGiven,
    ReassignRequest,
    ReferralRequest,
    SavedFilterCreate,
    SavedFilterCreateQuery,
    SavedFilterRead,
    UrgencyChange,
)
from clinic_client.types import Response
from dashboard.hospital.connection import PAGE_ROWS, ApiCalls, all_pages, answer, if_match, send

__all__ = ["DeskCalls", "Wanted"]

Wanted = Mapping[str, Any]
"""Conditions of the queue by the names of its parameters."""

_FOUND: Final = 8


class DeskCalls(ApiCalls):
    """The queue and the acts of a coordinator on one case; each sends the version that was shown."""

    def queue(self, wanted: Wanted, most: int) -> list[CaseRead]:
        """Return the first ``most`` open cases that are ``wanted``, in the order of the queue."""
        return all_pages(
            lambda cursor: read_queue.sync_detailed(
                client=self._client, cursor=cursor, limit=min(most, PAGE_ROWS), **wanted
            ),
            most,
        )

    def counts(self, wanted: Wanted) -> QueueCounts:
        """Return how many open cases that are ``wanted`` each stage has."""
        return answer(QueueCounts, lambda: read_queue_counts.sync_detailed(client=self._client, **wanted))

    def find_open_cases(self, text: str, factory_id: str) -> list[CaseRead]:
        """Return the newest open cases of a factory, those with ``text`` where there is one."""
        wanted: dict[str, Any] = {"q": text} if text else {}
        page = answer(
            PageCaseRead,
            lambda: read_queue.sync_detailed(client=self._client, factory_id=factory_id, limit=_FOUND, **wanted),
        )
        return page.items

    def find_cases(self, text: str, limit: int) -> PageCaseRead:
        """Return the newest cases, open or closed, with ``text``."""
        return answer(PageCaseRead, lambda: list_cases.sync_detailed(client=self._client, q=text, limit=limit))

    def candidates(self, case_id: str) -> list[CandidateRead]:
        """Return the doctors of the case's department, those who may take it first."""
        return answer(CandidatesRead, lambda: list_candidates.sync_detailed(case_id, client=self._client)).items

    def assign(self, case: CaseRead, doctor_id: str, reason: str | None) -> CaseRead:
        """Give the case to a doctor; ``reason`` says why it is not the proposed one."""
        body = AssignmentCreate(doctor_id=doctor_id, reason=reason)
        return self._act(assign_case.sync_detailed, case, body=body)

    def reassign(self, case: CaseRead, doctor_id: str, reason: str) -> CaseRead:
        """Give a case that has a doctor to another one."""
        return self._act(reassign_case.sync_detailed, case, body=ReassignRequest(doctor_id=doctor_id, reason=reason))

    def unassign(self, case: CaseRead, reason: str) -> CaseRead:
        """Take the case from its doctor."""
        return self._act(unassign_case.sync_detailed, case, body=ReasonGiven(reason=reason))

    def propose_again(self, case: CaseRead) -> CaseRead:
        """Have a doctor proposed by how things are now."""
        return self._act(propose_doctor.sync_detailed, case)

    def set_department(self, case: CaseRead, department: str, reason: str) -> CaseRead:
        """Hand a waiting case to another department."""
        body = ReferralRequest(department=department, reason=reason)
        return self._act(set_case_department.sync_detailed, case, body=body)

    def set_urgency(self, case: CaseRead, urgency: int, reason: str | None) -> CaseRead:
        """Raise the urgency, or lower it with a reason."""
        return self._act(set_case_urgency.sync_detailed, case, body=UrgencyChange(urgency=urgency, reason=reason))

    def merge(self, case: CaseRead, target_id: str, reason: str, *, other_machine: bool) -> CaseRead:
        """Merge the case into the one it is a duplicate of."""
        body = MergeRequest(target_case_id=target_id, reason=reason, other_machine=other_machine)
        return self._act(merge_case.sync_detailed, case, body=body)

    def cancel(self, case: CaseRead, reason: str) -> CaseRead:
        """End a case that needs no doctor."""
        return self._act(cancel_case.sync_detailed, case, body=ReasonGiven(reason=reason))

    def reopen(self, case: CaseRead, reason: str) -> CaseRead:
        """Open a discharged case again."""
        return self._act(reopen_case.sync_detailed, case, body=ReasonGiven(reason=reason))

    def ask_factory(self, case: CaseRead, questions: Sequence[str]) -> CaseRead:
        """Ask the factory; the clocks stand still until it answers."""
        return self._act(ask_information.sync_detailed, case, body=QuestionsAsked(questions=list(questions)))

    def ask_second_opinion(self, case: CaseRead, doctor_id: str, question: str) -> ConsultationRead:
        """Ask another doctor for a second opinion; asked twice of the same doctor, the API refuses."""
        body = ConsultationCreate(doctor_id=doctor_id, question=question)
        return answer(
            ConsultationRead,
            lambda: ask_second_opinion.sync_detailed(case.id, client=self._client, body=body),
        )

    def plan(self, *, absent_doctor_ids: list[str], replan: bool) -> QueuePlanRead:
        """Return who should have each waiting case; with absent doctors, or planned anew, what would change."""
        body = QueuePlanRequest(absent_doctor_ids=absent_doctor_ids, replan=replan)
        return answer(QueuePlanRead, lambda: plan_of_queue.sync_detailed(client=self._client, body=body))

    def give_out(self, items: Sequence[BulkAssignment]) -> list[BulkResultItem]:
        """Give out many cases; each is given or refused by itself."""
        results: list[BulkResultItem] = []
        for start in range(0, len(items), PAGE_ROWS):
            body = BulkAssignmentRequest(items=list(items[start : start + PAGE_ROWS]))
            results += self._give_part(body).items
        return results

    def loads(self) -> list[DoctorLoadRead]:
        """Return the load of every doctor, now and in the last four weeks."""
        return answer(list, lambda: list_doctor_loads.sync_detailed(client=self._client))

    def saved_filters(self) -> list[SavedFilterRead]:
        """Return this person's filters of lists of cases."""
        filters: list[SavedFilterRead] = answer(list, lambda: list_saved_filters.sync_detailed(client=self._client))
        return [each for each in filters if each.subject == "cases" and each.is_usable]

    def save_filter(self, name: str, query: Wanted) -> SavedFilterRead:
        """Keep conditions under a name."""
        body = SavedFilterCreate(subject="cases", name=name, query=SavedFilterCreateQuery.from_dict(query))
        return answer(SavedFilterRead, lambda: create_saved_filter.sync_detailed(client=self._client, body=body))

    def forget_filter(self, filter_id: str) -> None:
        """Forget a kept filter."""
        send(lambda: delete_saved_filter.sync_detailed(filter_id, client=self._client))

    def _give_part(self, body: BulkAssignmentRequest) -> BulkResult:
        return answer(BulkResult, lambda: assign_cases.sync_detailed(client=self._client, body=body))

    def _act(self, act: Callable[..., Response[Any]], case: CaseRead, **arguments: Any) -> CaseRead:
        """Do something to ``case`` as it was shown: refused where somebody was quicker."""
        version = if_match(case)
        return answer(CaseRead, lambda: act(case.id, client=self._client, if_match=version, **arguments))
