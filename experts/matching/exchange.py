"""Giving cases of equal length out anew: no doctor's minutes change, so the best exchange is an assignment problem."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from experts.matching.table import Floats, Holder, Table

__all__ = ["exchange_equals"]

_FORBIDDEN = 1e9


def exchange_equals(table: Table, holder: Holder, worth: Floats) -> Holder:
    """Return the plan in which the cases of each length are with the doctors that make Σ ``worth`` (P,) largest.

    Each doctor keeps as many cases of each length as before, and the same cases are given out (Kuhn's assignment
    problem; Crouse, IEEE Trans. Aerosp. Electron. Syst. 52 (4), 2016, as SciPy solves it).
    """
    result = holder.copy()
    dense = np.full((len(table.minutes), len(table.load_minutes)), -_FORBIDDEN)
    dense[table.case, table.doctor] = worth
    for minutes in np.unique(table.minutes):
        cases = np.flatnonzero((table.minutes == minutes) & (holder >= 0))
        if len(cases) > 1:
            slots = holder[cases]
            rows, columns = linear_sum_assignment(dense[np.ix_(cases, slots)], maximize=True)
            result[cases[rows]] = slots[columns]
    return result
