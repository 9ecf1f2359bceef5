"""A linear program put together row by row, and handed to HiGHS."""

from __future__ import annotations

import math

import highspy
import numpy as np
from scipy.sparse import csc_array

from experts.matching.table import Floats, Indices

__all__ = ["Rows", "positions_of_each"]


def positions_of_each(keys: Indices) -> list[Indices]:
    """Return the positions of each value of ``keys``."""
    order = np.argsort(keys, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(keys[order])) + 1) if len(keys) else []


class _Solver(highspy.Highs):
    """HiGHS without callbacks, which nobody here uses: enabling them greets on standard output."""

    def enableCallbacks(self) -> None:  # noqa: N802 - its name there
        """Do nothing."""


class Rows:
    """Linear conditions lower ≤ Σ coefficient·column ≤ upper, gathered one by one."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self._at: list[Indices] = []
        self._coefficients: list[Floats] = []
        self._lower: list[float] = []
        self._upper: list[float] = []

    def add(self, at: Indices, coefficients: Floats, *, lower: float = -math.inf, upper: float = math.inf) -> None:
        """Add a condition on the columns ``at``."""
        self._at.append(at)
        self._coefficients.append(coefficients)
        self._lower.append(lower)
        self._upper.append(upper)

    def solver(self, cost: Floats, lower: Floats, upper: Floats) -> highspy.Highs:
        """Return a solver with these rows that maximises ``cost``."""
        count = len(self._at)
        row = np.repeat(np.arange(count), [len(at) for at in self._at])
        at = np.concatenate(self._at) if count else np.zeros(0, dtype=np.int64)
        values = np.concatenate(self._coefficients) if count else np.zeros(0)
        matrix = csc_array((values, (row, at)), shape=(count, self.columns))
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = self.columns, count
        program.col_cost_, program.col_lower_, program.col_upper_ = cost, lower, upper
        program.row_lower_, program.row_upper_ = np.array(self._lower), np.array(self._upper)
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = matrix.indptr.astype(np.int32)
        program.a_matrix_.index_ = matrix.indices.astype(np.int32)
        program.a_matrix_.value_ = matrix.data
        program.sense_ = highspy.ObjSense.kMaximize
        solver = _Solver()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.passModel(program)
        return solver
