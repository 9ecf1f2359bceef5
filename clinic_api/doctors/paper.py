"""What is kept of a doctor, as `experts` takes it: home, absences, certificates, instruments."""

from __future__ import annotations

from datetime import date, datetime

from clinic_api.doctors.models import Doctor
from experts.directory import Certificate
from experts.rounds import instruments_for

__all__ = ["absences_of", "carried_instruments", "certificates_of", "home_of"]


def home_of(doctor: Doctor) -> tuple[float, float] | None:
    """Return where a doctor lives, latitude and longitude in degrees; None where that is not known."""
    if doctor.home_latitude_deg is None or doctor.home_longitude_deg is None:
        return None
    return doctor.home_latitude_deg, doctor.home_longitude_deg


def absences_of(doctor: Doctor) -> tuple[tuple[datetime, datetime], ...]:
    """Return the times in which a doctor gets no cases."""
    return tuple((datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in doctor.unavailable)


def certificates_of(doctor: Doctor) -> tuple[Certificate, ...]:
    """Return the certificates that are kept of a doctor."""
    return tuple(
        Certificate(row["kind"], row["level"], date.fromisoformat(row["valid_until"]) if row["valid_until"] else None)
        for row in doctor.certificates
    )


def carried_instruments(doctor: Doctor) -> tuple[str, ...]:
    """Return what a doctor can carry: what is written down, else what visits for the own specialties usually need."""
    if doctor.instruments is not None:
        return tuple(doctor.instruments)
    return instruments_for(tag for tag, grade in doctor.specialties.items() if grade > 0)
