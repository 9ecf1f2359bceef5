"""What a panel's opinions come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["AMENDING", "VERDICTS", "agreed_verdict"]

VERDICTS: Final = ("opinion_right", "doctor_right", "both_partly", "cannot_tell")
"""What a member, and in the end the review, may say."""
AMENDING: Final = frozenset({"opinion_right", "both_partly"})
"""Verdicts after which the diagnosis should be amended."""
_PANEL: Final = 2
"""Members who must have spoken: one alone would be a second opinion, which decides nothing between two others."""


def agreed_verdict(verdicts: Sequence[str | None]) -> str | None:
    """Return what all members say; None while one (None) has not spoken, there are fewer than two, they differ, or they
    agree only in that they cannot tell.
    """
    said = set(verdicts)
    if len(verdicts) < _PANEL or len(said) != 1:
        return None
    (verdict,) = said
    return None if verdict == "cannot_tell" else verdict
