"""Diagnosis of machines from recordings: a recording and a machine description give an examination, nothing else
goes in.

>>> import diagnostics as dx
>>> examination = dx.examine(dx.read("fan.wav"), dx.Machine.load("machine.yaml"))  # doctest: +SKIP
>>> examination.verdict  # doctest: +SKIP
'healthy'

Here belongs what can be said from signal and description alone. It knows no case, no factory, no database and no
network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnostics.errors import DiagnosticsError, MachineError, RecordingError
from diagnostics.machine import Machine
from diagnostics.readers import read
from diagnostics.recording import Recording
from diagnostics.texts import Text

if TYPE_CHECKING:
    from diagnostics.examination import Examination
    from diagnostics.examining import examine

__all__ = [
    "DiagnosticsError",
    "Examination",
    "Machine",
    "MachineError",
    "Recording",
    "RecordingError",
    "Text",
    "examine",
    "read",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load the examination when it is first asked for: who only reads a recording, as the sandbox does, stays
        small."""
        if name == "examine":
            from diagnostics.examining import examine

            return examine
        if name == "Examination":
            from diagnostics.examination import Examination

            return Examination
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
