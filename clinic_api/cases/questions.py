"""Questions to the factory: the case waits, its clocks stand still, and the last answer lets both go on."""

from __future__ import annotations

from clinic_api.cases.models import Case
from clinic_api.cases.repository import TEXTS, CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.states import Action, Actor, CaseState
from clinic_api.cases.talk_models import CaseQuestion
from clinic_api.cases.talk_schemas import AnswersGiven, QuestionRead, QuestionsAsked
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.cases.transitions import StateConflict, transition
from clinic_api.cases.views import case_read, question_read
from clinic_api.database import database_now
from clinic_api.errors import NotFound
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.versions import refuse_outdated

__all__ = ["CaseQuestions"]


class CaseQuestions:
    """Questions and answers on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def page(self, case_id: str, page: PageParameters) -> Page[QuestionRead]:
        """Return the questions of a case, the newest first."""
        case = self._repository.get(case_id)
        statement = self._repository.select_visible(CaseQuestion).where(CaseQuestion.case_id == case.id)
        rows, next_cursor = fetch_page(self._session, statement, CaseQuestion.id, page)
        return Page[QuestionRead](items=[question_read(row) for row in rows], next_cursor=next_cursor)

    def ask(self, case_id: str, body: QuestionsAsked, *, if_match: str | None) -> CaseRead:
        """Ask the factory; the case waits for the answers."""
        case = self._repository.get(case_id)
        refuse_outdated(if_match, case.version)
        now = database_now(self._session)
        actor = Actor(self._principal.role)
        reason = "\n".join(body.questions)
        transition(self._session, case, Action.ASK_INFORMATION, actor=actor, at=now, reason=reason)
        by = person_name(self._principal)
        for text in body.questions:
            question = CaseQuestion(
                id=new_id("qst"),
                factory_id=case.factory_id,
                case_id=case.id,
                question=text,
                asked_at=now,
                asked_by=by,
                asked_by_id=self._principal.account_id,
            )
            self._session.add(question)
            write_line(
                self._session,
                case,
                "information_asked",
                at=now,
                by=self._principal,
                values={"question": text},
                data={"question_id": question.id},
            )
        return self._read(case)

    def answer(self, case_id: str, body: AnswersGiven, *, if_match: str | None) -> CaseRead:
        """Answer open questions; with the last one the case goes back to where it was. `NotFound`
        ``question_not_found`` for a question that is not open in this case, and then nothing is answered.
        """
        case = self._repository.get(case_id, for_update=True)
        refuse_outdated(if_match, case.version)
        _refuse_unless_waiting(case)
        now = database_now(self._session)
        waiting = {question.id: question for question in self._repository.open_questions(case)}
        for given in body.answers:
            question = waiting.pop(given.question_id, None)
            if question is None:
                raise NotFound("question_not_found", TEXTS("question_not_found"))
            question.answer = given.answer
            question.answered_at = now
            question.answered_by = person_name(self._principal)
            question.answered_by_id = self._principal.account_id
            values = {"answer": given.answer}
            data = {"question_id": question.id}
            write_line(self._session, case, "information_given", at=now, by=self._principal, values=values, data=data)
        if not waiting:
            transition(self._session, case, Action.GIVE_INFORMATION, actor=Actor(self._principal.role), at=now)
            write_line(self._session, case, "information_complete", at=now, by=self._principal)
        return self._read(case)

    def _read(self, case: Case) -> CaseRead:
        self._session.flush()
        return case_read(self._repository.file(case), self._principal)


def _refuse_unless_waiting(case: Case) -> None:
    if case.state != CaseState.NEEDS_INFORMATION:
        raise StateConflict(CaseState(case.state))
