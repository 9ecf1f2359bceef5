"""Where the real recordings lie, and the mark for tests that need them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("HOSPITAL_SHARED", Path(__file__).resolve().parents[2] / "shared"))

needs_shared = pytest.mark.skipif(
    not (SHARED / "benchmark" / "cases.jsonl").is_file(),
    reason=f"the real recordings are not there ({SHARED}); set HOSPITAL_SHARED to their folder",
)
