"""The directory of doctors: who they are, what counts of it today, and their absences. How the matching sees them is in
``assignments.roster``.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.database import database_now
from clinic_api.doctors.filters import DoctorFilter
from clinic_api.doctors.models import Doctor
from clinic_api.doctors.paper import absences_of, carried_instruments, certificates_of, home_of
from clinic_api.doctors.schemas import (
    AbsenceCreate,
    AbsenceRead,
    CertificateRead,
    DoctorCreate,
    DoctorRead,
    DoctorUpdate,
)
from clinic_api.errors import Forbidden, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.versions import refuse_outdated
from clinic_api.rota.duty import Duty, hours_of
from diagnostics.texts import Catalogue
from experts.directory import CERTIFICATES, DEPARTMENTS, SPECIALTIES, Certificate, certificate_name, usable_grades
from experts.rota import RotaError, read_hours
from experts.rounds import INSTRUMENTS

__all__ = ["DoctorService"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_NULLABLE: Final = frozenset(
    {"home_latitude_deg", "home_longitude_deg", "travel_limit_km", "weekly_hours", "instruments"}
)
_EXPIRES_SOON: Final = timedelta(days=60)
"""Time to book an examination: certificates are renewed in courses of some weeks."""
_MOST_ABSENCES: Final = 100


class DoctorService:
    """Doctors belong to the hospital: whoever may read doctors may read all, and a doctor enters the own absences."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._principal = principal

    def list_page(self, page: PageParameters, wanted: DoctorFilter) -> Page[DoctorRead]:
        """Return the doctors that are ``wanted``, the newest first."""
        duty = self._duty()
        rows, next_cursor = fetch_page(self._session, select(Doctor).where(*wanted.conditions(duty)), Doctor.id, page)
        return Page(items=[self._shown(row, duty) for row in rows], next_cursor=next_cursor)

    def read(self, doctor_id: str) -> DoctorRead:
        """Return one doctor; raises `NotFound`."""
        return self._shown(self._get(doctor_id), self._duty())

    def create(self, body: DoctorCreate, *, key: str | None = None) -> DoctorRead:
        """Write a doctor, once for an Idempotency-Key; raises `Invalid` naming what is not known."""

        def write() -> DoctorRead:
            self._check(body)
            doctor = Doctor(id=new_id("doc"), **body.model_dump(mode="json"))
            self._session.add(doctor)
            self._session.flush()
            self._session.refresh(doctor)
            return self._shown(doctor, self._duty())

        return create_once(
            self._session,
            self._principal,
            key=key,
            operation="create_doctor",
            request=body,
            answer_type=DoctorRead,
            create=write,
        )

    def update(self, doctor_id: str, body: DoctorUpdate, *, if_match: str | None) -> DoctorRead:
        """Change a doctor; raises `NotFound`, `PreconditionFailed` or `Invalid`."""
        doctor = self._get(doctor_id, for_update=True)
        refuse_outdated(if_match, doctor.version)
        self._check(body)
        for name, value in body.model_dump(mode="json", exclude_unset=True).items():
            if value is not None or name in _NULLABLE:
                setattr(doctor, name, value)
        return self._written(doctor)

    def add_absence(self, doctor_id: str, body: AbsenceCreate) -> DoctorRead:
        """Enter a time without cases; one that touches another becomes one with it. Asked again it changes nothing."""
        doctor = self._own(doctor_id)
        if body.end <= body.start:
            raise Invalid("absence_reversed", _TEXTS("absence_reversed"))
        doctor.unavailable = _merged([*absences_of(doctor), (body.start.astimezone(UTC), body.end.astimezone(UTC))])
        if len(doctor.unavailable) > _MOST_ABSENCES:
            raise Invalid("absences_too_many", _TEXTS("absences_too_many", most=_MOST_ABSENCES))
        return self._written(doctor)

    def remove_absence(self, doctor_id: str, start: datetime) -> DoctorRead:
        """Take back the absence that begins at ``start``; raises `NotFound` ``absence_not_found``."""
        doctor = self._own(doctor_id)
        kept = [absence for absence in absences_of(doctor) if absence[0] != start]
        if len(kept) == len(doctor.unavailable):
            raise NotFound("absence_not_found", _TEXTS("absence_not_found"))
        doctor.unavailable = _merged(kept)
        return self._written(doctor)

    def _own(self, doctor_id: str) -> Doctor:
        if self._principal.role is Role.DOCTOR and self._principal.doctor_id != doctor_id:
            raise Forbidden("absence_of_another", _TEXTS("absence_of_another"))
        return self._get(doctor_id, for_update=True)

    def _get(self, doctor_id: str, *, for_update: bool = False) -> Doctor:
        statement = select(Doctor).where(Doctor.id == doctor_id).execution_options(populate_existing=for_update)
        if for_update:
            statement = statement.with_for_update()
        doctor = self._session.scalars(statement).one_or_none() if is_id(doctor_id, "doc") else None
        if doctor is None:
            raise NotFound()
        return doctor

    def _written(self, doctor: Doctor) -> DoctorRead:
        self._session.flush()
        return self._shown(doctor, self._duty())

    def _shown(self, doctor: Doctor, duty: Duty) -> DoctorRead:
        """Return a doctor as the principal may see one: whom another doctor must not treat is not everybody's."""
        shown = _read(doctor, duty)
        if self._principal.is_staff or self._principal.doctor_id == doctor.id:
            return shown
        return shown.model_copy(update={"conflicts": None})

    def _duty(self) -> Duty:
        return Duty(self._session, database_now(self._session))

    def _check(self, body: DoctorCreate | DoctorUpdate) -> None:
        """Refuse what no list knows, with the nearest that it does, and hours that contradict themselves."""
        _refuse_unknown("department_unknown", body.departments or (), DEPARTMENTS)
        _refuse_unknown("specialty_unknown", body.specialties or (), SPECIALTIES)
        _refuse_unknown("instrument_unknown", body.instruments or (), INSTRUMENTS)
        _refuse_unknown("certificate_unknown", [each.kind for each in body.certificates or ()], CERTIFICATES)
        for each in body.certificates or ():
            levels = CERTIFICATES[each.kind].levels
            if each.level > levels:
                values = {"name": certificate_name(each.kind), "level": each.level, "levels": levels}
                raise Invalid("certificate_level_unknown", _TEXTS("certificate_level_unknown", **values))
        if body.weekly_hours is not None:
            try:
                read_hours(body.weekly_hours)
            except RotaError as problem:
                raise Invalid(problem.code, problem.text) from None
        conflicts = set(body.conflicts or ())
        found = set(self._session.scalars(select(Factory.id).where(Factory.id.in_(conflicts))))
        if unknown := sorted(conflicts - found):
            raise Invalid("conflict_factory_unknown", _TEXTS("conflict_factory_unknown", factory=unknown[0]))


