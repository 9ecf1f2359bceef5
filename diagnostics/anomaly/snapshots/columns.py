"""The features that a baseline compares, as columns of numbers whose differences mean the same everywhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.watching.unit_change import FACTORS
from diagnostics.features import Feature, FeatureTable

__all__ = ["Columns"]

VIBRATION_FACTORS: Final = (9.80665, 10.0, 25.4, 100.0, 1000.0, 2.0**0.5, 2.0 * 2.0**0.5)
"""g and m/s², inch and mm, steps of ten, RMS, peak and peak to peak (rulebook §7, scale)."""
LEAST_FEATURES: Final = 3
"""Levels of a channel that have to agree on one factor (a convention)."""
MEAN_AGREES: Final = 0.02
SCATTER_AGREES: Final = 0.05
"""Relative deviation of the median of the ratios from a factor, and of most ratios from their median (a convention:
instruments are read to a per cent or two)."""
AGREEING_SHARE: Final = 0.8
SAME_SHAPE: Final = 6.0
"""Standard deviations within which what has no unit (crest factor, kurtosis, envelope lines) has to stay."""
PROCESS_SPREADS: Final = 10.0
"""Standard deviations from which a process value is asked whether it is in another unit."""
PROCESS_REPEATABILITY: Final = 0.005
"""Of transmitters, relative: below the smallest deadband of EEMUA 191, 1 % for temperatures (rulebook §5)."""
DB_TO_LN: Final = math.log(10.0) / 20.0

_Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Columns:
    """One column for each feature: logarithms where ratios count, else the values as they are."""

    features: tuple[Feature, ...]
    """Their values mean nothing here."""

    @classmethod
    def common(cls, tables: Sequence[FeatureTable]) -> Columns:
        """Return the judged features that all ``tables`` have. The current is left out where it is the load."""
        first = tables[0]
        loading = any(table.load_source == "current" for table in tables)
        return cls(
            tuple(
                feature
                for feature in first.features
                if feature.described.judged
                and not (loading and feature.quantity == "current" and feature.kind == "rms")
                and all(feature.key in table.by_key for table in tables)
            )
        )

    def present_in(self, table: FeatureTable) -> NDArray[np.bool_]:
        """Return which columns ``table`` has, in the same unit [shape=(columns,)]."""
        own = table.by_key
        return np.array(
            [(other := own.get(f.key)) is not None and other.unit == f.unit for f in self.features], dtype=np.bool_
        )

    def part(self, chosen: NDArray[np.bool_]) -> Columns:
        """Return the ``chosen`` ones [shape=(columns,)]."""
        return Columns(tuple(f for f, is_in in zip(self.features, chosen, strict=True) if is_in))

    def row(self, table: FeatureTable) -> _Array:
        """Return the values of ``table`` [shape=(columns,)]; raises `KeyError` where one is absent."""
        return self.scaled(np.array([table.by_key[f.key].value for f in self.features], dtype=np.float64))

    def scaled(self, values: _Array) -> _Array:
        """Return ``values`` [shape=(..., columns)] in their units as they are compared."""
        logarithms = np.log(np.where(self._ratios, np.maximum(values, 1e-300), 1.0))
        return np.where(self._ratios, logarithms, values)

    def value(self, at: int, scaled: float) -> float:
        """Return a compared number of column ``at`` in its unit."""
        return math.exp(min(scaled, 700.0)) if self._ratios[at] else scaled

    @cached_property
    def _ratios(self) -> NDArray[np.bool_]:
        return np.array([f.described.scale == "ratio" for f in self.features], dtype=np.bool_)

    @cached_property
    def groups(self) -> tuple[NDArray[np.intp], ...]:
        """The columns of each group: one channel, one kind of feature."""
        found: dict[tuple[str, str], list[int]] = {}
        for at, feature in enumerate(self.features):
            found.setdefault((feature.channel, feature.described.group), []).append(at)
        return tuple(np.array(columns, dtype=np.intp) for columns in found.values())

    def least_spread(self, rows: _Array) -> _Array:
        """Return the scatter below which a difference says nothing [shape=(columns,)]."""
        least = np.array([f.described.least_spread for f in self.features], dtype=np.float64)
        process = np.array([f.described.group == "process" for f in self.features], dtype=np.bool_)
        repeats = PROCESS_REPEATABILITY * np.abs(np.median(rows, axis=0))
        return np.where(process, np.maximum(least, repeats), least)

    def changed_units(self, row: _Array, usual: _Array, spread: _Array) -> dict[str, float]:
        """Return the factor by channel where everything measured in its unit is a well-known factor times the usual
        and what has no unit is as it was; ``row``, ``usual`` and ``spread`` [shape=(columns,)]."""
        found: dict[str, float] = {}
        for channel in dict.fromkeys(f.channel for f in self.features):
            own = [at for at, f in enumerate(self.features) if f.channel == channel]
            factor = self._factor(own, row, usual, spread)
            if factor is not None:
                found[channel] = factor
        return found

    def _factor(self, own: list[int], row: _Array, usual: _Array, spread: _Array) -> float | None:
        away = row - usual
        process = [at for at in own if self.features[at].kind == "mean"]
        if process:
            at = process[0]
            ratio = row[at] / usual[at] if usual[at] else 0.0
            if ratio <= 0.0 or abs(away[at]) < PROCESS_SPREADS * spread[at]:
                return None
            return _nearest(math.log(ratio), FACTORS, math.log1p(MEAN_AGREES))
        levels = [at for at in own if self._is_level(at)]
        plain = [at for at in own if self.features[at].unit == "1"]
        if len(levels) < LEAST_FEATURES or np.any(np.abs(away[plain]) > SAME_SHAPE * spread[plain]):
            return None
        to_ln = np.array([DB_TO_LN if self.features[at].described.scale == "decibel" else 1.0 for at in levels])
        ratios = away[levels] * to_ln
        middle = float(np.median(ratios))
        reach = np.maximum(SCATTER_AGREES, 3.0 * spread[levels] * to_ln)
        if np.mean(np.abs(ratios - middle) <= reach) < AGREEING_SHARE:
            return None
        uncertain = float(np.median(spread[levels] * to_ln))
        return _nearest(middle, VIBRATION_FACTORS, max(math.log1p(MEAN_AGREES), min(uncertain, 0.08)))

    def _is_level(self, at: int) -> bool:
        kind = self.features[at].described
        return kind.scale == "decibel" or (kind.scale == "ratio" and self.features[at].unit != "1")

    def shown(self, at: int, scaled: float, usual: float) -> dict[str, Any]:
        """Return what texts say of column ``at``: what it is, its value, the usual one and the unit."""
        feature = self.features[at]
        unit = {"1": "", "m/s2": "m/s²", "degC": "°C", "m3/s": "m³/s"}.get(feature.unit, feature.unit)
        return {
            "about": feature.about,
            "value": f"{self.value(at, scaled):.3g}",
            "usual": f"{self.value(at, usual):.3g}",
            "unit": f" {unit}" if unit else "",
        }


def _nearest(logarithm: float, factors: Sequence[float], reach: float) -> float | None:
    """Return the factor, or one over it, within ``reach`` of a logarithm."""
    for factor in factors:
        for sign in (1.0, -1.0):
            if abs(logarithm - sign * math.log(factor)) <= reach:
                return float(factor**sign)
    return None
