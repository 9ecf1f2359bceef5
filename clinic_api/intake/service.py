"""Taking tickets from labels, and telling whoever reported a case how it stands."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.cases.opening import NewCase, open_case
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CaseRead, ClockRead
from clinic_api.cases.states import OPEN_STATES, CaseState, state_text
from clinic_api.cases.talk_models import CaseQuestion
from clinic_api.cases.views import case_read
from clinic_api.database import utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Forbidden, Invalid, NotFound, TooManyRequests
from clinic_api.intake.complaint import complaint_of
from clinic_api.intake.models import Ticket
from clinic_api.intake.schemas import CaseForReporter, MachineForReporter, TicketCreate, TicketReceipt
from clinic_api.kit.fields import TextRead
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.secrets import derived_key, token_of
from clinic_api.labels.service import case_link, case_url
from clinic_api.recordings.models import Recording
from clinic_api.recordings.usage import is_used
from clinic_api.reports.contents import report_of
from clinic_api.reports.schemas import ReportCondition
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue, Text

__all__ = ["IntakeService", "address_hmac", "missing_information", "read_ticket", "ticket_of_case"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_ADVICE: Final = Catalogue(Path(__file__).with_name("advice.toml"))
_WINDOW: Final = timedelta(hours=1)
_TICKETS_OF_ONE_ADDRESS: Final = 2  # times those of one label: several machines stand behind one address
_ADVICE_OF_URGENCY: Final = {1: "stop", 2: "watch", 3: "run_this_week", 4: "run_next_stop", 5: "run"}
_BEFORE_DIAGNOSIS: Final = frozenset(
    {CaseState.SUBMITTED, CaseState.EXAMINING, CaseState.TRIAGED, CaseState.ASSIGNED, CaseState.IN_CONSULTATION}
)


class IntakeService:
    """What the holder of a machine's label, or of a case's link, may do; it reaches that machine or case alone."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        self._session = session
        self._principal = principal
        self._settings = settings

    def machine(self) -> MachineForReporter:
        """Return the machine of the label."""
        machine = self._machine()
        name = TextRead(en=machine.name_en, zh=machine.name_zh)
        return MachineForReporter(
            name=name, number=machine.asset_number or machine.id[-6:].upper(), location=machine.location
        )

    def report_once(self, body: TicketCreate, *, key: str | None, ip_address: str) -> tuple[TicketReceipt, str | None]:
        """Report as `report` does, once for one idempotency ``key``; return the receipt with the link of its case, and
        the id of the job that is to be rung for (None where the report had come before).
        """
        rung: list[str] = []

        def create() -> TicketReceipt:
            receipt, job_id = self.report(body, ip_address=ip_address)
            rung.append(job_id)
            return receipt

        receipt = create_once(
            self._session,
            self._principal,
            key=key,
            operation=f"create_ticket {self._principal.equipment_id}",
            request=body,
            answer_type=TicketReceipt,
            create=create,
        )
        return self.with_link(receipt), rung[0] if rung else None

    def report(self, body: TicketCreate, *, ip_address: str) -> tuple[TicketReceipt, str]:
        """Keep the ticket and open its case in the caller's one transaction; return the receipt and the job's id.

        Raises `TooManyRequests` ``tickets_too_many`` and `Invalid` ``recording_not_of_label``.
        """
        machine = self._machine()
        address = address_hmac(self._settings, ip_address)
        self._refuse_flood(machine, address)
        recordings = [self._recording(recording_id, machine) for recording_id in dict.fromkeys(body.recording_ids)]
        new = NewCase(
            factory_id=machine.factory_id,
            equipment_id=machine.id,
            complaint=complaint_of(**body.model_dump(exclude={"contact", "recording_ids"})),
            language=body.language,
            mode="reception",
            recording=recordings[0] if recordings else None,
        )
        case, _, job_id = open_case(self._session, new, self._principal, max_attempts=self._settings.job_max_attempts)
        ticket = self._keep(body, case, address, recordings)
        receipt = TicketReceipt(ticket_id=ticket.id, case_id=case.id, code=ticket.code, created_at=case.created_at)
        return receipt, job_id

    def with_link(self, receipt: TicketReceipt) -> TicketReceipt:
        """Return ``receipt`` with the link of its case. The link is made anew each time: no table keeps it readable."""
        case = self._session.get_one(Case, receipt.case_id)
        url = case_url(self._settings, case_link(self._session, self._settings, case))
        return receipt.model_copy(update={"url": url})

    def case(self) -> CaseForReporter:
        """Return how the case of the link stands, in plain words."""
        return self.told(self.linked_case(), report_of(self._session, self._case()).condition)

    def linked_case(self) -> CaseRead:
        """Return the case of the link as the principal may read it; raises `Forbidden` and `NotFound`."""
        return case_read(CaseRepository(self._session, self._principal).file(self._case()), self._principal)

    def told(self, read: CaseRead, condition: ReportCondition) -> CaseForReporter:
        """Return how the case of the link stands, in plain words, of what `linked_case` returned and of its report's
        light: whoever reads both is told the same.
        """
        case = self._case()
        machine = None if case.equipment_id is None else self._session.get_one(Equipment, case.equipment_id)
        ticket = ticket_of_case(self._session, case.id)
        state = CaseState(case.state)
        advice = _advice(case, ticket, condition.urgency)
        diagnosis = _diagnosis_clock(case, read)
        return CaseForReporter(
            case_id=case.id,
            code=None if ticket is None else ticket.code,
            machine=None if machine is None else TextRead(en=machine.name_en, zh=machine.name_zh),
            state=state.value,
            state_text=TextRead.of(state_text(state)),
            advice=advice,
            advice_text=condition.sentence if _is_judged(case, condition) else TextRead.of(_ADVICE(advice)),
            with_whom=TextRead.of(self._with_whom(case)),
            until=None if diagnosis is None or case.urgency is None else diagnosis.due_at,
            paused=None if diagnosis is None else diagnosis.stopped_because,
            questions=[*self._asked(case), *missing_information(case)],
        )

    def _asked(self, case: Case) -> list[TextRead]:
        """Return what people of the hospital asked and nobody answered yet, in the words they used."""
        unanswered = select(CaseQuestion.question).where(
            CaseQuestion.case_id == case.id, CaseQuestion.answered_at.is_(None)
        )
        asked = self._session.scalars(unanswered.order_by(CaseQuestion.id))
        return [TextRead(en=question, zh=question) for question in asked]

    def _machine(self) -> Equipment:
        if self._principal.equipment_id is None:
            raise Forbidden("label_needed", _TEXTS("label_needed"))
        machine = self._session.get(Equipment, self._principal.equipment_id)
        if machine is None or machine.factory_id != self._principal.factory_id:
            raise NotFound()
        return machine

    def _case(self) -> Case:
        if self._principal.case_id is None:
            raise Forbidden("link_needed", _TEXTS("link_needed"))
        case = self._session.get(Case, self._principal.case_id)
        if case is None or case.factory_id != self._principal.factory_id:
            raise NotFound()
        return case

    def _refuse_flood(self, machine: Equipment, address: str) -> None:
        """Raise when this label or this address sent more tickets within the hour than are taken."""
        lock_until_commit(self._session, f"tickets of {machine.id}")
        limit = self._settings.tickets_per_hour_label
        for condition, allowed in (
            (Ticket.equipment_id == machine.id, limit),
            (Ticket.address_hmac == address, limit * _TICKETS_OF_ONE_ADDRESS),
        ):
            wait_seconds = self._wait_seconds(condition, allowed)
            if wait_seconds is not None:
                raise TooManyRequests("tickets_too_many", _TEXTS("tickets_too_many"), retry_after_seconds=wait_seconds)

    def _wait_seconds(self, condition: ColumnElement[bool], allowed: int) -> int | None:
        now = utc_now()
        statement = select(Ticket.created_at).where(condition, Ticket.created_at > now - _WINDOW)
        oldest = self._session.scalar(statement.order_by(Ticket.created_at.desc()).offset(allowed - 1).limit(1))
        return None if oldest is None else max(1, math.ceil((oldest + _WINDOW - now).total_seconds()))

    def _recording(self, recording_id: str, machine: Equipment) -> Recording:
        recording = self._session.get(Recording, recording_id) if is_id(recording_id, "rec") else None
        if (
            recording is None
            or recording.equipment_id != machine.id
            or recording.uploaded_by != self._principal.account_id
            or is_used(self._session, recording.id)
        ):
            raise Invalid("recording_not_of_label", _TEXTS("recording_not_of_label"))
        return recording

    def _keep(self, body: TicketCreate, case: Case, address: str, recordings: Sequence[Recording]) -> Ticket:
        ticket_id = new_id("tkt")
        ticket = Ticket(
            id=ticket_id,
            factory_id=case.factory_id,
            case_id=case.id,
            equipment_id=self._principal.equipment_id,
            account_id=self._principal.account_id,
            code=token_of(self._settings, "ticket", ticket_id, characters=8).upper(),
            recording_ids=[recording.id for recording in recordings],
            address_hmac=address,
            created_at=case.created_at,
            **body.model_dump(exclude={"recording_ids"}),
        )
        self._session.add(ticket)
        self._session.flush()
        return ticket

    def _with_whom(self, case: Case) -> Text:
        doctor = self._session.execute(
            select(Doctor)
            .join(Assignment, Assignment.doctor_id == Doctor.id)
            .where(Assignment.case_id == case.id, Assignment.ended_at.is_(None))
        ).scalar_one_or_none()
        return _ADVICE("reception") if doctor is None else Text(doctor.name_en, doctor.name_zh)


