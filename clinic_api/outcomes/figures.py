"""Figures as the API shows them: never a number without its count, never a 0 where nothing was counted."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from clinic_api.kit.fields import TextRead
from clinic_api.outcomes.schemas import Figure
from diagnostics.texts import Catalogue
from experts.outcomes import BetaPosterior

__all__ = ["TEXTS", "counted", "estimated"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))

_DIGITS: Final = 4


def counted(value: float | None, count: int, *, absent: str) -> Figure:
    """Return a figure that was counted; ``absent`` is the key of the reason where ``value`` is None."""
    if value is None:
        return Figure(value=None, count=count, reason=TextRead.of(TEXTS(absent)))
    return Figure(value=round(value, _DIGITS), count=count)


def estimated(share: BetaPosterior, *, absent: str) -> Figure:
    """Return a share with its interval, or the reason ``absent`` where no case was judged."""
    if share.cases == 0:
        return counted(None, 0, absent=absent)
    low, high = share.interval
    return Figure(
        value=round(share.mean, _DIGITS), low=round(low, _DIGITS), high=round(high, _DIGITS), count=share.cases
    )
