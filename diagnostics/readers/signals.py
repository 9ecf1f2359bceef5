"""From the sets of signals that a structured file holds to the one that is meant, as a `Reading`.

Nothing is guessed: where several sets or several rates are plausible, the error lists them and says what picks one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import recording_error
from diagnostics.readers.format import Reading, ReadOptions, check_sample_count
from diagnostics.recording import RATE_AGREEMENT, Channel, ColumnsSource, RateSource

__all__ = ["SHORTEST_SIGNAL", "Rate", "Signal", "SignalGroup", "assemble"]

SHORTEST_SIGNAL: Final = 16
"""Vectors shorter than this are parameters, not signals."""
_PLAUSIBLE_SHARE: Final = 0.01
"""A set of signals with less than this share of the longest one's samples is a by-product (a trend, a spectrum's
peaks) and no other reading of the file.
"""
_MOST_LISTED: Final = 12


@dataclass(frozen=True)
class Rate:
    """One sampling rate that a file states, and where it states it."""

    hz: float
    source: RateSource
    place: str
    """The variable, attribute or column, as the file calls it."""


@dataclass(frozen=True, eq=False)
class Signal:
    """One signal of a file; its samples are loaded only when its group is the one that is meant."""

    name: str
    sample_count: int
    load: Callable[[], NDArray[Any]]
    """Returns the samples [shape=(sample_count,)] as any real number type."""
    unit: str | None = None
    quantity: str | None = None


@dataclass(frozen=True, eq=False)
class SignalGroup:
    """Signals sampled together."""

    name: str
    signals: tuple[Signal, ...]
    rates: tuple[Rate, ...] = ()
    """Every rate the file states for these signals; they should be one and the same."""
    time_gaps: tuple[int, ...] = ()
    start: datetime | None = None
    details: tuple[tuple[str, str], ...] = ()

    @property
    def sample_count(self) -> int:
        """Samples of each signal."""
        return self.signals[0].sample_count

    @property
    def label(self) -> str:
        """How an error lists the group: a name that picks it, and what it holds."""
        names = ", ".join(signal.name for signal in self.signals[:3])
        more = ", …" if len(self.signals) > 3 else ""
        rate = f", {self.rates[0].hz:g} Hz" if self.rates else ""
        return f"{(self.name or self.signals[0].name)!r} ({names}{more}: {self.sample_count}{rate})"

    def has(self, key: str) -> bool:
        """Return whether ``key`` is the name of this group or of one of its signals."""
        return key == self.name or any(key == signal.name for signal in self.signals)


def assemble(
    name: str,
    groups: Sequence[SignalGroup],
    options: ReadOptions,
    *,
    details: tuple[tuple[str, str], ...] = (),
) -> Reading:
    """Return the reading of the file ``name`` that holds ``groups``, of which ``options`` picks one where several are
    plausible.

    Raises `RecordingError`: recording_damaged (no signals), recording_channels_ambiguous, recording_group_missing,
    recording_rate_ambiguous, recording_too_large.
    """
    group = _chosen(name, [group for group in groups if group.signals and group.sample_count > 0], options)
    rate = _rate(name, group, options)
    check_sample_count(group.sample_count * len(group.signals), name)
    columns = tuple(np.reshape(signal.load(), -1) for signal in group.signals)
    return Reading(
        channels=tuple(
            Channel(index, signal.name or str(index), signal.quantity, signal.unit)
            for index, signal in enumerate(group.signals, start=1)
        ),
        sampling_rate_hz=None if rate is None else rate.hz,
        sample_count=group.sample_count,
        source=ColumnsSource(columns),
        rate_source=None if rate is None else rate.source,
        time_gaps=group.time_gaps,
        start=group.start,
        group=group.name or None,
        details=(*details, *group.details),
    )


def _chosen(name: str, groups: list[SignalGroup], options: ReadOptions) -> SignalGroup:
    if not groups:
        raise recording_error("recording_damaged.no_samples", name=name)
    if options.group is not None:
        meant = [group for group in groups if group.has(options.group)]
        if len(meant) == 1:
            return meant[0]
        raise recording_error("recording_group_missing", name=name, group=options.group, choices=_listed(groups))
    longest = max(group.sample_count for group in groups)
    least = max(SHORTEST_SIGNAL, _PLAUSIBLE_SHARE * longest)
    plausible = [group for group in groups if group.sample_count >= least] or groups
    if len(plausible) == 1:
        return plausible[0]
    named = [group for group in plausible if options.channels and all(group.has(key) for key in options.channels)]
    if len(named) == 1:
        return named[0]
    raise recording_error("recording_channels_ambiguous", name=name, choices=_listed(plausible))


def _listed(groups: Sequence[SignalGroup]) -> str:
    more = " …" if len(groups) > _MOST_LISTED else ""
    return "; ".join(group.label for group in groups[:_MOST_LISTED]) + more


def _rate(name: str, group: SignalGroup, options: ReadOptions) -> Rate | None:
    """Return the one rate of ``group``; where the file states several, the one that the caller stated."""
    rates = list(group.rates)
    if options.sampling_rate_hz is not None:
        rates = [rate for rate in rates if _agree(rate.hz, options.sampling_rate_hz)] or rates
    if any(not _agree(rate.hz, rates[0].hz) for rate in rates):
        choices = ", ".join(f"{rate.hz:g} Hz ({rate.place})" for rate in group.rates[:_MOST_LISTED])
        raise recording_error("recording_rate_ambiguous.choices", name=name, choices=choices)
    return rates[0] if rates else None


def _agree(one_hz: float, other_hz: float) -> bool:
    return abs(one_hz - other_hz) <= RATE_AGREEMENT * other_hz