def address_hmac(settings: Settings, ip_address: str) -> str:
    """Return what stands for a network address (for IPv6 its /64, which one line has) without telling it."""
    try:
        parsed = ipaddress.ip_address(ip_address)
        name = str(parsed if parsed.version == 4 else ipaddress.ip_network((parsed, 64), strict=False))
    except ValueError:
        name = ip_address
    return hmac.digest(derived_key(settings, "ticket address"), name.encode(), hashlib.sha256).hex()[:26]


def ticket_of_case(session: Session, case_id: str) -> Ticket | None:
    """Return the ticket a case was opened with, or None where it came another way."""
    return session.execute(select(Ticket).where(Ticket.case_id == case_id)).scalar_one_or_none()


def read_ticket(repository: Repository, case_id: str) -> Ticket:
    """Return the ticket of a case the principal may see; raises `NotFound`."""
    statement = repository.select_visible(Ticket).where(Ticket.case_id == case_id)
    ticket = repository.session.execute(statement).scalar_one_or_none() if is_id(case_id, "case") else None
    if ticket is None:
        raise NotFound()
    return ticket


def _diagnosis_clock(case: Case, read: CaseRead) -> ClockRead | None:
    """Return the clock of the diagnosis while it is waited for."""
    if CaseState(case.paused_in or case.state) not in _BEFORE_DIAGNOSIS:
        return None
    return next((clock for clock in read.clocks if clock.kind == "diagnosis" and clock.met_at is None), None)


def _is_judged(case: Case, condition: ReportCondition) -> bool:
    return condition.urgency is not None or case.state not in OPEN_STATES


def _advice(case: Case, ticket: Ticket | None, urgency: int | None) -> str:
    """Return the key of what to do now; danger to people stops the machine before anybody has read the case."""
    if case.state not in OPEN_STATES:
        return "closed"
    if urgency is not None:
        return _ADVICE_OF_URGENCY[urgency]
    return "stop" if ticket is not None and ticket.danger else "wait"


def missing_information(case: Case) -> list[TextRead]:
    """Return what triage found missing, until the diagnosis is there."""
    if case.triage is None or CaseState(case.state) not in _BEFORE_DIAGNOSIS:
        return []
    return [TextRead.model_validate(missing) for missing in case.triage["missing_information"]]
