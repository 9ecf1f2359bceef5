"""Exchanging cases of the same length: no doctor's minutes change, so what is best can be found exactly."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from experts.matching.table import Floats, Holder, Table

__all__ = ["exchange_equals"]

_MOST_EQUALS = 1500
"""Cases of one length that are exchanged at most: the time grows with the third power."""


def exchange_equals(table: Table, holder: Holder, worth: Floats) -> Holder:
    """Return the plan in which the places for cases of each length go to the cases, and with the doctors, that make
    the counts of urgency 1, 2 … 5 and then Σ ``worth`` (P,), which is not negative, largest.

    Each doctor keeps as many cases of each length as before at most (Kuhn's assignment problem; Crouse, IEEE Trans.
    Aerosp. Electron. Syst. 52 (4), 2016, as SciPy solves it). One weight does for the counts: the sets of cases that
    can be given places are those of a matroid, where the heaviest set is best by whatever decreasing weights.
    """
    result = holder.copy()
    a_count = 1.0 + len(table.minutes) * worth.max(initial=0.0)
    weight = worth + a_count * (6 - table.urgency[table.case])
    row = np.zeros(len(table.minutes), dtype=np.int64)
    for minutes in np.unique(table.minutes[table.case]):
        of_length = table.minutes == minutes
        cases = np.unique(table.case[of_length[table.case]])
        places = holder[of_length & (holder >= 0)]
        if not 0 < len(places) <= len(cases) <= _MOST_EQUALS:
            continue
        row[cases] = np.arange(len(cases))
        pairs = of_length[table.case]
        weights = np.zeros((len(cases), len(table.load_minutes)))
        weights[row[table.case[pairs]], table.doctor[pairs]] = weight[pairs]
        weights = weights[:, places]
        rows, columns = linear_sum_assignment(weights, maximize=True)
        given = weights[rows, columns] > 0
        result[cases] = -1
        result[cases[rows[given]]] = places[columns[given]]
    return result
