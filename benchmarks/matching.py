"""How good and how fast matching is, beside its bounds and beside greedy: ``python -m benchmarks.matching``, in two
minutes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from statistics import median

from benchmarks.matching_instances import FAMILIES, Family, seeded_instance
from experts.matching import DEFAULT_TIME_LIMIT_S, LEVELS, Instance, match_instance
from experts.matching.improve import first_plan
from experts.matching.objective import better

_SEEDS = (1, 2, 3)


def matching(cases: int, doctors: int, families: Sequence[Family], seeds: Sequence[int], limit_s: float) -> None:
    """Print for each seeded instance the seconds and, beside what greedy reaches, what was reached and how far from its
    bound each level is at most; then for each family the best, median and worst of that.
    """
    print(f"matching of {cases} cases and {doctors} doctors (goal: at most 10 s, each level within 1 % of its bound)")
    off_by_family = {
        family.name: [
            _matched(family, seeded_instance(family, cases=cases, doctors=doctors, seed=seed), seed, limit_s)
            for seed in seeds
        ]
        for family in families
    }
    print("  off the bound by at most (%): best, median, worst")
    for name, offs in off_by_family.items():
        print(f"  {name}")
        for level, values in zip(LEVELS, zip(*offs, strict=True), strict=True):
            print(f"    {level:30} {min(values):8.2f} {median(values):8.2f} {max(values):8.2f}")


def _matched(family: Family, instance: Instance, seed: int, limit_s: float) -> list[float]:
    """Match one instance and print it; return the percent by which each level is off its bound at most."""
    began, began_processor = time.perf_counter(), time.process_time()
    plan = match_instance(instance, time_limit_s=limit_s)
    seconds, processor = time.perf_counter() - began, time.process_time() - began_processor
    greedy = instance.objective(first_plan(instance))
    verdict = "better than greedy" if better(plan.objective, greedy) else "NOT BETTER THAN GREEDY"
    print(f"  {family.name} {seed}: {seconds:.1f} s ({processor:.1f} s of processor), {verdict}")
    print(f"    {'level':30} {'greedy':>12} {'reached':>12} {'bound':>12} {'off (%)':>8}")
    off = [100.0 * gap / abs(value + gap) if gap else 0.0 for value, gap in zip(plan.objective, plan.gap, strict=True)]
    for name, before, value, gap, percent in zip(LEVELS, greedy, plan.objective, plan.gap, off, strict=True):
        print(
            f"    {name:30} {before:12.2f} {value:12.2f} {value + gap:12.2f} {percent:8.2f}{'' if gap else ' proved'}"
        )
    return off


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--doctors", type=int, default=150)
    parser.add_argument("--family", choices=[family.name for family in FAMILIES], help="only this family of instances")
    parser.add_argument("--seed", type=int, help="only the instance of this seed")
    parser.add_argument("--time-limit", type=float, default=DEFAULT_TIME_LIMIT_S, help="seconds for each instance")
    options = parser.parse_args(arguments)
    families = [family for family in FAMILIES if options.family in (None, family.name)]
    seeds = _SEEDS if options.seed is None else (options.seed,)
    matching(options.cases, options.doctors, families, seeds, options.time_limit)


if __name__ == "__main__":
    main()
