"""The doctor routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status

from clinic_api.doctors.filters import Wanted
from clinic_api.doctors.schemas import (
    AbsenceAnswer,
    AbsenceCreate,
    AbsenceMoment,
    DoctorCreate,
    DoctorRead,
    DoctorUpdate,
)
from clinic_api.doctors.service import DoctorService
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.rota.service import RotaService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/doctors", tags=["doctors"])

Reader = Annotated[Principal, Depends(requires(Permission.DOCTOR_READ))]
Writer = Annotated[Principal, Depends(requires(Permission.DOCTOR_WRITE))]
AbsenceWriter = Annotated[Principal, Depends(requires(Permission.ABSENCE_WRITE))]


@router.get("")
def list_doctors(page: Paging, wanted: Wanted, principal: Reader, session: SessionOf) -> Page[DoctorRead]:
    """List the doctors, the newest first."""
    return DoctorService(session, principal).list_page(page, wanted)


@router.post("", status_code=status.HTTP_201_CREATED)
def create_doctor(
    body: DoctorCreate, principal: Writer, session: SessionOf, response: Response, key: IdempotencyKey = None
) -> DoctorRead:
    """Add a doctor to the directory."""
    return _with_etag(response, DoctorService(session, principal).create(body, key=key))


@router.get("/{doctor_id}")
def read_doctor(doctor_id: str, principal: Reader, session: SessionOf, response: Response) -> DoctorRead:
    """Read one doctor; the version is the ETag."""
    return _with_etag(response, DoctorService(session, principal).read(doctor_id))


@router.patch("/{doctor_id}")
def update_doctor(
    doctor_id: str,
    body: DoctorUpdate,
    principal: Writer,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> DoctorRead:
    """Change a doctor; with If-Match only if nobody else has changed it since."""
    return _with_etag(response, DoctorService(session, principal).update(doctor_id, body, if_match=if_match))


@router.post("/{doctor_id}/absences")
def add_absence(
    doctor_id: str, body: AbsenceCreate, principal: AbsenceWriter, session: SessionOf, response: Response
) -> AbsenceAnswer:
    """Enter a time without cases; doctors enter their own. The answer tells which weeks on call it contradicts."""
    doctor = _with_etag(response, DoctorService(session, principal).add_absence(doctor_id, body))
    contradictions = RotaService(session, principal).contradictions_of(doctor_id)
    return AbsenceAnswer(doctor=doctor, contradictions=contradictions)


@router.delete("/{doctor_id}/absences")
def remove_absence(
    doctor_id: str,
    start: Annotated[AbsenceMoment, Query(description="when the absence begins")],
    principal: AbsenceWriter,
    session: SessionOf,
    response: Response,
) -> DoctorRead:
    """Take an absence back."""
    return _with_etag(response, DoctorService(session, principal).remove_absence(doctor_id, start))


def _with_etag(response: Response, doctor: DoctorRead) -> DoctorRead:
    set_etag(response, doctor.version)
    return doctor
