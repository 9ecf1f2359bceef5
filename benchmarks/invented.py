"""Bearings that do not exist, to be put on real recordings: whatever is found of them is a false alarm."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Final

from benchmarks.cases import Case

__all__ = ["invented_cases"]

SEED: Final = 1
MOST_DRAWS: Final = 2000
LIKE_A_TRUE_LINE: Final = 0.03
"""Invented bearings whose lines come closer than this to a true one, its simple fractions or a shaft
harmonic prove nothing."""
LIKE_A_SHAFT_LINE: Final = 0.01


def invented_cases(cases: list[Case], count: int) -> Iterator[Case]:
    """Yield each case with a true bearing ``count`` times, its bearings replaced by one that does not exist; the
    same every time."""
    for number, case in enumerate(cases):
        yield from _with_invented(case, count, SEED + number)


def _with_invented(case: Case, count: int, seed: int) -> Iterator[Case]:
    true = [b["multipliers"] for b in case["machine"].get("bearings", []) if "multipliers" in b]
    if not true:
        return
    chance = random.Random(seed)
    made = 0
    for _ in range(MOST_DRAWS):
        if made == count:
            return
        balls, gamma = chance.randint(6, 18), chance.uniform(0.12, 0.32)
        multipliers = {
            "bpfo": balls / 2 * (1 - gamma),
            "bpfi": balls / 2 * (1 + gamma),
            "bsf": (1 - gamma**2) / (2 * gamma),
            "ftf": (1 - gamma) / 2,
        }
        if _near_true(multipliers, true):
            continue
        made += 1
        machine = {**case["machine"], "bearings": [{"id": "invented", "multipliers": multipliers}]}
        machine["sensors"] = [{**s, "position": "invented"} for s in machine["sensors"]]
        yield {"id": f"{case['id']} {multipliers}", "recording": case["recording"], "machine": machine}


def _near_true(invented: dict[str, float], true: list[dict[str, float]]) -> bool:
    orders = [invented["bpfo"], invented["bpfi"], 2 * invented["bsf"], invented["ftf"]]
    for multipliers in true:
        for order in (multipliers["bpfo"], multipliers["bpfi"], 2 * multipliers["bsf"], multipliers["ftf"]):
            for ratio in (0.5, 1.0, 2.0):
                if any(math.isclose(own, order * ratio, rel_tol=LIKE_A_TRUE_LINE) for own in orders):
                    return True
    return any(math.isclose(own, round(own), rel_tol=LIKE_A_SHAFT_LINE) for own in orders[:3])
