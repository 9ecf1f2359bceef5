"""Issuing health records: the same content is the same document, with one digest and one date, in either format."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.database import utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import NotFound
from clinic_api.health_records.contents import record_contents
from clinic_api.health_records.models import IssuedDocument
from clinic_api.health_records.schemas import HealthRecordRead, SigningKeyRead
from clinic_api.kit.ids import new_id
from clinic_api.kit.repository import Repository
from clinic_api.kit.secrets import signing_key, verify_signature
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue

__all__ = [
    "HEALTH_RECORD",
    "canonical_json",
    "find_issued",
    "issue_health_record",
    "record_texts",
    "signature_state",
    "signing_key_read",
]

record_texts: Final = Catalogue(Path(__file__).with_name("texts.toml"))
HEALTH_RECORD: Final = "health_record"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_CODE: Final = re.compile(r"[A-Z0-9]{16}")


def canonical_json(record: Mapping[str, Any]) -> bytes:
    """Return the bytes that are hashed: sorted keys, no spaces, UTF-8, numbers as Python writes them."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def issue_health_record(repository: Repository, settings: Settings, equipment_id: str) -> HealthRecordRead:
    """Return the signed record of a machine, and write down that it was issued; raises `NotFound`."""
    equipment = repository.get_visible(Equipment, equipment_id)
    contents = record_contents(repository, equipment)
    content_sha256 = _sha256(contents)
    issued = _issued_before(repository.session, settings, equipment.id, content_sha256)
    if issued is None:
        issued = _issue(repository, settings, equipment, contents, content_sha256)
    return HealthRecordRead(
        record=_dated(contents, issued.issued_at),
        sha256=issued.sha256,
        signature=issued.signature,
        algorithm="Ed25519",
        key_id=issued.key_id,
        verify_url=f"{settings.public_url}/verify/{issued.sha256}",
    )


def _issue(
    repository: Repository, settings: Settings, equipment: Equipment, contents: dict[str, Any], content_sha256: str
) -> IssuedDocument:
    at = utc_now()
    sha256 = _sha256(_dated(contents, at))
    issued = IssuedDocument(
        id=new_id("iss"),
        factory_id=equipment.factory_id,
        kind=HEALTH_RECORD,
        subject_id=equipment.id,
        sha256=sha256,
        content_sha256=content_sha256,
        issued_by_id=repository.principal.account_id,
        key_id=signing_key_read(settings).key_id,
        signature=base64.b64encode(signing_key(settings).sign(sha256.encode("ascii"))).decode("ascii"),
        issued_at=at,
    )
    repository.session.add(issued)
    repository.session.flush()
    return issued


def _issued_before(session: Session, settings: Settings, subject_id: str, content_sha256: str) -> IssuedDocument | None:
    """Return the document with the same content that was signed with the key of today."""
    return session.scalar(
        select(IssuedDocument)
        .where(
            IssuedDocument.kind == HEALTH_RECORD,
            IssuedDocument.subject_id == subject_id,
            IssuedDocument.content_sha256 == content_sha256,
            IssuedDocument.key_id == signing_key_read(settings).key_id,
        )
        .order_by(IssuedDocument.id)
        .limit(1)
    )


def _sha256(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_json(record)).hexdigest()


def _dated(contents: dict[str, Any], at: datetime) -> dict[str, Any]:
    return {**contents, "issued_at": at.isoformat()}


def find_issued(session: Session, named: str) -> IssuedDocument:
    """Return the document with this digest or code (however its letters are grouped); raises `NotFound`
    ``document_unknown``.
    """
    code = re.sub(r"[\s-]", "", named).upper()
    column = IssuedDocument.sha256 if _SHA256.fullmatch(named) else IssuedDocument.code
    is_name = _SHA256.fullmatch(named) or _CODE.fullmatch(code)
    wanted = named if column is IssuedDocument.sha256 else code
    row = session.scalar(select(IssuedDocument).where(column == wanted)) if is_name else None
    if row is None:
        raise NotFound("document_unknown", record_texts("document_unknown"))
    return row


def signature_state(settings: Settings, issued: IssuedDocument) -> Literal["valid", "broken", "earlier_key"]:
    """Tell whether the hospital's signature over the digest of ``issued`` holds."""
    if issued.key_id != signing_key_read(settings).key_id:
        return "earlier_key"
    signature = base64.b64decode(issued.signature)
    holds = verify_signature(signing_key(settings).public_key(), signature, issued.sha256.encode("ascii"))
    return "valid" if holds else "broken"


def signing_key_read(settings: Settings) -> SigningKeyRead:
    """Return the public half of the key that documents are signed with; ``key_id`` is the beginning of its SHA-256."""
    public: Ed25519PublicKey = signing_key(settings).public_key()
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")
    return SigningKeyRead(
        algorithm="Ed25519",
        key_id=hashlib.sha256(raw).hexdigest()[:16],
        public_key=base64.b64encode(raw).decode("ascii"),
        public_key_pem=pem,
    )
