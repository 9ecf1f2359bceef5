"""Lines that nobody can change unseen: each carries the SHA-256 of the line before it and of its own content.

Whoever edits, drops or swaps a line would have to make every later one anew; an exported last digest shows even that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

__all__ = ["CHAIN_START", "chained_sha256", "first_broken_link"]

CHAIN_START: Final = "0" * 64
"""What the first line of a chain is linked to."""


def chained_sha256(previous_sha256: str, content: Mapping[str, Any]) -> str:
    """Return the digest in hex of a line: SHA-256 over the digest of the line before it and its canonical JSON.

    Canonical means sorted keys, no spaces, UTF-8; ``content`` may hold texts, whole numbers, booleans, null, lists
    and mappings (times as ISO 8601 text).
    """
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(previous_sha256.encode("ascii") + canonical.encode("utf-8")).hexdigest()


def first_broken_link(lines: Iterable[tuple[Mapping[str, Any], str]]) -> int | None:
    """Return the index of the first line whose digest does not fit, or None; ``lines`` are pairs (content, digest) in
    their order.
    """
    previous = CHAIN_START
    for index, (content, sha256) in enumerate(lines):
        if chained_sha256(previous, content) != sha256:
            return index
        previous = sha256
    return None
