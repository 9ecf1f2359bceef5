"""Print how many planted defects of a recording the signal-quality gate finds, and on how many clean recordings it
raises one.

Usage: ``python -m benchmarks.planted_defects [--jobs N] [--cases GLOB]``. Each defect of `benchmarks.defects` is
planted once on each real recording it can be planted on, with a strength drawn from its range by the recording's name;
it counts as found when the gate says one of its checks for the channel (or the whole recording). Only the gate runs, no
diagnosis.

A clean recording counts as accused when a check of `DEFECTS` warns or blocks. Recordings whose own defect is known are
listed with the reason and count apart; nothing in the gate knows their names.
"""

from __future__ import annotations

import argparse
import os
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

import diagnostics.readers as readers
from benchmarks.cases import (
    BENCHMARK,
    SHARED,
    Case,
    in_processes,
    load_cases,
    missing_benchmark,
    one_thread,
)
from benchmarks.defects import DEFECTS_TO_PLANT, Defect, Recorded
from diagnostics.examination import QualityNote
from diagnostics.machine import Machine
from diagnostics.quality.preparation import prepare
from diagnostics.quality.signals import signal_notes

__all__ = ["Outcome", "gate_notes", "main", "measure_case", "real_recordings"]

DEFECTS: Final = (
    "sensor.clipping",
    "sensor.dropout",
    "sensor.flatline",
    "sensor.bias",
    "sensor.mounting",
    "sensor.aliasing",
    "sensor.identical",
    "sensor.swapped",
    "sensor.scale",
    "sensor.quantisation",
    "sensor.mains_hum",
    "sound",
    "running",
)
"""Checks that speak of a defect; length, rate, speed and steadiness only of what would be better."""
KNOWN: Final = dict.fromkeys(
    ("cwru_189", "cwru_201", "cwru_213", "cwru_226", "cwru_238"),
    "drive end and fan end hold one signal, scaled by 1.0154 (Smith & Randall, MSSP 64–65 (2015))",
)
"""Recordings whose defect others have documented."""


@dataclass(frozen=True)
class Outcome:
    """What the gate said about one recording: as it is, and of each defect planted on it."""

    name: str
    clean: tuple[QualityNote, ...]
    found: dict[str, bool]
    """By the defect's name."""


def main() -> int:
    """Run the benchmark; return 0, or 2 when the recordings are not there."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: all)")
    arguments.add_argument("--cases", default="*", metavar="GLOB", help="only the recordings whose id fits")
    options = arguments.parse_args()
    missing = missing_benchmark()
    if missing is not None:
        print(missing, file=sys.stderr)
        return 2
    one_thread()
    print_outcomes(list(in_processes(measure_case, real_recordings(options.cases), options.jobs)))
    return 0


def real_recordings(pattern: str = "*") -> list[Case]:
    """Return the benchmark's cases and, beside them, the currents and the sounds of the shared folder."""
    if pattern != "*":
        return load_cases(pattern)
    return [*load_cases(), *_currents(), *_sounds()]


def _currents() -> Iterator[Case]:
    """Yield the three phase currents of a motor at no load, 1 s at 1 kHz each."""
    sensors = [{"channel": str(i + 1), "quantity": "current", "unit": "A", "phase": "abc"[i]} for i in range(3)]
    machine = {
        "kind": "electric_motor",
        "mains_hz": 60.0,
        "sensors": sensors,
        "recording": {"sampling_rate_hz": 1000.0},
    }
    for path in sorted((SHARED / "data" / "itsc_motor_current").glob("*.csv")):
        yield {"id": f"current_{path.stem}", "recording": str(path), "machine": machine}


def _sounds() -> Iterator[Case]:
    """Yield the eight microphones of two recordings of a fan, each as a recording of its own."""
    for path in sorted((SHARED / "data" / "mimii_samples").glob("*.wav")):
        for channel in "12345678":
            machine = {"kind": "fan", "sensors": [{"channel": channel, "quantity": "sound_pressure"}]}
            yield {"id": f"sound_{path.stem}_{channel}", "recording": str(path), "machine": machine}


