"""Run the diagnosis over the shared benchmark, print its score and the seconds a recording takes.

Usage: ``python -m benchmarks.diagnosis [--jobs N] [--invented N]``. The recordings lie where
``HOSPITAL_SHARED`` points, or in ``../shared``. ``--invented N`` also puts N bearings that do not exist on
each recording and prints how often one is found faulty.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import diagnostics.readers as readers
from diagnostics.errors import DiagnosticsError
from diagnostics.examine import examine
from diagnostics.machine import Machine

SHARED = Path(os.environ.get("HOSPITAL_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SEED = 1
MOST_DRAWS = 2000
LIKE_A_TRUE_LINE = 0.03
"""Invented bearings whose lines come closer than this to a true one, its simple fractions or a shaft
harmonic prove nothing."""


def main() -> int:
    """Run the benchmark; return 0, or 2 when the recordings are not there."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--invented", type=int, default=0, metavar="N")
    options = arguments.parse_args()
    folder = SHARED / "benchmark"
    if not (folder / "cases.jsonl").is_file():
        print(f"no benchmark in {folder}; set HOSPITAL_SHARED", file=sys.stderr)
        return 2
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    results = list(_examine_all(cases, options.jobs))
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "results.jsonl"
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in results), encoding="utf-8")
        subprocess.run([sys.executable, str(folder / "score.py"), str(path)], check=True)
    seconds = sorted(r["provenance"]["seconds"] for r in results if "provenance" in r)
    if seconds:
        print(f"seconds a recording: mean {sum(seconds) / len(seconds):.2f}, longest {seconds[-1]:.2f}")
    if options.invented:
        _print_invented(cases, options.invented, options.jobs)
    return 0


def _examine_all(cases: list[dict[str, Any]], jobs: int) -> Iterator[dict[str, Any]]:
    with multiprocessing.Pool(max(1, jobs)) as pool:
        yield from pool.imap(_examine_case, cases)


def _examine_case(case: dict[str, Any]) -> dict[str, Any]:
    try:
        machine = Machine.from_dict(case["machine"])
        recording = readers.read(SHARED / "benchmark" / case["recording"], machine=machine)
        return {"id": case["id"], **examine(recording, machine).to_json()}
    except DiagnosticsError as wrong:
        return {"id": case["id"], "error": {"code": wrong.code, "message": wrong.text.en}}


def _print_invented(cases: list[dict[str, Any]], count: int, jobs: int) -> None:
    """Print the share of invented bearings that are found faulty or put on the watch list."""
    invented = [case for number, case in enumerate(cases) for case in _with_invented(case, count, SEED + number)]
    results = list(_examine_all(invented, jobs))
    faulty = [r["id"] for r in results if r.get("findings")]
    watched = sum(bool(r.get("watch")) for r in results)
    print(f"invented bearings: {len(faulty)} of {len(results)} found faulty, {watched} on the watch list")
    print("\n".join(f"  {name}" for name in faulty))


def _with_invented(case: dict[str, Any], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield ``case`` with its bearings replaced by one that does not exist, ``count`` times."""
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
    return any(math.isclose(own, round(own), rel_tol=0.01) for own in orders[:3])


if __name__ == "__main__":
    raise SystemExit(main())
