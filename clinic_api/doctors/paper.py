"""A doctor's certificates as `experts.directory` takes them."""

from __future__ import annotations

from datetime import date

from clinic_api.doctors.models import Doctor
from experts.directory import Certificate

__all__ = ["certificates_of"]


def certificates_of(doctor: Doctor) -> tuple[Certificate, ...]:
    """Return the certificates that are kept of a doctor."""
    return tuple(
        Certificate(row["kind"], row["level"], date.fromisoformat(row["valid_until"]) if row["valid_until"] else None)
        for row in doctor.certificates
    )
