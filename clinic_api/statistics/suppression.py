"""Hiding small cells so that what is shown does not give them away.

The rule: cells under 5 are hidden (0 too), and with them always one more, if there is one, chosen by a key that only
the hospital has. A total under 5 is hidden with all its cells.

Why no hidden cell follows from the shown ones, even for a reader who knows this rule: the hidden cells add up to
S = total - shown cells. Either the total is hidden too, or S is at least 5, for it holds the extra cell (or, where all
cells are hidden, it is the total). Take any hidden cell. It may be the extra one and hold all of S, the others holding
0; or another one may be the extra one holding all of S, and this cell 0. Both agree with everything shown, so at least
two values are possible. Were the extra cell chosen by a rule that readers can follow (the smallest, say), the second
world could be excluded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

__all__ = ["SMALLEST_SHOWN", "ShownCells", "coarse_share", "hide_small_cells"]

SMALLEST_SHOWN: Final = 5
"""The least count that is shown (agreed in the design: cells under 5 are hidden)."""

_SHARE_STEPS: Final = (0.01, 0.02, 0.05, 0.1, 0.2)
"""Shares are told in steps of one of these where cells are hidden."""


@dataclass(frozen=True)
class ShownCells:
    """What may be shown; None is hidden."""

    total: int | None
    cells: Mapping[str, int | None]


def hide_small_cells(counts: Mapping[str, int], *, secret_rank: Callable[[str], bytes]) -> ShownCells:
    """Return ``counts`` (disjoint, two or more cells) with what must be hidden; ``secret_rank`` orders the keys."""
    total = sum(counts.values())
    if total < SMALLEST_SHOWN:
        return ShownCells(None, dict.fromkeys(counts))
    hidden = {key for key, count in counts.items() if count < SMALLEST_SHOWN}
    others = [key for key in counts if key not in hidden]
    if hidden and others:
        hidden.add(min(others, key=secret_rank))
    return ShownCells(total, {key: None if key in hidden else count for key, count in counts.items()})


def coarse_share(counts: Mapping[str, int], shown: ShownCells, part: str, other: str) -> float | None:
    """Return part / (part + other) so coarsely that no hidden cell follows from it, None where that is not possible or
    there are too few to speak of a share.

    To a reader who knows this rule, the sets of counts that would be ``shown`` so fall into parts by what is told about
    each. In every part, also in that of which nothing is told, each hidden cell keeps two values or more. The steps are
    chosen by what is shown alone: those that tell of most sets, the finest of equals.
    """
    hidden = [key for key, count in shown.cells.items() if count is None]
    if shown.total is None:
        return None
    worlds = list(_worlds(shown, hidden))
    best: tuple[int, float | None] = (0, None)
    for step in _SHARE_STEPS:
        alike: dict[float | None, list[dict[str, int]]] = defaultdict(list)
        for world in worlds:
            alike[_coarse(world[part], world[other], step)].append(world)
        told = {share for share, sets in alike.items() if share is not None and _leaves_room(sets, hidden)}
        untold = [world for share, sets in alike.items() if share not in told for world in sets]
        if untold and not _leaves_room(untold, hidden):
            continue
        share = _coarse(counts[part], counts[other], step)
        best = max(best, (len(worlds) - len(untold), share if share in told else None), key=lambda each: each[0])
    return best[1]


def _leaves_room(worlds: Sequence[Mapping[str, int]], hidden: Sequence[str]) -> bool:
    return all(len({world[key] for world in worlds}) >= 2 for key in hidden)


def _coarse(part: int, other: int, step: float) -> float | None:
    if part + other < SMALLEST_SHOWN:
        return None
    return round(round(part / (part + other) / step) * step, 2)


def _worlds(shown: ShownCells, hidden: list[str]) -> Iterator[dict[str, int]]:
    """Yield every set of counts that is shown like this: the hidden cells are small but for one, which takes the rest,
    or all of them are.
    """
    known = {key: count for key, count in shown.cells.items() if count is not None}
    left = (shown.total or 0) - sum(known.values())
    for extra in hidden:
        small = [key for key in hidden if key != extra]
        for values in product(range(SMALLEST_SHOWN), repeat=len(small)):
            rest = left - sum(values)
            if rest >= SMALLEST_SHOWN or (rest >= 0 and not known):
                yield known | dict(zip(small, values, strict=True)) | {extra: rest}
    if not hidden:
        yield known
