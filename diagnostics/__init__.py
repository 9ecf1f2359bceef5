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

import importlib
from typing import TYPE_CHECKING

from diagnostics.errors import DiagnosticsError, MachineError, RecordingError
from diagnostics.machine import Machine
from diagnostics.readers import read
from diagnostics.recording import Recording
from diagnostics.texts import Text

if TYPE_CHECKING:
    from diagnostics import anomaly
    from diagnostics.anomaly.snapshots.baseline import Baseline
    from diagnostics.examination import Examination
    from diagnostics.examining import examine
    from diagnostics.features import FeatureTable, feature_table
    from diagnostics.series.reading import read_series
    from diagnostics.series.series import Series

__all__ = [
    "Baseline",
    "DiagnosticsError",
    "Examination",
    "FeatureTable",
    "Machine",
    "MachineError",
    "Recording",
    "RecordingError",
    "Series",
    "Text",
    "anomaly",
    "examine",
    "feature_table",
    "read",
    "read_series",
]

if not TYPE_CHECKING:
    _LATER = {
        "Baseline": "diagnostics.anomaly.snapshots.baseline",
        "FeatureTable": "diagnostics.features",
        "feature_table": "diagnostics.features",
        "Examination": "diagnostics.examination",
        "Series": "diagnostics.series.series",
        "examine": "diagnostics.examining",
        "read_series": "diagnostics.series.reading",
    }

    def __getattr__(name: str) -> object:
        """Load what examines when it is first asked for: who only reads a recording, as the sandbox does, stays
        small."""
        if name == "anomaly":
            return importlib.import_module("diagnostics.anomaly")
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(_LATER[name]), name)
