"""The directory: departments, specialties and certificates as data, the doctors, and the invented people of the demo.

Belongs here: what is known about a doctor beforehand. Does not belong here: when they work (`experts.rota`) and what
their cases have shown (`experts.outcomes`). Departments are those of the fault vocabulary.
"""

from diagnostics.vocabulary import DEPARTMENTS
from experts.directory.certificates import (
    CERTIFICATES,
    Certificate,
    CertificateKind,
    certificate_name,
    needs_certificate,
    usable_grades,
)
from experts.directory.doctor import Doctor
from experts.directory.specialties import (
    SPECIALTIES,
    Specialty,
    department_name,
    specialties_for_fault,
    specialties_for_kind,
    specialty_name,
)

__all__ = [
    "CERTIFICATES",
    "DEPARTMENTS",
    "SPECIALTIES",
    "Certificate",
    "CertificateKind",
    "Doctor",
    "Specialty",
    "certificate_name",
    "department_name",
    "needs_certificate",
    "specialties_for_fault",
    "specialties_for_kind",
    "specialty_name",
    "usable_grades",
]
