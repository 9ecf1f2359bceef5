"""The errors of `diagnostics`: a stable code for programs and one bilingual sentence for people.

The codes are the keys of ``errors.toml`` up to the first dot; ``recording_damaged.csv_row`` is one wording of
``recording_damaged``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text

__all__ = ["DiagnosticsError", "MachineError", "RecordingError", "machine_error", "recording_error"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("errors.toml"))


class DiagnosticsError(Exception):
    """Something is wrong with what was handed in; `code` is stable, `text` says what, where and what to do."""

    def __init__(self, code: str, text: Text) -> None:
        """Keep ``code`` (snake_case, stable) and ``text``; ``str()`` gives the English sentence."""
        super().__init__(code, text)
        self.code = code
        self.text = text

    def __str__(self) -> str:
        return self.text.en


class RecordingError(DiagnosticsError):
    """A recording cannot be read as it is."""


class MachineError(DiagnosticsError):
    """A machine description cannot be used as it is."""


def recording_error(key: str, /, **values: object) -> RecordingError:
    """Return the `RecordingError` worded by ``key`` of ``errors.toml``; its code is ``key`` up to the first dot."""
    return RecordingError(key.partition(".")[0], _TEXTS(key, **values))


def machine_error(key: str, /, **values: object) -> MachineError:
    """Return the `MachineError` worded by ``key`` of ``errors.toml``; its code is ``key`` up to the first dot."""
    return MachineError(key.partition(".")[0], _TEXTS(key, **values))


def error(key: str, /, **values: object) -> DiagnosticsError:
    """Return the `DiagnosticsError` worded by ``key`` of ``errors.toml``, for what is neither recording nor machine."""
    return DiagnosticsError(key.partition(".")[0], _TEXTS(key, **values))
