"""Which of many doctors a day is planned with: those who suit the stops best, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence

from experts.rounds.model import RoundsDoctor, Stop
from experts.rounds.rules import breaches
from experts.rounds.travel import Travel

__all__ = ["nearest_suited"]

_FAR_MINUTES = 10_000
"""A journey that is not known comes after every known one."""


def nearest_suited(
    stops: Sequence[Stop], doctors: Sequence[RoundsDoctor], *, travel: Travel, most: int
) -> list[RoundsDoctor]:
    """Return at most ``most`` of the doctors, in their order: each stop in turn names whom it would like best of those
    not named yet, who breaks the fewest rules with it and then lives the nearest.
    """
    if len(doctors) <= most:
        return list(doctors)
    wishes = [sorted(range(len(doctors)), key=lambda d: _distaste(stop, doctors[d], travel)) for stop in stops]
    named: set[int] = set()
    while len(named) < most and any(wishes):
        for wish in wishes:
            while wish and wish[0] in named:
                wish.pop(0)
            if wish and len(named) < most:
                named.add(wish.pop(0))
    return [doctors[d] for d in sorted(named)]


def _distaste(stop: Stop, doctor: RoundsDoctor, travel: Travel) -> tuple[int, float, str]:
    leg = travel.leg(doctor.id, doctor.place, stop.factory, stop.place)
    return len(breaches(stop, doctor, travel)), _FAR_MINUTES if leg is None else leg.minutes, doctor.id
