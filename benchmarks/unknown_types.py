"""Print who is accused where the type of one of two bearings is not stated, and how sure that is.

Usage: ``python -m benchmarks.unknown_types [--jobs N] [--machines N]``. On simulated machines either bearing, known or
not, has a defect, whose line lies within 3 % of one of the known bearing's: of the findings with a stated probability
p, the share p should name the right bearing. Then the shared benchmark's machines of two bearings, with the type of
one of them taken away.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from benchmarks.cases import Case, in_memory, in_processes, load_cases, load_truth, missing_benchmark, one_thread
from benchmarks.stated_and_observed import Share
from diagnostics.catalogue import bearing_catalogue
from diagnostics.errors import DiagnosticsError
from diagnostics.examining import examine
from diagnostics.machine import Machine
from diagnostics.recording import Recording
from sample_signals.bearings import BearingFault, BearingGeometry, BearingPart, LoadZone
from sample_signals.machine import Channel, record_m_s2
from sample_signals.recording_set import HOUSING, running_machine
from sample_signals.sensor import MeasuringChain

__all__ = ["Accused", "draw_machine", "main"]

RATE_HZ: Final = 16_000.0
DURATION_S: Final = 8.0
NEAR: Final = 0.03
"""How far (relative) a line may lie from one that a bearing would make: the widest usual search."""
LISTED: Final = 0.66
"""Share of simulated bearings that the catalogue has; the rest is drawn like the invented ones (a convention)."""
BINS: Final = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)
PARTS: Final = ("outer_race", "inner_race", "rolling_element")


@dataclass(frozen=True)
class Accused:
    """What was said of one machine."""

    truth: str
    """The damaged bearing."""
    untyped: str
    """The bearing whose type is not stated."""
    named: str | None
    """The bearing of the first finding."""
    probability: float


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A simulated machine whose bearing U is of unknown type and K of a known one."""

    geometry: dict[str, BearingGeometry]
    faulty: str
    part: str

    @property
    def is_near(self) -> bool:
        """Whether the damaged part's line lies near one of the known bearing's."""
        line = _orders(self.geometry[self.faulty])[self.part]
        return any(abs(line / order - 1.0) < NEAR for order in _orders(self.geometry["K"]).values())


