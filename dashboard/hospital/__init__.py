"""The hospital as the pages see it: one function a use case, each a call of the API through the generated client."""

from __future__ import annotations

from typing import Final, Literal

from clinic_client.api.accounts import delete_current_session, read_me, update_me
from clinic_client.api.cases import list_cases, list_similar_cases, list_timeline, read_case
from clinic_client.api.departments import list_departments
from clinic_client.api.doctors import list_doctors
from clinic_client.api.equipment import list_equipment
from clinic_client.api.examinations import list_examinations, read_examination, read_figure
from clinic_client.api.factories import list_factories
from clinic_client.api.notifications import list_all_events
from clinic_client.models import (
    AccountRead,
    AccountUpdate,
    CaseRead,
    DepartmentList,
    DepartmentRead,
    DoctorRead,
    EquipmentRead,
    EventRead,
    ExaminationRead,
    ExaminationSummary,
    FactoryRead,
    PageCaseRead,
    PageEventRead,
    PageFactoryRead,
    PageTimelineEvent,
    SimilarCasesRead,
    TimelineEvent,
)
from clinic_client.types import UNSET
from dashboard.hospital.attending import AttendingCalls
from dashboard.hospital.care import CareCalls
from dashboard.hospital.connection import PAGE_ROWS, ApiCalls, Connection, all_pages, answer, send
from dashboard.hospital.connections import ConnectionCalls
from dashboard.hospital.desk import DeskCalls
from dashboard.hospital.directory import DirectoryCalls
from dashboard.hospital.drafts import DraftCalls
from dashboard.hospital.examining import ExaminingCalls
from dashboard.hospital.figures import FigureCalls
from dashboard.hospital.house_rules import HouseRuleCalls
from dashboard.hospital.inbox import InboxCalls
from dashboard.hospital.machines import MachineCalls
from dashboard.hospital.operation import OperationCalls
from dashboard.hospital.own_factory import OwnFactoryCalls
from dashboard.hospital.people import PeopleCalls
from dashboard.hospital.practice import PracticeCalls
from dashboard.hospital.rounds import RoundCalls
from dashboard.hospital.talk import TalkCalls
from dashboard.hospital.tickets import TicketCalls
from dashboard.hospital.treatment import TreatmentCalls
from dashboard.words import Language

__all__ = ["MOST_EXAMINATIONS", "NEWEST_EVENTS", "Connection", "Hospital", "Verdict"]

Verdict = Literal["healthy", "fault", "not_assessable"]

MOST_EXAMINATIONS: Final = 400
NEWEST_EVENTS: Final = 20
_MOST_ROWS: Final = 2000


