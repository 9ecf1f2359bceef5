"""What every detector of unusual rows can do: learn from healthy rows, score rows, say which columns made a score.

A detector is made with its settings and then fitted: ``RobustMahalanobis().fit(rows)`` sets what was learned in
attributes that end in ``_`` and returns the detector itself. Rows are [shape=(rows, columns)] float64 without gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, Final, Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.errors import error

__all__ = ["LEAST_ROWS", "Detector", "SequentialDetector", "as_rows", "reading", "shares"]

LEAST_ROWS: Final = 8
"""Fewer rows than this have no spread worth the name (a convention; a baseline asks for 20 to 30, rulebook §5)."""
LARGEST: Final = 1e100


@runtime_checkable
class Detector(Protocol):
    """Learns from healthy rows and scores others, the higher the more unusual."""

    kind: ClassVar[str]
    """Its name in stored form."""

    def fit(self, rows: ArrayLike, /) -> Self:
        """Learn from healthy rows [shape=(rows, columns)] and return itself; raises `DiagnosticsError`
        (``rows_unusable``, ``rows_too_few``)."""
        ...

    def score_samples(self, rows: ArrayLike, /) -> NDArray[np.float64]:
        """Return a score for each row [shape=(rows,)], the higher the more unusual; the score of a row depends on no
        later row. Raises `DiagnosticsError` (``rows_unusable``, ``detector_not_fitted``)."""
        ...

    def contributions(self, rows: ArrayLike, /) -> NDArray[np.float64]:
        """Return the share of each column in each score [shape=(rows, columns)], ≥ 0, every row with the sum 1."""
        ...

    def to_json(self) -> dict[str, Any]:
        """Return settings and what was learned as plain numbers; `from_json` of it gives the same scores."""
        ...

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], /) -> Self:
        """Return the detector that `to_json` described; raises `DiagnosticsError` (``detector_unreadable``)."""
        ...


@runtime_checkable
class SequentialDetector(Detector, Protocol):
    """A detector whose score carries on from row to row, so that a long series can be scored in blocks.

    The state is a plain array (`None` before the first row); blocks of any length give what one long block gives.
    `limit_` is the score at which it alarms.
    """

    limit_: float

    def score_block(
        self, rows: ArrayLike, state: NDArray[np.float64] | None = None, /
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the scores [shape=(rows,)] of rows that follow ``state``, and the state after them."""
        ...

    def contributions_block(
        self, rows: ArrayLike, state: NDArray[np.float64] | None = None, /
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the shares [shape=(rows, columns)] of rows that follow ``state``, and the state after them."""
        ...


def as_rows(rows: ArrayLike, *, columns: int | None = None, least: int = 0) -> NDArray[np.float64]:
    """Return ``rows`` as float64 [shape=(rows, columns)]; raises `DiagnosticsError` where they cannot be used.

    ``columns`` is how many there have to be, ``least`` how many rows are needed. Gaps (NaN) and infinite values are
    refused: what stands for a missing value is the caller's decision. Values beyond ±1e100 are cut there, so that their
    squares stay finite.
    """
    values = np.asarray(rows, dtype=np.float64)
    if values.ndim != 2 or values.shape[1] == 0:
        raise error("rows_unusable.shape", shape="×".join(map(str, values.shape)) or "0")
    if columns is not None and values.shape[1] != columns:
        raise error("rows_unusable.columns", found=values.shape[1], needed=columns)
    if values.shape[0] < least:
        raise error("rows_too_few", found=values.shape[0], needed=least)
    if not np.isfinite(values).all():
        bad = np.argwhere(~np.isfinite(values))[0]
        raise error("rows_unusable.gap", row=int(bad[0]) + 1, column=int(bad[1]) + 1)
    return np.clip(values, -LARGEST, LARGEST)


def shares(parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return non-negative ``parts`` [shape=(rows, columns)] scaled so that each row has the sum 1; a row of zeros
    becomes uniform."""
    largest = parts.max(axis=1, keepdims=True)
    scaled = np.divide(parts, largest, out=np.ones_like(parts), where=largest > 0.0)
    result: NDArray[np.float64] = scaled / scaled.sum(axis=1, keepdims=True)
    return result


@contextmanager
def reading(kind: str, stored: Mapping[str, Any]) -> Iterator[None]:
    """Read a stored detector of this ``kind``; whatever is missing or wrong in it raises `DiagnosticsError`
    (``detector_unreadable``)."""
    try:
        if stored["detector"] != kind or stored["version"] != 1:
            raise ValueError(kind)
        yield
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as wrong:
        raise error("detector_unreadable", kind=kind) from wrong
