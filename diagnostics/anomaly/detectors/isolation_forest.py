"""Rows that a few random cuts set apart from the rest: the isolation forest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.anomaly.detectors.detector import LEAST_ROWS, as_rows, reading, shares
from diagnostics.errors import error

__all__ = ["IsolationForest", "average_path_length"]

TREES: Final = 100
SAMPLE_ROWS: Final = 256
"""Trees, and rows each of them is grown on (Liu, Ting & Zhou 2008)."""
BLOCK_ROWS: Final = 8_192
"""Rows that go down a tree at once, so that they stay in the cache (measured: flat between 4 000 and 30 000)."""

_Array = NDArray[np.float64]
_Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class _Forest:
    """All trees as heaps: node i has the children 2i+1 (value ≤ cut) and 2i+2 (above), all leaves are at the bottom.

    A node that is not split any further has an infinite cut, so that every row goes left from it.
    """

    feature: _Indices
    cut: _Array
    """[shape=(trees, 2^height − 1)] each: the column a node looks at and where it cuts."""
    rows: NDArray[np.int32]
    """[shape=(trees, 2^(height+1) − 1)], rows of the tree's sample that reached the node."""

    @property
    def height(self) -> int:
        """Cuts from the root to the bottom."""
        return int(self.cut.shape[1] + 1).bit_length() - 1


class IsolationForest:
    """Score 2^(−E[h]/c(ψ)) between 0 and 1 of Liu, Ting & Zhou, *Isolation forest*, ICDM 2008: h is the number of cuts
    until a row is alone, c(ψ) what it is on average.

    Needs no scale and no covariance. Its score has no null of its own (rulebook §5): calibrate it. Weak where one
    column of many is off: the others hide it, and beyond the largest healthy value it makes no difference how far.
    """

    kind: ClassVar[str] = "isolation_forest"

    def __init__(self, *, trees: int = TREES, sample_rows: int = SAMPLE_ROWS, seed: int = 0) -> None:
        self.trees = trees
        self.sample_rows = sample_rows
        self.seed = seed
        self.columns_: int
        self.sample_: int
        """Rows each tree was grown on."""
        self._forest: _Forest | None = None

    def fit(self, rows: ArrayLike, /) -> Self:
        """Learn from healthy rows [shape=(rows, columns)]; raises `DiagnosticsError`."""
        values = as_rows(rows, least=LEAST_ROWS)
        draws = np.random.default_rng(self.seed)
        self.columns_ = values.shape[1]
        self.sample_ = min(self.sample_rows, len(values))
        chosen = np.argsort(draws.random((self.trees, len(values))), axis=1)[:, : self.sample_]
        self._forest = _grown(values[chosen], draws)
        return self

    def score_samples(self, rows: ArrayLike, /) -> _Array:
        """Return the score of each row [shape=(rows,)], between 0 and 1."""
        forest = self._grown()
        values = as_rows(rows, columns=self.columns_)
        depths = _leaf_depths(forest)
        total = np.zeros(len(values))
        for here, tree, leaves in _descents(forest, values):
            total[here] += depths[tree].take(leaves)
        mean: _Array = total / (self.trees * average_path_length(np.array([self.sample_]))[0])
        return np.exp2(-mean)

    def contributions(self, rows: ArrayLike, /) -> _Array:
        """Return shares [shape=(rows, columns)]: the cuts that set a row apart, each worth log₂(rows before/rows after)
        on the row's side, in trees weighted by 1/h: those that needed few cuts know best what it was.

        Own measure; weighting by depth follows Carletti, Terzi & Susto, *Interpretable anomaly detection with DIFFI*,
        Eng. Appl. Artif. Intell. 119 (2023).
        """
        forest = self._grown()
        values = as_rows(rows, columns=self.columns_)
        parts = np.zeros_like(values)
        depths = _leaf_depths(forest)
        gains = [_leaf_gains(forest, tree, self.columns_) / depths[tree][:, None] for tree in range(self.trees)]
        for here, tree, leaves in _descents(forest, values):
            parts[here] += gains[tree].take(leaves, axis=0)
        return shares(parts)

    def to_json(self) -> dict[str, Any]:
        """Return settings and what was learned as plain numbers."""
        forest = self._grown()
        split = np.isfinite(forest.cut)
        return {
            "detector": self.kind,
            "version": 1,
            "trees": self.trees,
            "sample_rows": self.sample_rows,
            "seed": self.seed,
            "columns": self.columns_,
            "sample": self.sample_,
            "height": forest.height,
            "nodes": np.flatnonzero(split).tolist(),
            "features": forest.feature[split].tolist(),
            "cuts": forest.cut[split].tolist(),
            "rows": forest.rows.tolist(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], /) -> Self:
        """Return the detector that `to_json` described; raises `DiagnosticsError` (``detector_unreadable``)."""
        with reading(cls.kind, stored):
            detector = cls(trees=stored["trees"], sample_rows=stored["sample_rows"], seed=stored["seed"])
            detector.columns_, detector.sample_ = int(stored["columns"]), int(stored["sample"])
            inner = 2 ** int(stored["height"]) - 1
            feature = np.zeros((detector.trees, inner), dtype=np.intp)
            cut = np.full((detector.trees, inner), np.inf)
            feature.flat[stored["nodes"]] = stored["features"]
            cut.flat[stored["nodes"]] = stored["cuts"]
            reached = np.array(stored["rows"], dtype=np.int32)
            if reached.shape != (detector.trees, 2 * inner + 1) or feature.max() >= detector.columns_:
                raise ValueError("heap")
            detector._forest = _Forest(feature, cut, reached)
            return detector

    def _grown(self) -> _Forest:
        if self._forest is None:
            raise error("detector_not_fitted", kind=self.kind)
        return self._forest


