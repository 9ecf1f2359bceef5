"""Compare what an examination states about its own certainty with what is observed.

Usage: ``python -m benchmarks.calibration [--jobs N] [--machines N] [--invented N] [--out DIR]``. The smallest
false-alarm probability of each bearing, before its size is asked, on simulated sound machines and on real recordings
with bearings that do not exist: of many, the share p should state p or less. Then how often such a bearing is *found*
faulty, and how often a finding with a stated probability is right on the shared benchmark. Writes
``calibration.png`` and ``calibration.svg``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.cases import Case, in_memory, in_processes, load_cases, load_truth, missing_benchmark, one_thread
from benchmarks.healthy_machines import healthy_machine
from benchmarks.invented import invented_cases
from benchmarks.stated_and_observed import STATED, Share, draw_stated_and_observed, observed_shares
from diagnostics.errors import DiagnosticsError
from diagnostics.examining import examine
from diagnostics.faults.bearing_examination import examine_machine_bearings
from diagnostics.machine import Machine
from diagnostics.quality.preparation import prepare
from diagnostics.recording import Recording
from diagnostics.speed.possible import possible_speeds

__all__ = ["Sound", "main"]

PROBABILITY_BINS: Final = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98)
IMAGES: Final = Path(__file__).resolve().parents[1] / "docs" / "images"


@dataclass(frozen=True)
class Sound:
    """What was said about one recording whose bearings have nothing wrong."""

    name: str
    smallest: tuple[float, ...]
    """Smallest false-alarm probability of each bearing over its hypotheses, before its size is asked."""
    accused: bool
    """Whether a bearing was found faulty: certain and large."""


def main() -> int:
    """Print the tables and draw the figure; return 0, or 2 when the recordings are not there."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--machines", type=int, default=500, metavar="N", help="simulated machines (default: 500)")
    arguments.add_argument("--invented", type=int, default=4, metavar="N", help="bearings a recording (default: 4)")
    arguments.add_argument("--out", type=Path, default=IMAGES, metavar="DIR", help="where the figure goes")
    options = arguments.parse_args()
    missing = missing_benchmark()
    if missing is not None:
        print(missing, file=sys.stderr)
        return 2
    one_thread()
    cases, truth = load_cases(), load_truth()
    simulated = list(in_processes(_simulated, range(options.machines), options.jobs))
    invented = [s for s in in_processes(_invented, invented_cases(cases, options.invented), options.jobs) if s]
    on_sound = [s for s in invented if truth[s.name]["truth"] == "healthy"]
    groups = {
        "simulated sound machines": simulated,
        "real recordings, invented bearings": invented,
        "of these, machines without a fault": on_sound,
    }
    for name, group in groups.items():
        _print_group(name, group)
    drawn = {
        f"{name} ({sum(len(sound.smallest) for sound in group)} bearings)": [p for s in group for p in s.smallest]
        for name, group in groups.items()
        if group and group is not on_sound
    }
    draw_stated_and_observed(
        drawn,
        options.out / "calibration",
        heading="False alarms: stated and observed (95 % band)",
        axes_named=(
            "stated false-alarm probability of a bearing",
            "observed share of sound bearings at or below it",
        ),
    )
    _print_reliability([pair for pairs in in_processes(_findings, cases, options.jobs) for pair in pairs])
    return 0


def _simulated(seed: int) -> Sound:
    made = healthy_machine(seed)
    recording = Recording.from_array(made.samples, sampling_rate_hz=made.rate_hz)
    return _asked(f"simulated {seed}", recording, Machine.from_dict(made.description))


def _invented(case: Case) -> Sound | None:
    try:
        return _asked(case["id"].partition(" ")[0], in_memory(case), Machine.from_dict(case["machine"]))
    except DiagnosticsError:
        return None


def _asked(name: str, recording: Recording, machine: Machine) -> Sound:
    prepared = prepare(recording.for_machine(machine), machine)
    said = examine_machine_bearings(prepared, machine, possible_speeds(prepared, machine), test_all=True)
    smallest: dict[str, float] = {}
    for tested in said.tested:
        component = tested.hypothesis.component
        smallest[component] = min(smallest.get(component, 1.0), tested.probability)
    return Sound(name, tuple(smallest.values()), bool(said.answer.findings))


def _print_group(name: str, group: Sequence[Sound]) -> None:
    smallest = [p for sound in group for p in sound.smallest]
    print(f"{name}: {len(group)} examinations, {len(smallest)} bearings")
    if not smallest:
        return
    print("  stated       observed  share    95 % band")
    for stated, share in zip(STATED, observed_shares(smallest), strict=True):
        low, _ = share.band
        print(f"  {stated:<8g} {share}{'  more often than stated' if low > stated else ''}")
    accused = [sound.name for sound in group if sound.accused]
    print(f"  examinations that find a bearing faulty: {Share(len(accused), len(group))}")
    if accused:
        print("    " + " ".join(sorted(set(accused))))


def _findings(case: Case) -> list[tuple[float, bool]]:
    """Return the stated probability of each finding on ``case`` and whether it is right; nothing for a case that does
    not count."""
    row = load_truth()[case["id"]]
    if row["group"] == "unscored":
        return []
    try:
        document = examine(in_memory(case), Machine.from_dict(case["machine"])).to_json()
    except DiagnosticsError:
        return []
    return [
        (
            finding["probability"],
            finding["fault"] == row["truth"] and row["component"] in ("", finding["component"]),
        )
        for finding in document["findings"]
    ]


def _print_reliability(stated: Sequence[tuple[float, bool]]) -> None:
    print(f"findings on the shared benchmark, all of each examination: {len(stated)}")
    print("  stated probability   mean     right     share    95 % band")
    for low, high in zip(PROBABILITY_BINS, (*PROBABILITY_BINS[1:], 1.01), strict=True):
        inside = [(p, right) for p, right in stated if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            share = Share(sum(right for _, right in inside), len(inside))
            print(f"  {low:.2f} to {min(high, 1.0):.2f}         {mean:.3f} {share}")


if __name__ == "__main__":
    raise SystemExit(main())
