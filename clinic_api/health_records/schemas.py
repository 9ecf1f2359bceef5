"""What the routes of health records and issued documents give."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

__all__ = ["DocumentRead", "HealthRecordRead", "SigningKeyRead"]


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


class DocumentRead(BaseModel):
    """A document that this hospital issued; whose and what is in it is not told."""

    genuine: Literal[True]
    kind: str = Field(examples=["health_record"])
    issued_at: datetime
    key_id: str