def _refuse_unknown(code: str, given: Iterable[str], known: Collection[str]) -> None:
    for word in given:
        if word not in known:
            near = difflib.get_close_matches(word, known, n=1) or sorted(known)
            raise Invalid(code, _TEXTS(code, word=word, near=", ".join(near)))


def _merged(absences: Iterable[tuple[datetime, datetime]]) -> list[Any]:
    """Return the times in their order, those that touch put together, as they are kept."""
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(absences):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [[start.isoformat(), end.isoformat()] for start, end in merged]


def _read(doctor: Doctor, duty: Duty) -> DoctorRead:
    home = home_of(doctor)
    certificates, today = certificates_of(doctor), duty.moment.date()
    return DoctorRead(
        id=doctor.id,
        name_en=doctor.name_en,
        name_zh=doctor.name_zh,
        title_en=doctor.title_en,
        title_zh=doctor.title_zh,
        employment=cast(Literal["staff", "contracted"], doctor.employment),
        departments=doctor.departments,
        specialties=doctor.specialties,
        without_certificate=list(usable_grades(doctor.specialties, certificates, on=today)[1]),
        category=doctor.category,
        languages=doctor.languages,
        capacity_minutes=doctor.capacity_minutes,
        load_minutes=doctor.base_load_minutes + doctor.assigned_minutes,
        home=None if home is None else list(home),
        region=TextRead(en=doctor.region_en, zh=doctor.region_zh),
        travel_limit_km=doctor.travel_limit_km,
        certificates=[_certificate(each, today) for each in certificates],
        weekly_hours=hours_of(doctor).to_json(),
        absences=[AbsenceRead(start=start, end=end) for start, end in absences_of(doctor)],
        conflicts=doctor.conflicts,
        at_work=duty.is_at_work(doctor),
        on_call_for=duty.departments_on_call(doctor.id),
        instruments=list(carried_instruments(doctor)),
        in_service=doctor.in_service,
        version=doctor.version,
    )


def _certificate(certificate: Certificate, today: date) -> CertificateRead:
    until = certificate.valid_until
    state: Literal["valid", "expires_soon", "expired"] = "valid"
    if until is not None and not certificate.is_valid_on(today):
        state = "expired"
    elif until is not None and until - today <= _EXPIRES_SOON:
        state = "expires_soon"
    return CertificateRead(
        kind=certificate.kind,
        name=TextRead.of(certificate_name(certificate.kind)),
        level=certificate.level,
        valid_until=until,
        state=state,
    )
