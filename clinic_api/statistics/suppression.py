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

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["SMALLEST_SHOWN", "ShownCells", "hide_small_cells"]

SMALLEST_SHOWN: Final = 5
"""The least count that is shown (agreed in the design: cells under 5 are hidden)."""


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
