"""Addresses and secrets of endpoints, encrypted at rest (Fernet with a key of the hospital's secret)."""

from __future__ import annotations

import base64
import secrets
from typing import Final

from cryptography.fernet import Fernet

from clinic_api.kit.secrets import derived_key
from clinic_api.settings import Settings

__all__ = ["Safe", "new_webhook_secret"]

_SECRET_BYTES: Final = 32
_PREFIX: Final = "whsec_"


class Safe:
    """Encrypts and decrypts for one hospital."""

    def __init__(self, settings: Settings) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(derived_key(settings, "endpoints")))

    def lock(self, text: str) -> str:
        """Return ``text`` encrypted."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def unlock(self, encrypted: str) -> str:
        """Return what was encrypted; raises ``cryptography.fernet.InvalidToken`` under another hospital's secret."""
        return self._fernet.decrypt(encrypted.encode("ascii")).decode()


def new_webhook_secret() -> str:
    """Return a new secret as Standard Webhooks writes it: ``whsec_`` and 256 bits in base 64."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode("ascii")
