"""Routes of whoever scanned a machine's label, or follows a case's link."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Request, status

from clinic_api.intake.schemas import CaseForReporter, MachineForReporter, TicketCreate, TicketRead, TicketReceipt
from clinic_api.intake.service import IntakeService, read_ticket
from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.http import client_host
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["reception by label"])

MayReport = Annotated[Principal, Depends(requires(Permission.TICKET_CREATE))]
MayFollow = Annotated[Principal, Depends(requires(Permission.TICKET_FOLLOW))]
MayRead = Annotated[Principal, Depends(requires(Permission.TICKET_READ))]


@router.get("/intake/machine")
def read_labelled_machine(principal: MayReport, session: SessionOf, settings: SettingsOf) -> MachineForReporter:
    """Show which machine the scanned label belongs to."""
    return IntakeService(session, principal, settings).machine()


@router.post("/intake/tickets", status_code=status.HTTP_201_CREATED)
def create_ticket(
    body: TicketCreate,
    request: Request,
    principal: MayReport,
    session: SessionOf,
    settings: SettingsOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
    idempotency_key: IdempotencyKey = None,
) -> TicketReceipt:
    """Report what is wrong with the machine of the label; the phone makes the Idempotency-Key, so that a report sent
    again after a dead line is one case.
    """
    service = IntakeService(session, principal, settings)
    receipt, job_id = service.report_once(body, key=idempotency_key, ip_address=client_host(request))
    if job_id is not None:
        background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
    return receipt


@router.get("/intake/case")
def read_followed_case(principal: MayFollow, session: SessionOf, settings: SettingsOf) -> CaseForReporter:
    """Tell whoever follows a case's link what to do now, who has the case and until when."""
    return IntakeService(session, principal, settings).case()


@router.get("/cases/{case_id}/ticket")
def read_case_ticket(case_id: str, principal: MayRead, session: SessionOf) -> TicketRead:
    """Show the ticket of a case exactly as the reporter sent it."""
    return TicketRead.model_validate(read_ticket(Repository(session, principal), case_id))
