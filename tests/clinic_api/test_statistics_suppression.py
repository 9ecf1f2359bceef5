from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_api.statistics.suppression import ShownCells, coarse_share, hide_small_cells

KEYS = "abcd"


def _shown(counts: Mapping[str, int], order: str) -> ShownCells:
    return hide_small_cells(counts, secret_rank=lambda key: bytes([order.index(key)]))


def _sums(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to divide ``total`` among ``cells``."""
    if cells == 0:
        yield from [()] * (total == 0)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _sums(total - first, cells - 1))


def _worlds(shown: ShownCells, orders: list[str]) -> Iterator[dict[str, int]]:
    """Yield every table that a reader who knows the rule, but not the secret order, must think possible.

    It solves the equation total = Σ cells over whole numbers from 0 on, and keeps what the rule would have shown so.
    """
    hidden = [key for key, count in shown.cells.items() if count is None]
    known = {key: count for key, count in shown.cells.items() if count is not None}
    rests = range(5) if shown.total is None else [shown.total - sum(known.values())]
    for rest in rests:
        for values in _sums(rest, len(hidden)):
            world = {key: {**known, **dict(zip(hidden, values, strict=True))}[key] for key in shown.cells}
            if any(_shown(world, order) == shown for order in orders):
                yield world


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_hidden_cell_is_determined_by_what_is_shown(data: st.DataObject) -> None:
    keys = KEYS[: data.draw(st.integers(2, 4))]
    counts = {key: data.draw(st.integers(0, 8), label=key) for key in keys}
    orders = ["".join(order) for order in permutations(keys)]
    shown = _shown(counts, data.draw(st.sampled_from(orders)))

    worlds = list(_worlds(shown, orders))

    assert counts in worlds
    for key, count in shown.cells.items():
        possible = {world[key] for world in worlds}
        assert possible == {count} if count is not None else len(possible) >= 2, (key, shown)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40), min_size=2, max_size=8))
def test_nothing_under_five_is_shown_and_shown_cells_are_true(counts: dict[str, int]) -> None:
    shown = hide_small_cells(counts, secret_rank=str.encode)

    assert all(count is None or (count >= 5 and count == counts[key]) for key, count in shown.cells.items())
    assert shown.total in {None, sum(counts.values())}
    assert shown.total is None or shown.total >= 5
    hidden = sum(counts[key] for key, count in shown.cells.items() if count is None)
    assert shown.total is None or hidden == 0 or hidden >= 5


@pytest.mark.parametrize("counts", [{"a": 5, "b": 6}, {"a": 100, "b": 5, "c": 7}])
def test_large_cells_are_all_shown(counts: dict[str, int]) -> None:
    assert _shown(counts, KEYS) == ShownCells(sum(counts.values()), counts)


def test_a_single_small_cell_takes_another_one_with_it() -> None:
    shown = _shown({"a": 4, "b": 30, "c": 20}, "cba")

    assert shown == ShownCells(54, {"a": None, "b": 30, "c": None})


def test_hiding_the_smallest_other_cell_would_give_a_cell_away() -> None:
    """The red control: with a public order, a reader excludes the worlds in which another cell was the extra one."""
    shown = _shown({"a": 4, "b": 4, "c": 4, "d": 20}, "dabc")
    weaker = ShownCells(32, {"a": None, "b": None, "c": None, "d": 20})

    possible = [world for world in _sums(12, 3) if max(world) < 5]

    assert shown.cells["d"] is None
    assert weaker.total == 20 + 12
    assert possible == [(4, 4, 4)], "without an extra cell, three hidden cells that add up to 12 are 4 each"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_coarse_share_or_its_absence_gives_no_hidden_cell_away(data: st.DataObject) -> None:
    counts = {key: data.draw(st.integers(0, 12), label=key) for key in KEYS}
    orders = ["".join(order) for order in permutations(KEYS)]
    shown = _shown(counts, data.draw(st.sampled_from(orders)))

    share = coarse_share(counts, shown, "a", "b")

    alike = [world for world in _worlds(shown, orders) if coarse_share(world, shown, "a", "b") == share]
    for key, count in shown.cells.items():
        assert count is not None or len({world[key] for world in alike}) >= 2, (key, shown, share)


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        ({"a": 34, "b": 7, "c": 0, "d": 0}, 0.8),
        ({"a": 340, "b": 70, "c": 0, "d": 0}, 0.85),
        ({"a": 30, "b": 10, "c": 6, "d": 5}, 0.75),
        ({"a": 3, "b": 0, "c": 40, "d": 9}, None),
    ],
)
def test_the_share_is_told_as_finely_as_the_counts_allow(counts: dict[str, int], share: float | None) -> None:
    assert coarse_share(counts, _shown(counts, "abcd"), "a", "b") == share
