"""A share that is known from few cases: the Beta posterior, its mean and its interval.

Gelman et al., *Bayesian Data Analysis*, 3rd ed., §2.4: with a prior Beta(a, b) and y right of n cases the posterior is
Beta(a + y, b + n - y).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scipy.special import betaincinv

__all__ = ["INTERVAL_SHARE", "JEFFREYS", "BetaPosterior", "Prior", "share_record"]

INTERVAL_SHARE: Final = 0.90
"""Share of the posterior inside the interval, 5 % on either side: our choice. With the handful of confirmed cases a
doctor has, 95 % would nearly always reach from bad to excellent and tell nobody anything."""

_OPEN_SIDE: Final = 0.5
"""Cases that the interval (not the mean) always grants to either side, as Jeffreys' prior does: a stated 0 or 1 would
otherwise shut out for ever that it is wrong."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is held before any case: ``mean`` 0 … 1, as sure of it as after ``strength`` cases (more than 0)."""

    mean: float
    strength: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.mean <= 1.0 or not self.strength > 0.0:
            raise ValueError("a prior has a mean from 0 to 1 and a strength above 0")


JEFFREYS: Final = Prior(0.5, 1.0)
"""Jeffreys' prior of a share, Beta(½, ½), where nothing is known (Gelman et al. §2.8)."""


@dataclass(frozen=True, slots=True)
class BetaPosterior:
    """A share after ``cases`` judged cases; ``right`` and ``wrong`` are weights behind it, the prior's included."""

    right: float
    wrong: float
    cases: int

    @property
    def mean(self) -> float:
        """The posterior mean, 0 … 1."""
        return self.right / (self.right + self.wrong)

    @property
    def interval(self) -> tuple[float, float]:
        """The equal-tailed interval with `INTERVAL_SHARE`; it contains the mean."""
        right, wrong = max(self.right, _OPEN_SIDE), max(self.wrong, _OPEN_SIDE)
        low = float(betaincinv(right, wrong, (1.0 - INTERVAL_SHARE) / 2.0))
        high = float(betaincinv(right, wrong, (1.0 + INTERVAL_SHARE) / 2.0))
        return min(low, self.mean), max(high, self.mean)


def share_record(right: int, wrong: int, prior: Prior = JEFFREYS) -> BetaPosterior:
    """Return what ``right`` and ``wrong`` cases say about a share.

    >>> round(share_record(3, 1).mean, 2)
    0.7
    """
    return BetaPosterior(
        right=prior.strength * prior.mean + right,
        wrong=prior.strength * (1.0 - prior.mean) + wrong,
        cases=right + wrong,
    )