def measure_case(case: Case) -> Outcome:
    """Run the gate on the recording of ``case`` as it is and with each defect that can be planted on it."""
    recorded = _read(case)
    found = {}
    for defect in DEFECTS_TO_PLANT:
        planted = defect.plant(recorded, np.random.default_rng(zlib.crc32(f"{case['id']} {defect.name}".encode())))
        if planted is not None:
            found[defect.name] = _is_found(defect, gate_notes(planted))
    return Outcome(case["id"], tuple(gate_notes(recorded)), found)


def _read(case: Case) -> Recorded:
    """Return the channels of ``case`` that its sensors use, numbered from 1."""
    machine: dict[str, Any] = dict(case["machine"])
    recording = readers.read(BENCHMARK / case["recording"], machine=Machine.from_dict(machine))
    used = [recording.channel_index(sensor["channel"]) for sensor in machine["sensors"]]
    machine["sensors"] = [{**sensor, "channel": str(i + 1)} for i, sensor in enumerate(machine["sensors"])]
    return Recorded(recording.read()[used], recording.known_rate_hz(), machine, recording.format)


def gate_notes(recorded: Recorded) -> list[QualityNote]:
    """Return all that the gate says about ``recorded``, with the speed that its machine states."""
    machine = Machine.from_dict(recorded.machine)
    prepared = prepare(recorded.recording(), machine)
    shaft_hz = None if machine.speed_rpm is None else machine.speed_rpm / 60.0
    return [*prepared.notes, *signal_notes(prepared, machine, shaft_hz=shaft_hz)]


def _is_found(defect: Defect, notes: list[QualityNote]) -> bool:
    levels = ("info", "warning", "blocking") if defect.told_as_info else ("warning", "blocking")
    return any(n.check in defect.checks and n.level in levels and n.channel in (None, *defect.channels) for n in notes)


def accusing(notes: tuple[QualityNote, ...]) -> list[QualityNote]:
    """Return those of ``notes`` that call a recording defective."""
    return [note for note in notes if note.check in DEFECTS and note.level != "info"]


def print_outcomes(outcomes: list[Outcome]) -> None:
    """Print found over planted for each defect, the clean recordings that are accused, and one last line."""
    worst = 1.0
    for defect in DEFECTS_TO_PLANT:
        results = [outcome.found[defect.name] for outcome in outcomes if defect.name in outcome.found]
        if not results:
            continue
        share = sum(results) / len(results)
        worst = worst if defect.beyond is not None else min(worst, share)
        told = " (as info)" if defect.told_as_info else ""
        beyond = "" if defect.beyond is None else f"  — {defect.beyond}"
        print(f"{defect.name:58s} {sum(results):3d}/{len(results):3d}  {100.0 * share:5.1f} %{told}{beyond}")
    sound = [outcome for outcome in outcomes if outcome.name not in KNOWN]
    accused = [outcome for outcome in sound if accusing(outcome.clean)]
    _print_clean(outcomes, accused)
    share = len(accused) / max(1, len(sound))
    of_clean = f"{len(accused)}/{len(sound)} ({100.0 * share:.1f} %)"
    print(f"least found {100.0 * worst:.1f} %, clean recordings accused {of_clean}")


def _print_clean(outcomes: list[Outcome], accused: list[Outcome]) -> None:
    by_check: defaultdict[str, list[str]] = defaultdict(list)
    for outcome in accused:
        for check in {note.check for note in accusing(outcome.clean)}:
            by_check[check].append(outcome.name)
    print("clean recordings with a defect warning:")
    for check, names in sorted(by_check.items()):
        print(f"  {check}: {', '.join(names)}")
    for outcome in outcomes:
        if outcome.name in KNOWN:
            said = ", ".join(sorted({note.check for note in accusing(outcome.clean)})) or "nothing"
            print(f"  known: {outcome.name}: {KNOWN[outcome.name]}; said: {said}")
    mild = Counter(check for outcome in outcomes for check in {n.check for n in outcome.clean if n.level == "info"})
    print("  as info only:", ", ".join(f"{check} {count}" for check, count in sorted(mild.items()) if check in DEFECTS))


if __name__ == "__main__":
    raise SystemExit(main())