def average_path_length(rows: NDArray[np.integer[Any]]) -> _Array:
    """Return c(n) = 2H(n−1) − 2(n−1)/n, the cuts until one of ``rows`` [shape=(k,)] is alone on average (Liu, Ting &
    Zhou 2008, eq. 1, with the harmonic numbers themselves instead of ln n + 0.5772); 0 for one row."""
    harmonic = np.concatenate(([0.0], np.cumsum(1.0 / np.arange(1, max(2, int(rows.max(initial=2)))))))
    n = np.maximum(rows, 1).astype(np.float64)
    lengths: _Array = 2.0 * harmonic[np.maximum(rows, 1) - 1] - 2.0 * (n - 1.0) / n
    return lengths


def _grown(samples: _Array, draws: np.random.Generator) -> _Forest:
    """Return the forest grown on ``samples`` [shape=(trees, rows, columns)], all trees level by level."""
    trees, size, columns = samples.shape
    height = max(1, int(np.ceil(np.log2(size))))
    inner = 2**height - 1
    feature, cut = np.zeros((trees, inner), dtype=np.intp), np.full((trees, inner), np.inf)
    reached = np.zeros((trees, 2 * inner + 1), dtype=np.int32)
    values = samples.reshape(-1, columns)
    tree = np.repeat(np.arange(trees), size)
    node = np.zeros(trees * size, dtype=np.intp)
    for level in range(height + 1):
        np.add.at(reached, (tree, node), 1)
        if level == height:
            break
        order = np.lexsort((node, tree))
        firsts = order[np.flatnonzero(np.diff(tree[order] * (2 * inner + 1) + node[order], prepend=-1))]
        starts = np.flatnonzero(np.diff(tree[order] * (2 * inner + 1) + node[order], prepend=-1))
        low, high = (bound.reduceat(values[order], starts, axis=0) for bound in (np.minimum, np.maximum))
        where = (tree[firsts], node[firsts])
        feature[where], cut[where] = _cuts(low, high, draws)
        above = values[np.arange(len(values)), feature[tree, node]] > cut[tree, node]
        node = 2 * node + 1 + above
    return _Forest(feature, cut, reached)


def _cuts(low: _Array, high: _Array, draws: np.random.Generator) -> tuple[_Indices, _Array]:
    """Return for each node a random column that differs within it and a random cut between its extremes, infinite where
    all of its rows are the same; ``low`` and ``high`` are [shape=(nodes, columns)]."""
    lottery = np.where(high > low, draws.random(low.shape), -1.0)
    column = np.argmax(lottery, axis=1)
    pick = np.arange(len(low))
    least, most = low[pick, column], high[pick, column]
    between = np.minimum(least + draws.random(len(low)) * (most - least), np.nextafter(most, -np.inf))
    return column, np.where(most > least, between, np.inf)


def _descents(forest: _Forest, values: _Array) -> Iterator[tuple[slice, int, _Indices]]:
    """Yield a block of rows, a tree and the leaf each of these rows reaches, counted from the left of the bottom."""
    for first in range(0, len(values), BLOCK_ROWS):
        here = slice(first, min(first + BLOCK_ROWS, len(values)))
        by_column = np.ascontiguousarray(values[here].T).reshape(-1)
        count = here.stop - first
        row = np.arange(count)
        offsets = forest.feature * count
        for tree in range(len(offsets)):
            node = np.zeros(count, dtype=np.intp)
            for _ in range(forest.height):
                seen = by_column.take(offsets[tree].take(node) + row)
                above = seen > forest.cut[tree].take(node)
                node += node
                node += 1
                node += above
            yield here, tree, node - (2**forest.height - 1)


def _leaf_depths(forest: _Forest) -> _Array:
    """Return h at each leaf [shape=(trees, 2^height)]: the cuts above it plus c of the rows that are left in it."""
    cuts = np.zeros((len(forest.cut), 1))
    for level in range(forest.height):
        nodes = slice(2**level - 1, 2 ** (level + 1) - 1)
        cuts = np.repeat(cuts + np.isfinite(forest.cut[:, nodes]), 2, axis=1)
    left = forest.rows[:, 2**forest.height - 1 :]
    return np.maximum(cuts + average_path_length(left.reshape(-1)).reshape(left.shape), 1.0)


def _leaf_gains(forest: _Forest, tree: int, columns: int) -> _Array:
    """Return log₂(rows before/rows after) of the cuts above each leaf of a tree, by column
    [shape=(2^height, columns)]."""
    gains = np.zeros((1, columns))
    rows = np.maximum(forest.rows[tree], 1).astype(np.float64)
    for level in range(forest.height):
        nodes = np.arange(2**level - 1, 2 ** (level + 1) - 1)
        gains = np.repeat(gains, 2, axis=0)
        for side in (0, 1):
            gain = np.maximum(np.log2(rows[nodes] / rows[2 * nodes + 1 + side]), 0.0)
            at = np.arange(side, 2 * len(nodes), 2)
            gains[at, forest.feature[tree, nodes]] += np.where(np.isfinite(forest.cut[tree, nodes]), gain, 0.0)
    return gains
