"""Does the interval hold? Simulated machines grow worse in several ways, are asked at a random moment when they will
reach their limit, and the answer is compared with what happened.

Usage: ``python -m benchmarks.prognosis [--histories N] [--jobs N]``. The truth is when the level without scatter first
reaches the limit. Plateaus that begin and failures that come after the question cannot be foreseen from a history by
anybody: they are shown, and kept out of the coverage that the 80 % interval is held to.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.stats import binomtest

from diagnostics.texts import Text
from diagnostics.trend import History, Limit, assess_trend

__all__ = ["FLAT_WORLDS", "GROWING_WORLDS", "UNFORESEEABLE_WORLDS", "Asked", "ask", "main"]

LIMIT: Final = 4.5
"""B/C of ISO 20816-3 group 1 rigid in mm/s; the scale does not matter."""
_FUTURE: Final = 40.0
"""Lengths of the history that are simulated after the question."""


@dataclass(frozen=True)
class Asked:
    """One question: the status of the answer, its interval, and the truth, in days after the question."""

    status: str
    earliest: float | None
    latest: float | None
    truth: float

    @property
    def holds(self) -> bool:
        """Whether the truth lies in the interval."""
        return self.earliest is not None and self.latest is not None and self.earliest <= self.truth <= self.latest


World = Callable[[np.random.Generator, NDArray[np.float64]], NDArray[np.float64]]
"""Gives levels at times that run from 0 at the beginning over 1 at the question to the end of the simulation."""


def _linear(random: np.random.Generator, t: NDArray[np.float64]) -> NDArray[np.float64]:
    start = random.uniform(0.5, 2.0)
    return np.asarray(start + (LIMIT - start) * t / random.uniform(1.05, 4.0), dtype=np.float64)


def _exponential(random: np.random.Generator, t: NDArray[np.float64]) -> NDArray[np.float64]:
    start = random.uniform(0.3, 2.0)
    return np.asarray(start * (LIMIT / start) ** (t / random.uniform(1.05, 3.0)), dtype=np.float64)


def _late_onset(random: np.random.Generator, t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Healthy for a while, then exponential growth on top."""
    start, onset = random.uniform(0.5, 2.0), random.uniform(0.1, 0.7)
    rate = random.uniform(1.0, 5.0)
    grown = np.expm1(rate * np.maximum(t - onset, 0.0))
    reach = random.uniform(1.05, 2.5)
    return np.asarray(start + (LIMIT - start) * grown / np.expm1(rate * (reach - onset)), dtype=np.float64)


