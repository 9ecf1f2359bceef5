"""A doctor's certificates and instruments as `experts` takes them."""

from __future__ import annotations

from datetime import date

from clinic_api.doctors.models import Doctor
from experts.directory import Certificate
from experts.rounds import instruments_for

__all__ = ["carried_instruments", "certificates_of"]


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
