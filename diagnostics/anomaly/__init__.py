"""Different from before: what a machine's own healthy history says about what is measured now.

Here belong detectors and their calibration, baselines, alarms that do not chatter, and trends. Which fault it is, the
rules in `diagnostics.faults` say.

>>> import numpy as np
>>> from diagnostics import anomaly
>>> healthy = np.random.default_rng(1).standard_normal((600, 4))
>>> calibration = anomaly.ConformalCalibration().fit(anomaly.cross_fit_scores(anomaly.RobustMahalanobis, healthy))
>>> detector = anomaly.RobustMahalanobis().fit(healthy)
>>> bool(calibration.p_values(detector.score_samples([[0.0, 0.0, 7.0, 0.0]]))[0] < 0.01)
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from diagnostics.anomaly.alarms.figures import Activation, AlarmLoad, alarm_load
    from diagnostics.anomaly.alarms.rule import AlarmEvent, AlarmRule, AlarmState
    from diagnostics.anomaly.alarms.standing import Condition, StandingAlarm
    from diagnostics.anomaly.calibration.conformal import ConformalCalibration, cross_fit_scores
    from diagnostics.anomaly.detectors import (
        Cusum,
        Detector,
        Ewma,
        ExtremeValue,
        IsolationForest,
        PrincipalComponents,
        RobustMahalanobis,
        SequentialDetector,
        detector_from_json,
    )
    from diagnostics.anomaly.snapshots.baseline import Baseline
    from diagnostics.anomaly.snapshots.change import judge_change
    from diagnostics.anomaly.watching.level_shift import LevelShift
    from diagnostics.anomaly.watching.monitoring import Monitor, Monitoring, monitor

__all__ = [
    "Activation",
    "AlarmEvent",
    "AlarmLoad",
    "AlarmRule",
    "AlarmState",
    "Baseline",
    "Condition",
    "ConformalCalibration",
    "Cusum",
    "Detector",
    "Ewma",
    "ExtremeValue",
    "IsolationForest",
    "LevelShift",
    "Monitor",
    "Monitoring",
    "PrincipalComponents",
    "RobustMahalanobis",
    "SequentialDetector",
    "StandingAlarm",
    "alarm_load",
    "cross_fit_scores",
    "detector_from_json",
    "judge_change",
    "monitor",
]

if not TYPE_CHECKING:
    _HOMES: Final = {
        "alarms.figures": ("Activation", "AlarmLoad", "alarm_load"),
        "alarms.rule": ("AlarmEvent", "AlarmRule", "AlarmState"),
        "snapshots.baseline": ("Baseline",),
        "snapshots.change": ("judge_change",),
        "calibration.conformal": ("ConformalCalibration", "cross_fit_scores"),
        "watching.level_shift": ("LevelShift",),
        "watching.monitoring": ("Monitor", "Monitoring", "monitor"),
        "alarms.standing": ("Condition", "StandingAlarm"),
    }
    """Module each name is in; all others are detectors."""

    def __getattr__(name: str) -> object:
        """Load a part when it is first asked for: who reads one recording needs none of it."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = next((home for home, names in _HOMES.items() if name in names), "detectors")
        return getattr(import_module(f"{__name__}.{home}"), name)
