"""The sandbox in which the service reads strangers' files: one warm process for each worker process."""

from __future__ import annotations

import os
from functools import lru_cache

from diagnostics.errors import RecordingError
from diagnostics.sandbox import SERVICE_LARGEST_BYTES, Sandbox, SandboxMode

__all__ = ["refuse_to_start_without_sandbox", "service_sandbox"]


@lru_cache(maxsize=2)
def service_sandbox(mode: SandboxMode) -> Sandbox:
    """Return the sandbox of this process; its warm process starts with the first file."""
    return Sandbox(mode=mode, largest_bytes=SERVICE_LARGEST_BYTES)


def refuse_to_start_without_sandbox(mode: SandboxMode) -> None:
    """Stop the process with one line on stderr when files cannot be read in a closed sandbox here."""
    try:
        with Sandbox(mode=mode) as sandbox:
            sandbox.attempts()
    except RecordingError as open_sandbox:
        language = os.environ.get("LC_ALL") or os.environ.get("LANG", "")
        raise SystemExit(f"clinic: {open_sandbox.text.in_language(language)}") from None