def _wandering_rate(random: np.random.Generator, t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Growth whose rate is a geometric random walk: it doubles or halves over about one length of the history."""
    start = random.uniform(0.5, 2.0)
    steps = np.diff(t, prepend=t[0])
    log_rate = np.cumsum(random.normal(0.0, 1.0, t.size) * np.sqrt(steps) * random.uniform(0.2, 0.8))
    grown = np.cumsum(np.exp(log_rate) * steps)
    return start + (LIMIT - start) * grown / random.uniform(1.05, 4.0)


def _flat(random: np.random.Generator, t: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.full_like(t, random.uniform(0.5, 4.2))


def _random_walk(random: np.random.Generator, t: NDArray[np.float64]) -> NDArray[np.float64]:
    """No growth: a level that wanders, as with the seasons."""
    start = random.uniform(1.0, 3.5)
    steps = np.diff(t, prepend=t[0])
    return start + np.cumsum(random.normal(0.0, 1.0, t.size) * np.sqrt(steps)) * random.uniform(0.1, 0.5)


def _plateau(
    random: np.random.Generator, t: NDArray[np.float64], *, between: tuple[float, float]
) -> NDArray[np.float64]:
    """Growth that comes to rest below the limit at a time ``between`` two."""
    start, rest = random.uniform(0.5, 1.5), random.uniform(2.0, 4.0)
    return start + (rest - start) * np.minimum(t / random.uniform(*between), 1.0)


def _sudden_failure(random: np.random.Generator, t: NDArray[np.float64]) -> NDArray[np.float64]:
    start = random.uniform(0.5, 2.0)
    slow = start + (LIMIT - start) * t / random.uniform(2.0, 8.0)
    return np.where(t > random.uniform(1.02, 3.0), slow + 3.0 * LIMIT, slow)


GROWING_WORLDS: Final[dict[str, World]] = {
    "linear": _linear,
    "exponential": _exponential,
    "late onset": _late_onset,
    "wandering rate": _wandering_rate,
}
FLAT_WORLDS: Final[dict[str, World]] = {
    "no trend": _flat,
    "wandering level": _random_walk,
    "plateau reached": partial(_plateau, between=(0.2, 0.8)),
}
UNFORESEEABLE_WORLDS: Final[dict[str, World]] = {
    "plateau to come": partial(_plateau, between=(1.0, 1.5)),
    "sudden failure": _sudden_failure,
}


def ask(world: World, seed: int, *, autocorrelation: float | None = None, with_repair: bool | None = None) -> Asked:
    """Return what is answered about one history of ``world`` and what happened.

    8 to 80 points at uneven times; scatter 1 to 10 % of the level, half of the histories with autocorrelation 0.5, one
    wild point in 30, one history in four with a repair before it.
    """
    random = np.random.default_rng([seed, 6])
    count = int(np.exp(random.uniform(np.log(8), np.log(80))))
    past = np.sort(np.arange(count) + random.uniform(-0.3, 0.3, count))
    past = (past - past[0]) / (past[-1] - past[0])
    future = 1.0 + np.geomspace(1e-3, _FUTURE, 4000)
    level = world(random, np.concatenate([past, future]))
    phi = (0.5 if random.random() < 0.5 else 0.0) if autocorrelation is None else autocorrelation
    size = random.uniform(0.01, 0.1)
    noise = np.sqrt(1 - phi**2) * lfilter([1.0], [1.0, -phi], random.standard_normal(count + 50))[50:]
    seen = level[:count] * np.exp(size * noise)
    wild = random.random(count) < 1 / 30
    seen[wild] *= random.uniform(0.3, 3.0, int(wild.sum()))
    repaired = random.random() < 0.25 if with_repair is None else with_repair
    if repaired:
        earlier = np.linspace(2.0, 4.4, 12) * np.exp(size * random.standard_normal(12))
        past = np.concatenate([(np.arange(12) - 12) / count, past])
        seen = np.concatenate([earlier, seen])
    days = past * 100.0
    prognosis = assess_trend(History.of(days, seen), limit=Limit(LIMIT, Text("zone B/C", "B/C 区"))).prognosis
    assert prognosis is not None
    over = level[count - 1 :] >= LIMIT
    times = np.concatenate([[0.0], (future - 1.0) * 100.0])
    truth = float(times[int(np.argmax(over))]) if over.any() else np.inf
    return Asked(prognosis.status, prognosis.earliest_days, prognosis.latest_days, truth)


def main() -> int:
    """Print one line a world and the coverage over all that grow."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--histories", type=int, default=1000, metavar="N", help="a world (default: 1000)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (default: 1)")
    parser.add_argument(
        "--first-seed", type=int, default=5000, metavar="N", help="0 to 1599 were used to choose priors"
    )
    options = parser.parse_args()
    seeds = range(options.first_seed, options.first_seed + options.histories)
    print(
        f"{'world':16s} {'asked':>6s} {'answered':>9s} {'held':>6s} {'early':>6s} {'late':>6s}  not predicted because"
    )
    pooled: list[Asked] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for name, world in {**GROWING_WORLDS, **FLAT_WORLDS, **UNFORESEEABLE_WORLDS}.items():
            answers = list(pool.map(partial(ask, world), seeds, chunksize=25))
            pooled += answers if name in GROWING_WORLDS else []
            print(_line(name, answers))
    print(_line("all that grow", pooled))
    given = [answer for answer in pooled if answer.status == "predicted"]
    if given:
        interval = binomtest(sum(answer.holds for answer in given), len(given)).proportion_ci(0.95, method="exact")
        print(f"coverage of the 80 % interval, 95 % confidence: {interval.low:.3f} to {interval.high:.3f}")
    return 0


def _line(name: str, answers: list[Asked]) -> str:
    given = [answer for answer in answers if answer.status == "predicted"]
    held = sum(answer.holds for answer in given)
    # Before the interval began, and after it had ended.
    early = sum(answer.earliest is not None and answer.truth < answer.earliest for answer in given)
    late = len(given) - held - early
    share = [f"{part / len(given):6.1%}" if given else "     –" for part in (held, early, late)]
    why = Counter(answer.status for answer in answers if answer.status != "predicted")
    reasons = ", ".join(f"{reason} {number / len(answers):.0%}" for reason, number in why.most_common())
    return f"{name:16s} {len(answers):6d} {len(given) / len(answers):9.1%} {' '.join(share)}  {reasons}"


if __name__ == "__main__":
    raise SystemExit(main())
