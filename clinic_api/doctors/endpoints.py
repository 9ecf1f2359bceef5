"""The doctor routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from clinic_api.doctors.schemas import DoctorRead
from clinic_api.doctors.service import DoctorService
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/doctors", tags=["doctors"])

Reader = Annotated[Principal, Depends(requires(Permission.DOCTOR_READ))]


@router.get("")
def list_doctors(page: Paging, principal: Reader, session: SessionOf) -> Page[DoctorRead]:
    """List the doctors, the newest first."""
    return DoctorService(session).list_page(page)


@router.get("/{doctor_id}")
def read_doctor(doctor_id: str, principal: Reader, session: SessionOf) -> DoctorRead:
    """Read one doctor."""
    return DoctorService(session).read(doctor_id)
