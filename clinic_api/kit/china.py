"""China's time: one zone, UTC+8 all the year."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Final

__all__ = ["CHINA"]

CHINA: Final = timezone(timedelta(hours=8))
