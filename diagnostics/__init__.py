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

from diagnostics.errors import DiagnosticsError, MachineError, RecordingError
from diagnostics.examination import Examination
from diagnostics.examine import examine
from diagnostics.machine import Machine
from diagnostics.readers import read
from diagnostics.recording import Recording
from diagnostics.texts import Text

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
