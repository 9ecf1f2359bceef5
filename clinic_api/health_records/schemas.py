"""What the routes of health records and issued documents give."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from clinic_api.kit.fields import TextRead

__all__ = ["DocumentRead", "HealthRecordRead", "SigningKeyRead", "VerifiedReport"]


class HealthRecordRead(BaseModel):
    """A machine's health record with what proves it."""

    record: dict[str, Any] = Field(description="the record, `health_record/2`")
    sha256: str = Field(description="of the record as JSON with sorted keys, without spaces, in UTF-8")
    signature: str = Field(description="base64 of the Ed25519 signature over the 64 ASCII characters of `sha256`")
    algorithm: Literal["Ed25519"]
    key_id: str = Field(description="which key signed; see GET /signing-key")
    verify_url: str


class SigningKeyRead(BaseModel):
    """The public key of what this hospital signs."""

    algorithm: Literal["Ed25519"]
    key_id: str
    public_key: str = Field(description="base64 of its 32 bytes (RFC 8032)")
    public_key_pem: str


class VerifiedReport(BaseModel):
    """What a report of a case says of itself, told to whoever has its code or its file."""

    case_number: str
    factory: TextRead
    machine: TextRead | None
    language: Literal["zh", "en", "both"]
    status: Literal["preliminary", "final", "amended"]
    status_text: TextRead
    version: int = Field(description="of the signed diagnosis; 0 for a report of an unsigned case")
    newest: Literal["current", "moved_on", "superseded"] = Field(
        description="`superseded`: a later version was signed; `moved_on`: something else happened in the case since"
    )
    newest_version: int


class DocumentRead(BaseModel):
    """A document that this hospital issued; of a health record, whose it is and what is in it is not told."""

    genuine: Literal[True]
    kind: Literal["health_record", "case_report"]
    issued_at: datetime
    key_id: str
    sha256: str = Field(description="of the record or, where a file was issued, of the file")
    signature: Literal["valid", "broken", "earlier_key"] = Field(
        description="whether the hospital's signature over `sha256` holds; it cannot tell of a key it no longer has"
    )
    report: VerifiedReport | None
