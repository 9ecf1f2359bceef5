"""What anyone may learn of an issued document from its code, its digest or its file: whether it is genuine, and
whether the case of a report has moved on since.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.health_records.models import IssuedDocument
from clinic_api.health_records.schemas import DocumentRead, VerifiedReport
from clinic_api.health_records.service import find_issued, signature_state
from clinic_api.reports.contents import report_of
from clinic_api.reports.issuing import facts_sha256
from clinic_api.settings import Settings

__all__ = ["verified"]


def verified(session: Session, settings: Settings, named: str) -> DocumentRead:
    """Return what is known of the document with this code or SHA-256; raises `NotFound` ``document_unknown``."""
    issued = find_issued(session, named)
    return DocumentRead.model_validate(
        {
            "genuine": True,
            "kind": issued.kind,
            "issued_at": issued.issued_at,
            "key_id": issued.key_id,
            "sha256": issued.sha256,
            "signature": signature_state(settings, issued),
            "report": None if issued.details is None else _report(session, issued, issued.details),
        }
    )


def _report(session: Session, issued: IssuedDocument, details: dict[str, object]) -> VerifiedReport:
    now = report_of(session, session.get_one(Case, issued.subject_id))
    if now.version != details["version"]:
        newest = "superseded"
    else:
        newest = "current" if facts_sha256(now) == details["facts_sha256"] else "moved_on"
    told = {name: value for name, value in details.items() if name != "facts_sha256"}
    return VerifiedReport.model_validate(told | {"newest": newest, "newest_version": now.version})
