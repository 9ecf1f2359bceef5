"""How many confirmed cases it takes until learning from them helps.

Usage: ``python -m benchmarks.outcomes [--runs N] [--seed N]``. Simulated findings with a known miscalibration: how
often a recalibration is proposed after so many of them, and what it does to the expected log loss of findings not yet
seen. Then simulated doctors: what a grade has become after so many judged cases.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from experts.errors import RecalibrationError
from experts.outcomes import Evidence, Judged, Recalibration, learned_grade, propose_recalibration

FAMILIES = ("bearing", "gear", "rotor", "motor", "belt")
COUNTS = (20, 40, 80, 160, 320, 640)
UNSEEN = 2000
"""Findings on which a recalibration is judged; their true probabilities are known, so little chance is left."""
TRUTHS = (
    ("states the truth", 0.0, 0.0),
    ("understates by 0.5, families differ by 0.25", 0.5, 0.25),
    ("understates by 1.0, families differ by 0.5", 1.0, 0.5),
    ("overstates by 1.0, families differ by 0.5", -1.0, 0.5),
)
DOCTORS = ((0.6, 0.95), (0.9, 0.6), (0.8, 0.8))
"""Stated grade and true share of right first diagnoses."""


@dataclass(frozen=True)
class Findings:
    """Simulated findings: the stated and the true probability of each, and its family."""

    family: NDArray[np.int64]
    stated: NDArray[np.float64]
    true: NDArray[np.float64]

    def judged(self, rng: np.random.Generator) -> list[Judged]:
        """Return the findings with an outcome drawn by the true probability."""
        confirmed = rng.random(self.true.size) < self.true
        return [
            Judged(f"{FAMILIES[family]}.x", float(stated), bool(was))
            for family, stated, was in zip(self.family, self.stated, confirmed, strict=True)
        ]

    def expected_loss(self, said: NDArray[np.float64]) -> float:
        """Return the expected mean log loss of saying ``said``."""
        return float(np.mean(-self.true * np.log(said) - (1.0 - self.true) * np.log1p(-said)))


def main() -> int:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument(
        "--runs", type=int, default=200, metavar="N", help="simulated hospitals a row (default: 200)"
    )
    arguments.add_argument("--seed", type=int, default=1, metavar="N")
    options = arguments.parse_args()
    for name, offset, family_sd in TRUTHS:
        print(f"\nThe rules' log odds: {name}")
        print(
            "  findings  proposed  change of the log loss of unseen findings where proposed: mean, worst of 20, worse"
        )
        for count in COUNTS:
            rng = np.random.default_rng(options.seed)
            changes = [_change(rng, count, offset, family_sd) for _ in range(options.runs)]
            _print_row(count, [change for change in changes if change is not None], options.runs)
    print("\nDoctors: the grade that counts after so many judged cases (mean, and 5 % to 95 % of doctors)")
    for stated, share in DOCTORS:
        rng = np.random.default_rng(options.seed)
        print(f"  stated {stated}, really right in {share:.0%}")
        for count in (1, 3, 10, 30, 100):
            rights = rng.binomial(count, share, options.runs)
            grades = [learned_grade("gears", stated, Evidence(int(k), count - int(k))).grade for k in rights]
            low, high = np.quantile(grades, [0.05, 0.95])
            print(f"    {count:4d}  {np.mean(grades):.2f}  {low:.2f}–{high:.2f}")
    return 0


def _change(rng: np.random.Generator, count: int, offset: float, family_sd: float) -> float | None:
    """Return by how much the log loss of unseen findings changes, None where nothing is proposed."""
    offsets = offset + rng.normal(0.0, family_sd, len(FAMILIES))
    try:
        learned = propose_recalibration(_findings(rng, count, offsets).judged(rng))
    except RecalibrationError:
        return None
    unseen = _findings(rng, UNSEEN, offsets)
    return unseen.expected_loss(_applied(learned, unseen)) - unseen.expected_loss(unseen.stated)


def _findings(rng: np.random.Generator, count: int, offsets: NDArray[np.float64]) -> Findings:
    family = rng.choice(len(FAMILIES), count, p=[0.4, 0.2, 0.2, 0.15, 0.05])
    stated = rng.beta(4.0, 1.5, count).clip(0.05, 0.99)  # most findings state much: mean 0.73
    return Findings(family, stated, expit(logit(stated) + offsets[family]))


def _applied(learned: Recalibration, findings: Findings) -> NDArray[np.float64]:
    offsets = np.array([learned.offset(f"{name}.x") for name in FAMILIES])
    return np.asarray(expit(logit(findings.stated) + offsets[findings.family]))


def _print_row(count: int, changes: Sequence[float], runs: int) -> None:
    if not changes:
        print(f"  {count:8d}  {0:7.0%}")
        return
    worse = sum(change > 0 for change in changes) / runs
    print(
        f"  {count:8d}  {len(changes) / runs:7.0%}   {np.mean(changes):+.4f}  {np.quantile(changes, 0.95):+.4f}"
        f"  {worse:.0%} of all"
    )


if __name__ == "__main__":
    raise SystemExit(main())
