"""The message of a webhook, after Standard Webhooks 1.1 (https://www.standardwebhooks.com).

``webhook-id`` is the event's id and the same at every attempt, so that a receiver can tell a repeat; the signature is
HMAC-SHA256 over ``id.timestamp.body`` with each live secret, in base 64 after ``v1,``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from clinic_api.notifications.models import Event

__all__ = ["event_message", "signed_headers"]

_PREFIX: Final = "whsec_"


def event_message(event: Event) -> dict[str, Any]:
    """Return what is told of ``event``."""
    return {
        "type": event.kind,
        "timestamp": event.at.isoformat(),
        "data": {"event_id": event.id, "factory_id": event.factory_id, "case_id": event.case_id, **event.data},
    }


def signed_headers(message_id: str, at: datetime, body: bytes, secrets: Sequence[str]) -> Mapping[str, str]:
    """Return the headers of a message with one signature for each of ``secrets`` (``whsec_…``)."""
    timestamp = str(int(at.timestamp()))
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = " ".join(f"v1,{_signature(secret, signed)}" for secret in secrets)
    return {
        "Content-Type": "application/json",
        "User-Agent": "industrial-hospital",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signatures,
    }


def encoded(message: Mapping[str, Any]) -> bytes:
    """Return the bytes of a message, the same for the same message."""
    return json.dumps(message, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode("ascii")
