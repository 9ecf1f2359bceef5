"""Who may sign what, and how a signed version is sealed: chained to the version before, signed by the hospital."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from clinic_api.kit.hash_chain import CHAIN_START, chained_sha256
from clinic_api.kit.secrets import signing_key, verify_signature
from clinic_api.settings import Settings

__all__ = ["ChainState", "Seal", "SealedRow", "check_chain", "needed_category", "seal"]

_SEVERITIES: Final = ("slight", "moderate", "severe", "critical")


def _load_rule() -> tuple[dict[int, int], dict[str, int]]:
    """Return the needed category by urgency and by severity; raises ``ValueError`` for a table with a gap."""
    table = tomllib.loads(Path(__file__).with_name("signing.toml").read_text(encoding="utf-8"))
    by_urgency = {int(level): int(category) for level, category in table["urgency"].items()}
    by_severity = {str(level): int(category) for level, category in table["severity"].items()}
    figures = {*by_urgency.values(), *by_severity.values()}
    if set(by_urgency) != {1, 2, 3, 4, 5} or set(by_severity) != set(_SEVERITIES) or not figures <= {1, 2, 3, 4}:
        raise ValueError("signing.toml: every urgency and severity needs a category from 1 to 4")
    return by_urgency, by_severity


_BY_URGENCY, _BY_SEVERITY = _load_rule()


def needed_category(urgency: int, severities: Iterable[str]) -> int:
    """Return the least category (1 … 4) that may sign alone for ``urgency`` 1 … 5 and these severities."""
    return max([_BY_URGENCY[urgency], *(_BY_SEVERITY[severity] for severity in severities)])


@dataclass(frozen=True)
class Seal:
    """What makes a version tamper-evident; digests, key and signature in hex."""

    previous_sha256: str
    sha256: str
    public_key: str
    signature: str


class SealedRow(Protocol):
    """A kept version: `treatments.models.Diagnosis` or `ExaminationSignature`."""

    version: Any
    document: Any
    previous_sha256: Any
    sha256: Any
    public_key: Any
    signature: Any


@dataclass(frozen=True)
class ChainState:
    """Whether all versions are as they were signed by this hospital, else the first that is not."""

    valid: bool
    broken_version: int | None
    head_sha256: str


def seal(settings: Settings, previous: SealedRow | None, document: Mapping[str, Any]) -> Seal:
    """Return the seal of ``document`` after the version ``previous`` (None: the first)."""
    previous_sha256 = CHAIN_START if previous is None else str(previous.sha256)
    sha256 = chained_sha256(previous_sha256, document)
    key = signing_key(settings)
    return Seal(previous_sha256, sha256, _public_hex(key), key.sign(sha256.encode("ascii")).hex())


def check_chain(settings: Settings, rows: Sequence[SealedRow]) -> ChainState:
    """Check the versions ``rows`` in their order: numbering, digests, links and this hospital's signatures."""
    key = signing_key(settings)
    own_key = _public_hex(key)
    head = CHAIN_START
    for number, row in enumerate(rows, start=1):
        whole = (
            row.version == number
            and row.document["version"] == number
            and row.previous_sha256 == head
            and chained_sha256(head, row.document) == row.sha256
            and row.public_key == own_key
            and verify_signature(key.public_key(), bytes.fromhex(row.signature), row.sha256.encode("ascii"))
        )
        if not whole:
            return ChainState(False, number, head)
        head = row.sha256
    return ChainState(True, None, head)


def _public_hex(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
