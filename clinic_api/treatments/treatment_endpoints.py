"""Routes of what follows the diagnosis: prescription, follow-up, confirmed findings, satisfaction, discharge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Response, status

from clinic_api.cases.models import Case
from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.treatments.access import TreatmentRepository
from clinic_api.treatments.closing import ClosingService
from clinic_api.treatments.fields import GiveReason
from clinic_api.treatments.follow_up import FollowUpService
from clinic_api.treatments.outcome_schemas import (
    CalibrationRow,
    ConfirmedFindingRead,
    ConfirmedFindingTell,
    DischargeCase,
    FollowUpMeasure,
    MeasurementRead,
    SatisfactionRead,
    SatisfactionTell,
)
from clinic_api.treatments.outcomes import OutcomeService
from clinic_api.treatments.overview import treatment_read
from clinic_api.treatments.overview_schemas import TreatmentRead
from clinic_api.treatments.prescription_schemas import (
    FinishTreatment,
    ItemResult,
    ItemWithdraw,
    Prescribe,
    PrescriptionItemRead,
    PrescriptionRead,
)
from clinic_api.treatments.prescriptions import PrescriptionService

__all__ = ["router"]

router = APIRouter()

MayPrescribe = Annotated[Principal, Depends(requires(Permission.TREATMENT_PRESCRIBE))]
MayRecord = Annotated[Principal, Depends(requires(Permission.TREATMENT_RECORD))]
MayDecline = Annotated[Principal, Depends(requires(Permission.TREATMENT_DECLINE))]
MayMeasure = Annotated[Principal, Depends(requires(Permission.FOLLOW_UP_MEASURE))]
MayConfirm = Annotated[Principal, Depends(requires(Permission.FINDING_CONFIRM))]
MayCalibrate = Annotated[Principal, Depends(requires(Permission.CALIBRATION_READ))]
MayTell = Annotated[Principal, Depends(requires(Permission.SATISFACTION_TELL))]
MayDischarge = Annotated[Principal, Depends(requires(Permission.CASE_DISCHARGE))]


def _led_on(
    repository: TreatmentRepository, response: Response, lead: Callable[[TreatmentRepository], Case]
) -> TreatmentRead:
    """Lead a case on and show its treatment afterwards."""
    treatment = treatment_read(repository, lead(repository))
    set_etag(response, treatment.case_version)
    return treatment


@router.post("/cases/{case_id}/prescription-items", status_code=status.HTTP_201_CREATED)
def prescribe(
    case_id: str,
    body: Prescribe,
    principal: MayPrescribe,
    session: SessionOf,
    idempotency_key: IdempotencyKey = None,
) -> PrescriptionRead:
    """Add items to the prescription; the answer has all items of the case."""
    service = PrescriptionService(TreatmentRepository(session, principal))
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"prescribe {case_id}",
        request=body,
        answer_type=PrescriptionRead,
        create=lambda: service.prescribe(case_id, body),
    )


@router.post("/prescription-items/{item_id}/result")
def tell_item_result(
    item_id: str,
    body: ItemResult,
    principal: MayRecord,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> PrescriptionItemRead:
    """Say what became of an item; the first result begins the treatment (``If-Match``: the item's version)."""
    item = PrescriptionService(TreatmentRepository(session, principal)).tell_result(item_id, body, if_match=if_match)
    set_etag(response, item.version)
    return item


@router.post("/prescription-items/{item_id}/withdrawal")
def withdraw_item(
    item_id: str,
    body: ItemWithdraw,
    principal: MayPrescribe,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> PrescriptionItemRead:
    """Take back an open item, with the reason (``If-Match``: the item's version)."""
    item = PrescriptionService(TreatmentRepository(session, principal)).withdraw(item_id, body, if_match=if_match)
    set_etag(response, item.version)
    return item


@router.post("/cases/{case_id}/treatment/begin")
def begin_treatment(
    case_id: str, principal: MayRecord, session: SessionOf, response: Response, if_match: IfMatch = None
) -> TreatmentRead:
    """Begin the treatment (``If-Match``: the case's version)."""
    repository = TreatmentRepository(session, principal)
    return _led_on(repository, response, lambda r: PrescriptionService(r).begin(case_id, if_match=if_match))


@router.post("/cases/{case_id}/treatment/finish")
def finish_treatment(
    case_id: str,
    body: FinishTreatment,
    principal: MayRecord,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> TreatmentRead:
    """Finish the treatment once every item is closed; a date for the follow-up is set."""
    repository = TreatmentRepository(session, principal)
    return _led_on(repository, response, lambda r: PrescriptionService(r).finish(case_id, body, if_match=if_match))


@router.post("/cases/{case_id}/treatment/decline")
def decline_treatment(
    case_id: str,
    body: GiveReason,
    principal: MayDecline,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> TreatmentRead:
    """End a treatment that the factory does not want, with its reason."""
    repository = TreatmentRepository(session, principal)
    return _led_on(repository, response, lambda r: PrescriptionService(r).decline(case_id, body, if_match=if_match))


@router.post("/cases/{case_id}/follow-up/measurements", status_code=status.HTTP_201_CREATED)
def add_follow_up_measurement(
    case_id: str,
    body: FollowUpMeasure,
    principal: MayMeasure,
    session: SessionOf,
    settings: SettingsOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
    idempotency_key: IdempotencyKey = None,
) -> MeasurementRead:
    """Take a recording made after treatment; it is examined and compared with the first one."""
    service = FollowUpService(TreatmentRepository(session, principal))

    def create() -> MeasurementRead:
        measurement, job_id = service.add_measurement(case_id, body, max_attempts=settings.job_max_attempts)
        background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
        return measurement

    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"add_follow_up_measurement {case_id}",
        request=body,
        answer_type=MeasurementRead,
        create=create,
    )


@router.post("/cases/{case_id}/confirmed-findings", status_code=status.HTTP_201_CREATED)
def tell_confirmed_finding(
    case_id: str,
    body: ConfirmedFindingTell,
    principal: MayConfirm,
    session: SessionOf,
    idempotency_key: IdempotencyKey = None,
) -> ConfirmedFindingRead:
    """Say what was really found; of several lines about one finding the newest counts."""
    service = OutcomeService(TreatmentRepository(session, principal))
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"tell_confirmed_finding {case_id}",
        request=body,
        answer_type=ConfirmedFindingRead,
        create=lambda: service.tell(case_id, body),
    )


@router.get("/calibration")
def list_calibration(principal: MayCalibrate, session: SessionOf, page: Paging) -> Page[CalibrationRow]:
    """List predicted probabilities beside what was found, each finding once, the newest first."""
    return OutcomeService(TreatmentRepository(session, principal)).calibration(page)


@router.post("/cases/{case_id}/satisfaction", status_code=status.HTTP_201_CREATED)
def tell_satisfaction(
    case_id: str,
    body: SatisfactionTell,
    principal: MayTell,
    session: SessionOf,
    idempotency_key: IdempotencyKey = None,
) -> SatisfactionRead:
    """Say how content the factory is, once for a case."""
    service = ClosingService(TreatmentRepository(session, principal))
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"tell_satisfaction {case_id}",
        request=body,
        answer_type=SatisfactionRead,
        create=lambda: service.tell_satisfaction(case_id, body),
    )


@router.post("/cases/{case_id}/discharge")
def discharge_case(
    case_id: str,
    body: DischargeCase,
    principal: MayDischarge,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> TreatmentRead:
    """Discharge a treated case: the follow-up shows the outcome, or a reason is stated."""
    repository = TreatmentRepository(session, principal)
    return _led_on(repository, response, lambda r: ClosingService(r).discharge(case_id, body, if_match=if_match))


@router.post("/cases/{case_id}/discharge-untreated")
def discharge_untreated(
    case_id: str,
    body: GiveReason,
    principal: MayDischarge,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> TreatmentRead:
    """Discharge a diagnosed case in which nothing is to be treated, with the reason."""
    repository = TreatmentRepository(session, principal)

    def lead(r: TreatmentRepository) -> Case:
        return ClosingService(r).discharge_untreated(case_id, body, if_match=if_match)

    return _led_on(repository, response, lead)
