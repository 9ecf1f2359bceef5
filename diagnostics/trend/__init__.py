"""Trend and prognosis of one measured quantity: robust slope, change points, time to a named limit with an interval.

Here belongs what can be said from a short history of a level (one value a day, a week, a visit). Rows of many sensors
a second belong to `diagnostics.anomaly`.
"""

from __future__ import annotations

from diagnostics.trend.assessment import Trend, assess_trend
from diagnostics.trend.change_points import Change, change_points
from diagnostics.trend.history import History
from diagnostics.trend.prognosis import Limit, Prognosis, predict
from diagnostics.trend.slope import Slope, robust_slope

__all__ = [
    "Change",
    "History",
    "Limit",
    "Prognosis",
    "Slope",
    "Trend",
    "assess_trend",
    "change_points",
    "predict",
    "robust_slope",
]
