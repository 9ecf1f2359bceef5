"""Run the diagnosis over the shared benchmark and print its score, side by side with peers where asked.

Usage: ``python -m benchmarks.diagnosis [--jobs N] [--invented N] [--peers] [--timing] [--cases GLOB]``. The recordings
lie where ``HOSPITAL_SHARED`` points, or in ``../shared``. ``--invented N`` also puts N bearings that do not exist on
each recording and prints how often one is found faulty; ``--peers`` runs openconmo's methods on the same recordings;
``--timing`` gives the time of an examination as a ratio to SciPy's envelope spectrum. The clock never counts the
reading of a file.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.cases import (
    BENCHMARK,
    Case,
    in_memory,
    in_processes,
    load_cases,
    load_truth,
    missing_benchmark,
    one_thread,
)
from benchmarks.invented import invented_cases
from benchmarks.peers.comparison import compare
from benchmarks.timing import print_ratios, time_case
from diagnostics.errors import DiagnosticsError
from diagnostics.examining import examine
from diagnostics.machine import Machine

__all__ = ["main"]


def main() -> int:
    """Run the benchmark; return 0, or 2 when the recordings are not there."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes of the score (default: all)"
    )
    arguments.add_argument(
        "--invented", type=int, default=0, metavar="N", help="bearings that do not exist, a recording"
    )
    arguments.add_argument(
        "--peers", action="store_true", help="openconmo on the same recordings, installed if need be"
    )
    arguments.add_argument("--timing", action="store_true", help="ratio to SciPy's envelope spectrum, in one process")
    arguments.add_argument("--cases", default="*", metavar="GLOB", help="only the cases whose id fits (default: all)")
    options = arguments.parse_args()
    missing = missing_benchmark()
    if missing is not None:
        print(missing, file=sys.stderr)
        return 2
    one_thread()
    cases = load_cases(options.cases)
    print_score(list(in_processes(examine_case, cases, options.jobs)), whole=options.cases == "*")
    if options.invented:
        _print_invented(cases, options.invented, options.jobs)
    if options.timing:
        print_ratios([ratio for ratio in map(time_case, cases) if ratio is not None])
    if options.peers:
        compare(cases)
    return 0


def examine_case(case: Case) -> dict[str, Any]:
    """Return the line that ``diagnose batch`` would write for ``case``."""
    try:
        machine = Machine.from_dict(case["machine"])
        return {"id": case["id"], **examine(in_memory(case), machine).to_json()}
    except DiagnosticsError as wrong:
        return {"id": case["id"], "error": {"code": wrong.code, "message": wrong.text.en}}


def print_score(results: list[dict[str, Any]], *, whole: bool) -> None:
    """Print what ``score.py`` says about ``results``, the same without ball faults, and the seconds a recording."""
    truth = load_truth()
    here = truth if whole else {result["id"]: truth[result["id"]] for result in results}
    without = {case: row for case, row in here.items() if row["truth"] != "bearing.rolling_element"}
    print(_scored(results, here), end="")
    print("without ball faults:", _scored(results, without).splitlines()[-1])
    seconds = sorted(r["provenance"]["seconds"] for r in results if "provenance" in r)
    if seconds:
        print(f"seconds a recording: mean {sum(seconds) / len(seconds):.2f}, longest {seconds[-1]:.2f}")


def _scored(results: list[dict[str, Any]], truth: Mapping[str, Mapping[str, str]]) -> str:
    """Return the output of ``score.py`` for the rows of ``truth``."""
    with tempfile.TemporaryDirectory() as scratch:
        answers, rows = Path(scratch) / "results.jsonl", Path(scratch) / "truth.csv"
        answers.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in results), encoding="utf-8")
        columns = ("id", "group", "truth", "component")
        lines = [",".join(columns), *(",".join(row[c] for c in columns) for row in truth.values())]
        rows.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(BENCHMARK / "score.py"), str(answers), str(rows)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _print_invented(cases: list[Case], count: int, jobs: int) -> None:
    """Print the share of invented bearings that are found faulty or put on the watch list."""
    results = list(in_processes(examine_case, invented_cases(cases, count), jobs))
    faulty = [r["id"] for r in results if _accuses_bearing(r.get("findings", []))]
    watched = sum(_accuses_bearing(r.get("watch", [])) for r in results)
    print(f"invented bearings: {len(faulty)} of {len(results)} found faulty, {watched} on the watch list")
    print("\n".join(f"  {name}" for name in faulty))


def _accuses_bearing(findings: list[dict[str, Any]]) -> bool:
    return any(finding["fault"].startswith("bearing.") for finding in findings)


if __name__ == "__main__":
    raise SystemExit(main())
