"""How the lines of bearings spread over the orders: what is known of a bearing before its type is.

A bearing of unknown type is one of the catalogue's, or one that is not in it. How likely the latter is follows from how
many rows have no like (Good, Biometrika 40 (1953): the share of what was seen once estimates that of the unseen), and
where its lines lie from those of all rows, smoothed (Silverman, Density Estimation (1986), eq. 3.31).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.catalogue.bearings import bearing_catalogue
from diagnostics.catalogue.candidates import DefectKind, defect_order

__all__ = ["line_density"]

ALIKE: Final = 0.01
"""Rows whose races have lines closer than this (relative) are one type; the kinds of 6205 in the catalogue differ by
0.3 %, 6205 and 6206 by 0.5 % (a convention: slip and rounding of geometry, as for candidates)."""


def line_density(order: float, *, kind: DefectKind, spread: float) -> float:
    """Return how densely the lines of ``kind`` lie around ``order`` of a bearing of unknown type, per unit of ln order.

    ``spread`` is the relative standard deviation of a line about its place (slip, and what the speed leaves open).
    Raises ValueError unless ``order`` and ``spread`` are positive numbers.

    >>> line_density(3.58, kind="outer", spread=0.01) > 10 * line_density(2.2, kind="outer", spread=0.01)
    True
    """
    if not (0.0 < order < np.inf and 0.0 < spread < np.inf):
        raise ValueError(f"order and spread are positive numbers, not {order} and {spread}")
    known = _known(kind)
    away = np.log(order) - known.ln_orders
    listed = np.mean(_normal(away, spread))
    unlisted = np.mean(_normal(away, float(np.hypot(spread, known.bandwidth))))
    return float((1.0 - known.unseen) * listed + known.unseen * unlisted)


@dataclass(frozen=True, eq=False)
class _Known:
    """The lines of one kind in the catalogue."""

    ln_orders: NDArray[np.float64]
    """[shape=(rows,)]"""
    bandwidth: float
    """Of the smoothed density, in ln order."""
    unseen: float
    """Probability that a bearing is of no type in the catalogue."""


@cache
def _known(kind: DefectKind) -> _Known:
    ln_orders = np.log([defect_order(bearing, kind) for bearing in bearing_catalogue()])
    quarter, three_quarters = np.percentile(ln_orders, [25.0, 75.0])
    scatter = min(float(np.std(ln_orders, ddof=1)), float(three_quarters - quarter) / 1.34)
    return _Known(ln_orders, 0.9 * scatter * ln_orders.size**-0.2, _unseen())


def _unseen() -> float:
    """Return the share of rows whose two race lines no other row has."""
    races = np.log([[bearing.bpfo, bearing.bpfi] for bearing in bearing_catalogue()])
    apart = np.max(np.abs(races[:, np.newaxis] - races), axis=-1)
    alike = np.sum(apart <= ALIKE, axis=1)
    return float(np.mean(alike == 1))


def _normal(away: NDArray[np.float64], spread: float) -> NDArray[np.float64]:
    return np.asarray(np.exp(-0.5 * (away / spread) ** 2) / (spread * np.sqrt(2.0 * np.pi)))
