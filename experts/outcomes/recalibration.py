"""Stated probabilities set right by confirmed cases.

The log odds of a finding are shifted by one offset for all rules and one for each fault family:
logit q = logit p + a + b(family), with a ~ N(0, `OVERALL_SD`²) and b ~ N(0, `FAMILY_SD`²), at the maximum of the
posterior. (Logistic recalibration in the large: Cox, Biometrika 45 (1958) 562, with slope 1; Steyerberg, *Clinical
Prediction Models*, 2nd ed., on updating.) A family is shrunk to the whole, the whole to what was stated. The order of
findings of one fault never changes, nothing changes without cases, and offsets stay finite where all are right.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

from diagnostics.texts import Catalogue, Text
from experts.errors import RecalibrationError
from experts.outcomes.rules import Judged

__all__ = [
    "FAMILY_SD",
    "MIN_CASES",
    "OVERALL_SD",
    "FamilyOffset",
    "Recalibration",
    "fault_family",
    "fit_recalibration",
    "propose_recalibration",
]

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

OVERALL_SD: Final = 1.0
"""Standard deviation of the offset of all rules, in log odds: a stated 0.9 may well (2 sd) be 0.55 or 0.985. On the
shared benchmark (docs/accuracy.md) the rules understate by about this much: 8 of 8 right at a mean of 0.58."""

FAMILY_SD: Final = 0.5
"""Standard deviation of a family's own offset: half of the whole's, since all rules share their prior and their rates
of look-alikes. Our choice."""

MIN_CASES: Final = 20
"""Least number of judged findings. With fewer the offset's own error is larger than the offsets worth correcting:
20 findings stated at 0.8 leave 1/√(20 · 0.8 · 0.2) = 0.56 of log odds."""

_CLIP: Final = 1e-4
"""Stated probabilities count as no nearer to 0 or 1 than this in the fit: no count of cases here shows more."""

_SCHEMA: Final = "recalibration/1"

_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FamilyOffset:
    """What one fault family has contributed: its own offset in log odds, and the findings behind it."""

    offset: float
    cases: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Recalibration:
    """Offsets in log odds; the mean log losses are before and after, each finding judged without itself."""

    overall: float
    families: Mapping[str, FamilyOffset]
    based_on: int
    log_loss_before: float
    log_loss_after: float
    log_loss_error: float
    """Standard error of the mean difference."""

    @property
    def helps(self) -> bool:
        """Whether the loss falls by more than the standard error of the difference: the one-standard-error rule
        (Hastie, Tibshirani, Friedman, *Elements of Statistical Learning*, §7.10), so that chance is not learned.
        """
        return self.log_loss_before - self.log_loss_after > self.log_loss_error

    def offset(self, fault: str) -> float:
        """Return the whole offset for a fault code; the overall one for a family without cases."""
        own = self.families.get(fault_family(fault))
        return self.overall + (0.0 if own is None else own.offset)

    def apply(self, probability: float, fault: str) -> float:
        """Return the recalibrated probability, 0 … 1; raises ValueError outside. A certain 0 or 1 stays."""
        if not 0.0 <= probability <= 1.0:
            raise ValueError(f"a probability lies between 0 and 1, not {probability}")
        offset = self.offset(fault)
        return probability if offset == 0.0 else float(expit(logit(probability) + offset))

    def text(self, probability: float, fault: str) -> Text:
        """Say what a stated probability counts as, and on what ground."""
        own = self.families.get(fault_family(fault))
        return _texts(
            "recalibrated",
            stated=probability,
            now=self.apply(probability, fault),
            count=self.based_on,
            own=0 if own is None else own.cases,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the plain form that is kept and shown."""
        return {
            "schema": _SCHEMA,
            "overall": self.overall,
            "families": {
                name: {"offset": own.offset, "cases": own.cases, "confirmed": own.confirmed}
                for name, own in self.families.items()
            },
            "based_on": self.based_on,
            "log_loss_before": self.log_loss_before,
            "log_loss_after": self.log_loss_after,
            "log_loss_error": self.log_loss_error,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Recalibration:
        """Read what `to_json` wrote; raises ValueError for anything else."""
        if document.get("schema") != _SCHEMA:
            raise ValueError(f"not a {_SCHEMA}")
        try:
            families = {
                str(name): FamilyOffset(float(own["offset"]), int(own["cases"]), int(own["confirmed"]))
                for name, own in document["families"].items()
            }
            numbers = {
                name: float(document[name])
                for name in ("overall", "log_loss_before", "log_loss_after", "log_loss_error")
            }
            based_on = int(document["based_on"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a {_SCHEMA}: {error!r}") from error
        if not all(math.isfinite(value) for value in (*numbers.values(), *(own.offset for own in families.values()))):
            raise ValueError(f"not a {_SCHEMA}: a number is not finite")
        return cls(families=MappingProxyType(families), based_on=based_on, **numbers)


def fault_family(fault: str) -> str:
    """Return the family of a fault code: what stands before the dot."""
    return fault.partition(".")[0]


def propose_recalibration(judged: Sequence[Judged]) -> Recalibration:
    """Return the recalibration that ``judged`` findings ask for.

    Raises `RecalibrationError` ``recalibration_too_few`` under `MIN_CASES`, and ``recalibration_no_gain`` where it
    would not have helped on findings it had not seen.
    """
    if len(judged) < MIN_CASES:
        text = _texts("recalibration_too_few", count=len(judged), needed=MIN_CASES)
        raise RecalibrationError("recalibration_too_few", text)
    fitted = fit_recalibration(judged)
    if not fitted.helps:
        values = {"before": fitted.log_loss_before, "after": fitted.log_loss_after, "count": len(judged)}
        raise RecalibrationError("recalibration_no_gain", _texts("recalibration_no_gain", **values))
    return fitted


def fit_recalibration(judged: Sequence[Judged]) -> Recalibration:
    """Return the offsets at the maximum of the posterior; all are 0 without findings."""
    if not judged:
        return Recalibration(0.0, MappingProxyType({}), 0, 0.0, 0.0, 0.0)
    names = sorted({fault_family(one.fault) for one in judged})
    place = {name: k for k, name in enumerate(names, start=1)}
    family = np.array([place[fault_family(one.fault)] for one in judged])
    stated = logit(np.clip([one.probability for one in judged], _CLIP, 1.0 - _CLIP))
    confirmed = np.array([float(one.confirmed) for one in judged])
    problem = _Problem(stated, confirmed, family, len(names))
    offsets = problem.solve()
    before = _losses(stated, confirmed)
    gain = before - _losses(problem.log_odds_without_itself(offsets), confirmed)
    counted = Counter(fault_family(one.fault) for one in judged)
    right = Counter(fault_family(one.fault) for one in judged if one.confirmed)
    return Recalibration(
        overall=float(offsets[0]),
        families=MappingProxyType(
            {name: FamilyOffset(float(offsets[place[name]]), counted[name], right[name]) for name in names}
        ),
        based_on=len(judged),
        log_loss_before=float(np.mean(before)),
        log_loss_after=float(np.mean(before - gain)),
        log_loss_error=float(np.std(gain) / math.sqrt(len(judged))),
    )


@dataclass(frozen=True, slots=True)
class _Problem:
    """The posterior of the offsets [shape=(1 + families,)]: the overall one first. Arrays have shape=(findings,)."""

    stated: _Array
    confirmed: _Array
    family: NDArray[np.int64]
    families: int

    def solve(self) -> _Array:
        """Return the offsets at the maximum; there is one, for the negative log posterior is strictly convex."""
        found = minimize(
            self.loss, np.zeros(1 + self.families), jac=self.slope, hess=self.curvature, method="trust-exact"
        )
        return np.asarray(found.x, dtype=np.float64)

    def loss(self, offsets: _Array) -> float:
        likelihood = np.sum(_losses(self.log_odds(offsets), self.confirmed))
        return float(likelihood + 0.5 * np.sum(self._precisions * offsets**2))

    def slope(self, offsets: _Array) -> _Array:
        residual = expit(self.log_odds(offsets)) - self.confirmed
        return self._summed(residual) + self._precisions * offsets

    def curvature(self, offsets: _Array) -> _Array:
        probability = expit(self.log_odds(offsets))
        sums = self._summed(probability * (1.0 - probability))
        matrix = np.diag(sums + self._precisions)
        matrix[0, 1:] = matrix[1:, 0] = sums[1:]
        return matrix

    def log_odds(self, offsets: _Array) -> _Array:
        return np.asarray(self.stated + offsets[0] + offsets[self.family], dtype=np.float64)

    def log_odds_without_itself(self, offsets: _Array) -> _Array:
        """Return the log odds of each finding under the offsets fitted without it, by one Newton step from the whole
        fit (Rad & Maleki, Journal of the Royal Statistical Society B 82 (2020) 965).
        """
        log_odds = self.log_odds(offsets)
        probability = expit(log_odds)
        inverse = np.linalg.inv(self.curvature(offsets))
        by_family = inverse[0, 0] + 2.0 * inverse[0, :] + np.diag(inverse)
        leverage = by_family[self.family]
        weight = probability * (1.0 - probability)
        step = leverage / (1.0 - weight * leverage) * (probability - self.confirmed)
        return np.asarray(log_odds + step, dtype=np.float64)

    @property
    def _precisions(self) -> _Array:
        return np.array([OVERALL_SD**-2.0, *[FAMILY_SD**-2.0] * self.families])

    def _summed(self, values: _Array) -> _Array:
        """Return the sum of all ``values``, then that of each family."""
        sums: _Array = np.zeros(1 + self.families)
        np.add.at(sums, self.family, values)
        sums[0] = np.sum(values)
        return sums


def _losses(log_odds: _Array, confirmed: _Array) -> _Array:
    """Return the negative log likelihood of each finding."""
    return np.asarray(np.logaddexp(0.0, log_odds) - confirmed * log_odds, dtype=np.float64)
