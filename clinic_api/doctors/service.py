"""Doctors: what the API says about them. How the matching sees them is in ``assignments.roster``."""

from __future__ import annotations

from typing import Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.doctors.models import Doctor
from clinic_api.doctors.schemas import DoctorRead
from clinic_api.errors import NotFound
from clinic_api.kit.ids import is_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from experts.rounds import instruments_for

__all__ = ["DoctorService", "carried_instruments"]


class DoctorService:
    """Reading doctors; they belong to the hospital, so whoever may read doctors may read all."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_page(self, page: PageParameters) -> Page[DoctorRead]:
        """Return the doctors, the newest first."""
        rows, next_cursor = fetch_page(self.session, select(Doctor), Doctor.id, page)
        return Page(items=[_read(row) for row in rows], next_cursor=next_cursor)

    def read(self, doctor_id: str) -> DoctorRead:
        """Return one doctor; raises `NotFound`."""
        doctor = self.session.get(Doctor, doctor_id) if is_id(doctor_id) else None
        if doctor is None:
            raise NotFound()
        return _read(doctor)


def carried_instruments(doctor: Doctor) -> tuple[str, ...]:
    """Return what a doctor can carry: what is written down, else what visits for the own specialties usually need."""
    if doctor.instruments is not None:
        return tuple(doctor.instruments)
    return instruments_for(tag for tag, grade in doctor.specialties.items() if grade > 0)


def _read(doctor: Doctor) -> DoctorRead:
    latitude_deg, longitude_deg = doctor.home_latitude_deg, doctor.home_longitude_deg
    return DoctorRead(
        id=doctor.id,
        name_en=doctor.name_en,
        name_zh=doctor.name_zh,
        title_en=doctor.title_en,
        title_zh=doctor.title_zh,
        employment=cast(Literal["staff", "contracted"], doctor.employment),
        departments=doctor.departments,
        specialties=doctor.specialties,
        category=doctor.category,
        languages=doctor.languages,
        capacity_minutes=doctor.capacity_minutes,
        load_minutes=doctor.base_load_minutes + doctor.assigned_minutes,
        home=None if latitude_deg is None or longitude_deg is None else [latitude_deg, longitude_deg],
        instruments=list(carried_instruments(doctor)),
    )
