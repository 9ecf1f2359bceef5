"""The hospital's one secret, and the keys made from it, one for each purpose.

The secret is the setting ``secret_key``, or the file ``secret.key`` in the data folder, made at the first start. Keys
come from it by HKDF-SHA256 (RFC 5869) with the purpose as its info, so that one key tells nothing of another.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from clinic_api.settings import Settings

__all__ = ["derived_key", "signing_key", "token_of", "verify_signature"]

_KEY_BYTES: Final = 32
_FILE: Final = "secret.key"


def derived_key(settings: Settings, purpose: str) -> bytes:
    """Return the 32 bytes that stand for ``purpose`` in this hospital."""
    secret = settings.secret_key.get_secret_value().encode() if settings.secret_key else _kept_secret(settings.data_dir)
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def token_of(settings: Settings, purpose: str, subject: str, *, characters: int = 26) -> str:
    """Return the token that ``subject`` has for ``purpose``: the same each time, and not to be guessed.

    5 bits a character (RFC 4648 base 32, lower case) of HMAC-SHA256 with the purpose's key; at most 51 characters.
    """
    digest = hmac.digest(derived_key(settings, purpose), subject.encode(), hashlib.sha256)
    return base64.b32encode(digest).decode("ascii").lower().rstrip("=")[:characters]


def signing_key(settings: Settings) -> Ed25519PrivateKey:
    """Return the key (Ed25519, RFC 8032) with which this hospital signs what it hands out."""
    return Ed25519PrivateKey.from_private_bytes(derived_key(settings, "signing"))


def verify_signature(public_key: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    """Tell whether ``signature`` was made over ``content`` by the owner of ``public_key``."""
    from cryptography.exceptions import InvalidSignature

    with contextlib.suppress(InvalidSignature):
        public_key.verify(signature, content)
        return True
    return False


@lru_cache(maxsize=8)
def _kept_secret(data_dir: Path) -> bytes:
    """Read the secret of ``data_dir``, or make it once, however many processes start at the same time."""
    path = data_dir / _FILE
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = data_dir / f".{_FILE}.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_bytes()
