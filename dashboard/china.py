"""The hospital's days and hours are those of China, wherever the service runs and whoever reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["CHINA", "today"]

CHINA: Final = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """Return the day it is in China."""
    return datetime.now(CHINA).date()
