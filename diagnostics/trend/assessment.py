"""The whole answer about one history: its changes, its trend since the last jump, and its prognosis."""

from __future__ import annotations

from dataclasses import dataclass

from diagnostics.trend.change_points import Change, change_points
from diagnostics.trend.history import History
from diagnostics.trend.prognosis import Limit, Prognosis, predict
from diagnostics.trend.slope import Slope, robust_slope

__all__ = ["Trend", "assess_trend"]


@dataclass(frozen=True, eq=False)
class Trend:
    """What a history says."""

    history: History
    changes: tuple[Change, ...]
    since: int
    """The point the trend begins with: the first one after the last jump."""
    slope: Slope | None
    """Of that part; None for fewer than five points."""
    prognosis: Prognosis | None
    """None where no limit was asked for."""

    @property
    def restarted(self) -> bool:
        """Whether the trend begins after a jump."""
        return self.since > 0


def assess_trend(history: History, *, limit: Limit | None = None, healthy_points: int | None = None) -> Trend:
    """Return changes, slope and, with a ``limit``, the prognosis of ``history``.

    A jump (a repair, another load) restarts the trend; a turn of the slope does not. ``healthy_points``: how many of
    the first points are known to be healthy, for `change_points`.
    """
    changes = change_points(history, healthy_points=healthy_points)
    since = max((change.index for change in changes if change.kind == "step"), default=0)
    part = history.since(since)
    return Trend(
        history=history,
        changes=changes,
        since=since,
        slope=robust_slope(part),
        prognosis=None if limit is None else predict(part, limit),
    )
