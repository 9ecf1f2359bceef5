"""Who signed a report, in which version and why it was amended, and how the case ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from clinic_api.kit.fields import TextRead
from clinic_api.reports.gathering import CaseRows
from clinic_api.reports.schemas import ReportAmendment, ReportDischarge, ReportSignature, ReportStatus
from clinic_api.reports.words import REPORT_TEXTS
from clinic_api.treatments.models import Diagnosis
from clinic_api.treatments.words import WORDS

__all__ = ["amendments", "discharge", "signatures", "status"]


def status(rows: CaseRows) -> tuple[ReportStatus, TextRead]:
    """Return what the report counts as."""
    if rows.diagnoses:
        version = rows.diagnoses[-1].version
        name: ReportStatus = "final" if version == 1 else "amended"
        return name, TextRead.of(REPORT_TEXTS(f"status_{name}", version=version))
    if rows.examination is None:
        return "preliminary", TextRead.of(REPORT_TEXTS("status_unexamined"))
    key = "status_examined" if rows.examination_signatures else "status_preliminary"
    return "preliminary", TextRead.of(REPORT_TEXTS(key))


def signatures(rows: CaseRows) -> list[ReportSignature]:
    """Return who signed what counts now: the diagnosis, its co-signer, the examination."""
    return [*_of_diagnosis(rows), *_of_examination(rows)]


def _of_diagnosis(rows: CaseRows) -> Iterator[ReportSignature]:
    if not rows.diagnoses:
        return
    newest = rows.diagnoses[-1]
    for role, at_key in (("signer", "signed_at"), ("cosigner", "cosigned_at")):
        person = newest.document.get(role)
        if person is not None:
            doctor = rows.doctors.get(person["doctor_id"])
            yield ReportSignature(
                role="diagnosis" if role == "signer" else "cosigner",
                role_text=TextRead.of(REPORT_TEXTS("role_diagnosis" if role == "signer" else "role_cosigner")),
                name=_name(person),
                title=None if doctor is None else TextRead(en=doctor.title_en, zh=doctor.title_zh),
                category=person.get("category"),
                signed_at=newest.signed_at if role == "signer" else datetime.fromisoformat(person[at_key]),
                version=newest.version,
                sha256=newest.sha256 if role == "signer" else None,
            )


def _of_examination(rows: CaseRows) -> Iterator[ReportSignature]:
    if rows.examination_signatures:
        newest = rows.examination_signatures[-1]
        person = newest.document.get("signer")
        if person is not None:
            yield ReportSignature(
                role="examination",
                role_text=TextRead.of(REPORT_TEXTS("role_examination")),
                name=_name(person),
                title=TextRead.of(WORDS(newest.decision)),
                category=None,
                signed_at=newest.signed_at,
                version=newest.version,
                sha256=newest.sha256,
            )


def amendments(rows: CaseRows) -> list[ReportAmendment]:
    """Return why each later version replaced the one before, the newest first."""
    return [_amendment(row) for row in reversed(rows.diagnoses[1:])]


def _amendment(row: Diagnosis) -> ReportAmendment:
    return ReportAmendment(
        version=row.version,
        replaces=row.version - 1,
        signed_at=row.signed_at,
        signer=_name(row.document["signer"]),
        reason=row.document["reason"],
    )


def discharge(rows: CaseRows) -> ReportDischarge | None:
    """Return how the case ended."""
    row = rows.discharge
    if row is None:
        return None
    return ReportDischarge(
        at=row.discharged_at, outcome=row.outcome, outcome_text=TextRead.of(WORDS(row.outcome)), reason=row.reason
    )


def _name(person: Mapping[str, Any]) -> TextRead:
    return TextRead(en=person["name_en"], zh=person["name_zh"])