class Hospital(ApiCalls):
    """The API on behalf of one person: what many pages need; what one group of pages needs is an attribute."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._language = connection.language
        self.drafts = DraftCalls(connection)
        self.desk = DeskCalls(connection)
        self.figures = FigureCalls(connection)
        self.attending = AttendingCalls(connection)
        self.treatment = TreatmentCalls(connection)
        self.talk = TalkCalls(connection)
        self.practice = PracticeCalls(connection)
        self.care = CareCalls(connection)
        self.tickets = TicketCalls(connection)
        self.own_factory = OwnFactoryCalls(connection)
        self.examining = ExaminingCalls(connection)
        self.machines = MachineCalls(connection)
        self.rounds = RoundCalls(connection)
        self.directory = DirectoryCalls(connection)
        self.inbox = InboxCalls(connection)
        self.people = PeopleCalls(connection)
        self.operation = OperationCalls(connection)
        self.house_rules = HouseRuleCalls(connection)
        self.connections = ConnectionCalls(connection)

    def me(self) -> AccountRead:
        """Return the account that is logged in."""
        return answer(AccountRead, lambda: read_me.sync_detailed(client=self._client))

    def change_language(self, language: Language) -> AccountRead:
        """Keep ``language`` in the account."""
        body = AccountUpdate(language=language)
        return answer(AccountRead, lambda: update_me.sync_detailed(client=self._client, body=body))

    def log_out(self) -> None:
        """End the session at once."""
        send(lambda: delete_current_session.sync_detailed(client=self._client))

    def events(self) -> list[EventRead]:
        """Return the newest `NEWEST_EVENTS` things that happened and this person may know."""
        return answer(
            PageEventRead, lambda: list_all_events.sync_detailed(client=self._client, limit=NEWEST_EVENTS)
        ).items

    def departments(self) -> list[DepartmentRead]:
        """Return all departments in their order."""
        return answer(DepartmentList, lambda: list_departments.sync_detailed(client=self._client)).items

    def factories(self) -> list[FactoryRead]:
        """Return the factories this person may see."""
        return all_pages(
            lambda cursor: list_factories.sync_detailed(client=self._client, cursor=cursor, limit=PAGE_ROWS), _MOST_ROWS
        )

    def equipment(self) -> list[EquipmentRead]:
        """Return the machines this person may see."""
        return all_pages(
            lambda cursor: list_equipment.sync_detailed(client=self._client, cursor=cursor, limit=PAGE_ROWS), _MOST_ROWS
        )

    def factories_page(self, *, text: str, cursor: str | None, limit: int) -> PageFactoryRead:
        """Return a page of the factories with ``text`` in a name or the address, their machines and cases counted."""
        return answer(
            PageFactoryRead,
            lambda: list_factories.sync_detailed(client=self._client, q=text, cursor=cursor or UNSET, limit=limit),
        )

    def doctors(self) -> list[DoctorRead]:
        """Return all doctors."""
        return all_pages(
            lambda cursor: list_doctors.sync_detailed(client=self._client, cursor=cursor, limit=PAGE_ROWS), _MOST_ROWS
        )

    def cases(
        self, *, closed: bool | None, text: str, factory_id: str | None, cursor: str | None, limit: int
    ) -> PageCaseRead:
        """Return a page of the cases this person may see, the newest first; ``closed`` None: open and closed ones."""
        return answer(
            PageCaseRead,
            lambda: list_cases.sync_detailed(
                client=self._client,
                closed=UNSET if closed is None else closed,
                q=text or UNSET,
                factory_id=factory_id or UNSET,
                cursor=cursor or UNSET,
                limit=limit,
            ),
        )

    def case(self, case_id: str) -> CaseRead:
        """Return one case."""
        return answer(CaseRead, lambda: read_case.sync_detailed(case_id, client=self._client))

    def timeline(self, case_id: str) -> list[TimelineEvent]:
        """Return the time line of a case."""
        return answer(PageTimelineEvent, lambda: list_timeline.sync_detailed(case_id, client=self._client)).items

    def similar(self, case_id: str) -> SimilarCasesRead:
        """Return the nearest earlier cases of one case."""
        return answer(SimilarCasesRead, lambda: list_similar_cases.sync_detailed(case_id, client=self._client))

    def examinations(self, verdict: Verdict | None = None) -> list[ExaminationSummary]:
        """Return the newest `MOST_EXAMINATIONS` examinations, all or those with one verdict."""
        return all_pages(
            lambda cursor: list_examinations.sync_detailed(
                client=self._client, verdict=verdict or UNSET, cursor=cursor, limit=PAGE_ROWS
            ),
            MOST_EXAMINATIONS,
        )

    def examination(self, examination_id: str) -> ExaminationRead:
        """Return one whole examination."""
        return answer(ExaminationRead, lambda: read_examination.sync_detailed(examination_id, client=self._client))

    def figure(self, examination_id: str, index: int) -> bytes:
        """Return a figure of an examination as PNG, labelled in the visit's language."""
        return send(
            lambda: read_figure.sync_detailed(examination_id, index, client=self._client, lang=self._language)
        ).content
