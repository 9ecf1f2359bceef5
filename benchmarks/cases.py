"""The cases of the shared benchmark and what is common to every measurement on them."""

from __future__ import annotations

import csv
import fnmatch
import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import diagnostics.readers as readers
from diagnostics.machine import Machine
from diagnostics.recording import Recording

__all__ = [
    "BENCHMARK",
    "Case",
    "answer_of",
    "in_memory",
    "in_processes",
    "load_cases",
    "load_truth",
    "missing_benchmark",
    "one_thread",
]

SHARED = Path(os.environ.get("HOSPITAL_SHARED", Path(__file__).resolve().parents[2] / "shared"))
BENCHMARK = SHARED / "benchmark"

Case = dict[str, Any]
"""One line of ``cases.jsonl``: ``id``, ``recording`` and ``machine``."""
Item = TypeVar("Item")
Result = TypeVar("Result")


def missing_benchmark() -> str | None:
    """Return what to say when the recordings are not there, None when they are."""
    if (BENCHMARK / "cases.jsonl").is_file():
        return None
    return f"no benchmark in {BENCHMARK}; set HOSPITAL_SHARED"


def load_cases(pattern: str = "*") -> list[Case]:
    """Return the cases whose id fits the shell-style ``pattern``, in order."""
    lines = (BENCHMARK / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [case for case in map(json.loads, lines) if fnmatch.fnmatchcase(case["id"], pattern)]


def load_truth() -> dict[str, dict[str, str]]:
    """Return the rows of ``truth.csv`` by case: ``group``, ``truth``, ``component``, ``note``."""
    with (BENCHMARK / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def in_memory(case: Case) -> Recording:
    """Return the recording of ``case`` with all its samples in memory; raises `DiagnosticsError`."""
    machine = Machine.from_dict(case["machine"])
    recording = readers.read(BENCHMARK / case["recording"], machine=machine).for_machine(machine)
    return Recording.from_array(
        recording.read(),
        sampling_rate_hz=recording.known_rate_hz(),
        names=[channel.name for channel in recording.channels],
        source_name=recording.source_name,
    )


def answer_of(document: dict[str, Any]) -> str:
    """Return in a few words what an examination's JSON (or ``{"error": …}``) came to: the first finding, else
    the verdict."""
    if "error" in document:
        return f"error {document['error']['code']}"
    findings = document["findings"]
    if not findings:
        return str(document["verdict"])
    return f"{findings[0]['fault']} {findings[0]['component'] or ''}".strip()


def one_thread() -> None:
    """Start the program again with one thread for each numerical library, unless it has that already."""
    wanted = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        os.execve(sys.executable, sys.orig_argv, {**os.environ, **wanted})


def in_processes(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """Yield ``work`` of each item in order, from ``jobs`` processes (in this one when 1)."""
    if jobs <= 1:
        yield from map(work, items)
        return
    with multiprocessing.Pool(jobs) as pool:
        yield from pool.imap(work, items)
