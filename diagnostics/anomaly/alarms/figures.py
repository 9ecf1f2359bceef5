"""What the alarms of a time ask of the people who look after them, beside the yardsticks of ISA-18.2 and EEMUA 191."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.alarms.standing import CHATTER_S, CHATTER_TIMES, TEXTS
from diagnostics.errors import error
from diagnostics.texts import Text

__all__ = ["Activation", "AlarmLoad", "Yardstick", "alarm_load"]

Level = Literal["acceptable", "manageable", "exceeded"]

PERIOD_S: Final = 600.0
DAY_S: Final = 86_400.0
MONTH_S: Final = 30.0 * DAY_S
FLOOD: Final = 10
"""Alarms within ten minutes above which it is a flood (ISA-18.2, rulebook §5)."""
YARDSTICKS: Final = {
    "per_day": (150.0, 300.0),
    "per_ten_minutes": (1.0, 2.0),
    "peak_ten_minutes": (10.0, 10.0),
    "in_flood": (1.0, 1.0),
    "chattering": (0.0, 0.0),
    "stale": (5.0, 5.0),
    "per_machine_month": (1.0, 1.0),
}
"""What is acceptable and the most that can be handled: ISA-18.2/EEMUA 191 for one operator as quoted in public guides
(rulebook §5; floods in per cent of the periods, stale and chattering alarms from public guides, unverified); the last
is our own budget."""
BELOW: Final = frozenset({"in_flood", "stale"})
"""Yardsticks that are kept below their limit, not at it."""
STALE_S: Final = DAY_S
"""An alarm that stands longer is stale (ISA-18.2 as quoted in public guides, unverified)."""
BUDGET_MACHINES: Final = 100.0


@dataclass(frozen=True)
class Activation:
    """One time that an alarm came on; times in seconds of one clock."""

    alarm: str
    """Which alarm it was."""
    on_s: float
    off_s: float | None = None
    """`None` while it stands."""


@dataclass(frozen=True)
class Yardstick:
    """A figure beside what is acceptable and the most that can be handled."""

    name: str
    found: float
    limit: float
    most: float
    level: Level
    text: Text


@dataclass(frozen=True)
class AlarmLoad:
    """The alarms of a time, counted."""

    alarms: int
    hours: float
    per_day: float
    per_ten_minutes: float
    """On average."""
    peak_ten_minutes: int
    """Most within any ten minutes."""
    flood_percent: float
    """Share of the ten-minute periods with more than ten alarms."""
    floods: int
    """Floods, periods in succession counted once."""
    chattering: tuple[str, ...]
    """Alarms that came three times or more within a minute."""
    stale: int
    """Most alarms that stood for more than a day at the same time."""
    per_machine_month: float
    """Alarms per 100 machines and month of 30 days."""

    def yardsticks(self) -> tuple[Yardstick, ...]:
        """Return every figure with its yardstick and the words for it."""
        found = {
            "per_day": self.per_day,
            "per_ten_minutes": self.per_ten_minutes,
            "peak_ten_minutes": float(self.peak_ten_minutes),
            "in_flood": self.flood_percent,
            "chattering": float(len(self.chattering)),
            "stale": float(self.stale),
            "per_machine_month": self.per_machine_month,
        }
        return tuple(_yardstick(name, value) for name, value in found.items())

    def notes(self) -> tuple[Text, ...]:
        """Return what makes the figures worth less."""
        return (TEXTS("too_short", hours=self.hours),) if 3600.0 * self.hours < DAY_S else ()


def alarm_load(activations: Iterable[Activation], *, from_s: float, to_s: float, machines: int = 1) -> AlarmLoad:
    """Return the figures of the alarms that came on from ``from_s`` up to ``to_s`` on ``machines`` machines; those that
    stood before count as stale ones only. Raises `DiagnosticsError` (``alarm_period_invalid``)."""
    if not to_s > from_s or machines < 1:
        raise error("alarm_period_invalid", machines=machines, seconds=to_s - from_s)
    every = list(activations)
    inside = sorted((one for one in every if from_s <= one.on_s < to_s), key=lambda one: one.on_s)
    on_s = np.array([one.on_s for one in inside])
    length_s = to_s - from_s
    edges = from_s + PERIOD_S * np.arange(max(1, int(np.ceil(length_s / PERIOD_S))) + 1)
    flooded = np.histogram(on_s, edges)[0] > FLOOD
    return AlarmLoad(
        alarms=len(inside),
        hours=length_s / 3600.0,
        per_day=len(inside) * DAY_S / length_s,
        per_ten_minutes=len(inside) * PERIOD_S / length_s,
        peak_ten_minutes=_most_within(on_s, PERIOD_S),
        flood_percent=100.0 * float(np.mean(flooded)),
        floods=int(np.sum(np.diff(flooded.astype(np.int8), prepend=np.int8(0)) == 1)),
        chattering=_chattering(inside),
        stale=_most_stale(every, from_s, to_s),
        per_machine_month=len(inside) * (MONTH_S / length_s) * (BUDGET_MACHINES / machines),
    )


def _yardstick(name: str, found: float) -> Yardstick:
    limit, most = YARDSTICKS[name]
    good = found < limit if name in BELOW else found <= limit
    level: Level = "acceptable" if good else "manageable" if found <= most and name not in BELOW else "exceeded"
    return Yardstick(name, found, limit, most, level, TEXTS(name, found=found, limit=limit, most=most))


def _most_within(on_s: NDArray[np.float64], length_s: float) -> int:
    """Return the most of the sorted times ``on_s`` [shape=(n,)] that lie within ``length_s``, its end not counted."""
    if not on_s.size:
        return 0
    return int(np.max(np.searchsorted(on_s, on_s + length_s) - np.arange(len(on_s))))


def _chattering(inside: Sequence[Activation]) -> tuple[str, ...]:
    """Return the alarms that came often within a minute, its end counted."""
    times: dict[str, list[float]] = {}
    for one in inside:
        times.setdefault(one.alarm, []).append(one.on_s)
    apart = CHATTER_TIMES - 1
    return tuple(
        sorted(
            alarm
            for alarm, on_s in times.items()
            if any(last - first <= CHATTER_S for first, last in zip(on_s, on_s[apart:], strict=False))
        )
    )


def _most_stale(every: Sequence[Activation], from_s: float, to_s: float) -> int:
    """Return the most alarms that had stood for more than a day at the same time between ``from_s`` and ``to_s``."""
    changes = []
    for one in every:
        start, end = max(from_s, one.on_s + STALE_S), min(to_s, to_s if one.off_s is None else one.off_s)
        if start < end:
            changes += [(start, 1), (end, -1)]
    standing = np.cumsum([change for _, change in sorted(changes)])
    return int(np.max(standing, initial=0))