def main() -> int:
    """Print the tables; return 0, or 2 when the shared recordings are not there."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--machines", type=int, default=350, metavar="N", help="simulated machines (default: 350)")
    options = arguments.parse_args()
    one_thread()
    _print_group("simulated machines", list(in_processes(_simulated, range(options.machines), options.jobs)))
    missing = missing_benchmark()
    if missing is not None:
        print(missing, file=sys.stderr)
        return 2
    _print_group("shared benchmark", list(in_processes(_real, _untyped_cases(), options.jobs)))
    return 0


def draw_machine(seed: int) -> tuple[Recording, dict[str, Any], str]:
    """Return the recording, the description and the damaged bearing of machine number ``seed``: the same every time.

    The stated speed is wrong by up to 2 %, slip follows what was measured on public rigs (rulebook §1.1).
    """
    chance = np.random.default_rng([seed, 20816])
    drawn = _draw(chance)
    while not drawn.is_near:
        drawn = _draw(chance)
    speed_rpm = float(chance.choice([990.0, 1476.0, 2950.0]) * (1.0 + chance.normal(0.0, 0.002)))
    fault = BearingFault(
        BearingPart(drawn.part),
        drawn.geometry[drawn.faulty],
        float(chance.uniform(4.0, 9.0)),
        HOUSING,
        load_zone=LoadZone(float(chance.uniform(0.4, 0.9)), float(chance.uniform(0.0, 0.2))),
        slip_mean_relative=float(np.clip(chance.normal(-0.002, 0.005), -0.015, 0.015)),
        slip_std_relative=float(chance.uniform(0.003, 0.01)),
        cage_modulation=float(chance.uniform(0.0, 0.1)),
    )
    chain = MeasuringChain(full_scale_m_s2=98.0, bits=24, noise_rms_m_s2=0.005)
    samples = record_m_s2(running_machine(speed_rpm, fault), (Channel(chain),), DURATION_S, RATE_HZ, seed)
    known = drawn.geometry["K"]
    stated = {"balls": known.balls, "ball_mm": known.ball_mm, "pitch_mm": known.pitch_mm}
    description = {
        "name": f"machine {seed}",
        "kind": "electric_motor",
        "speed_rpm": round(speed_rpm * (1.0 + float(np.clip(chance.normal(0.0, 0.01), -0.02, 0.02))), 1),
        "mains_hz": 50.0,
        "bearings": [{"id": "U"}, {"id": "K", "geometry": {**stated, "contact_deg": known.contact_deg}}],
        "sensors": [{"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": drawn.faulty}],
    }
    return Recording.from_array(samples, sampling_rate_hz=RATE_HZ), description, drawn.faulty


def _draw(chance: np.random.Generator) -> _Drawn:
    geometry = {"U": _bearing(chance), "K": _bearing(chance)}
    return _Drawn(geometry, str(chance.choice(["U", "K"])), str(chance.choice(PARTS)))


def _bearing(chance: np.random.Generator) -> BearingGeometry:
    rows = [b for b in bearing_catalogue() if b.ball_mm is not None and b.pitch_mm is not None]
    row = rows[int(chance.integers(len(rows)))]
    if chance.random() < LISTED and row.ball_mm is not None and row.pitch_mm is not None:
        return BearingGeometry(row.balls, row.ball_mm, row.pitch_mm, row.contact_deg)
    return BearingGeometry(int(chance.integers(6, 19)), float(chance.uniform(0.12, 0.32)) * 40.0, 40.0)


def _orders(geometry: BearingGeometry) -> dict[str, float]:
    return {
        "outer_race": geometry.bpfo_order,
        "inner_race": geometry.bpfi_order,
        "rolling_element": 2.0 * geometry.bsf_order,
    }


def _simulated(seed: int) -> Accused:
    recording, description, faulty = draw_machine(seed)
    return _accused(recording, Machine.from_dict(description), truth=faulty, untyped="U")


def _untyped_cases() -> Iterator[tuple[Case, str, str]]:
    """Yield each bearing fault of a machine with two bearings twice, the type of either bearing taken away, with the
    damaged bearing and the one whose type is not stated."""
    truth = load_truth()
    for case in load_cases():
        row, bearings = truth[case["id"]], case["machine"].get("bearings", [])
        if row["group"] == "unscored" or not row["truth"].startswith("bearing.") or len(bearings) != 2:
            continue
        for untyped in bearings:
            left = [{"id": b["id"], "shaft": b["shaft"]} if b is untyped else b for b in bearings]
            yield {**case, "machine": {**case["machine"], "bearings": left}}, row["component"], untyped["id"]


def _real(asked: tuple[Case, str, str]) -> Accused:
    case, truth, untyped = asked
    try:
        return _accused(in_memory(case), Machine.from_dict(case["machine"]), truth=truth, untyped=untyped)
    except DiagnosticsError:
        return Accused(truth, untyped, None, 0.0)


def _accused(recording: Recording, machine: Machine, *, truth: str, untyped: str) -> Accused:
    findings = [f for f in examine(recording, machine).findings if f.fault.startswith("bearing.")]
    if not findings:
        return Accused(truth, untyped, None, 0.0)
    return Accused(truth, untyped, findings[0].component, findings[0].probability)


def _print_group(name: str, group: Sequence[Accused]) -> None:
    print(f"{name}: {len(group)}")
    for said, own in (
        ("defect in the bearing of unknown type", [a for a in group if a.truth == a.untyped]),
        ("defect in the known bearing", [a for a in group if a.truth != a.untyped]),
    ):
        right = sum(a.named == a.truth for a in own)
        silent = sum(a.named is None for a in own)
        print(f"  {said}: {len(own)}; right bearing {right}, other bearing {len(own) - right - silent}, none {silent}")
    print("  stated probability   mean     names the right bearing, 95 % band")
    for low, high in itertools.pairwise(BINS):
        inside = [a for a in group if a.named is not None and low <= a.probability < high]
        if inside:
            mean = sum(a.probability for a in inside) / len(inside)
            right_ones = Share(sum(a.named == a.truth for a in inside), len(inside))
            print(f"  {low:.2f} to {high:.2f}         {mean:.3f} {right_ones}")


if __name__ == "__main__":
    raise SystemExit(main())
