"""Passwords: argon2id with the parameters of the settings (default 64 MiB, t = 3, p = 1; RFC 9106 §4 asks no less)."""

from __future__ import annotations

import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from clinic_api.settings import Settings

__all__ = ["MIN_PASSWORD_LENGTH", "Passwords"]

MIN_PASSWORD_LENGTH = 12
_AT_ONCE = threading.BoundedSemaphore(4)  # a hundred logins at once would take 6 GiB at 64 MiB each


class Passwords:
    """Hashes and verifies; an unknown account costs as much time as a known one."""

    def __init__(self, settings: Settings) -> None:
        self._hasher = PasswordHasher(
            time_cost=settings.argon2_time_cost,
            memory_cost=settings.argon2_memory_kib,
            parallelism=settings.argon2_parallelism,
        )

    def hash(self, password: str) -> str:
        """Return the argon2id hash of ``password`` with a new salt."""
        with _AT_ONCE:
            return self._hasher.hash(password)

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Tell whether ``password`` fits; without a hash (no such account) do the same work and say no."""
        with _AT_ONCE:
            try:
                self._hasher.verify(password_hash or _nobodys_hash(self._hasher), password)
            except (VerificationError, InvalidHashError):
                return False
        return password_hash is not None

    def needs_rehash(self, password_hash: str) -> bool:
        """Tell whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)


@lru_cache(maxsize=8)
def _nobodys_hash(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody has this password")
