"""The errors this package raises: each with a stable code and a text in both languages."""

from __future__ import annotations

from diagnostics.texts import Text

__all__ = ["ExpertsError", "InstanceError", "RecalibrationError"]


class ExpertsError(Exception):
    """Something the caller must change; ``code`` is stable, ``text`` says what is wrong, where and what to
    do.
    """

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text


class InstanceError(ExpertsError):
    """A matching instance that cannot be read or does not have the agreed form."""


class RecalibrationError(ExpertsError):
    """Confirmed cases from which no recalibration can be learned."""
