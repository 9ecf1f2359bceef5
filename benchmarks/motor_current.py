"""Print what the motor-current rules make of the ITSC recordings and of simulated motors, sound and faulty.

Usage: ``python -m benchmarks.motor_current [--motors N]``. The ITSC table goes through the whole examination, with the
phases of the channels stated and not stated. The simulated motors (`benchmarks.simulated_motors`) are the textbook
circuit with clamps of ±1 %, wandering grids, swinging loads, inverters and odd rates; their null is stated once as it
is tested and once with any supply up to 2 % unbalanced and no voltages measured, which no rule on currents alone can
tell from a short.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from typing import Any, Final

import numpy as np

from benchmarks.cases import SHARED
from benchmarks.simulated_motors import (
    RATED_SLIP,
    Motor,
    described,
    electrical_subject,
    impedance,
    random_sound_motor,
)
from diagnostics.examination import Examination
from diagnostics.examining import examine
from diagnostics.faults.family import Answer
from diagnostics.faults.motor_current import examine_motor_current
from diagnostics.machine import Machine
from diagnostics.readers import read
from diagnostics.speed import ShaftSpeed

__all__ = ["main"]

ITSC: Final = SHARED / "data" / "itsc_motor_current"
SETS: Final = {"healthy": "SC_HLT", "10 %": "SC_A1", "20 %": "SC_A2", "30 %": "SC_A3", "40 %": "SC_A4"}
SHORT: Final = "motor.stator_turn_short"
FIRST_SEED: Final = 20_000
"""Apart from the tests' own draws."""


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; 0 whatever they say, 2 without the recordings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--motors", type=int, default=600, help="simulated sound motors (600)")
    chosen = parser.parse_args(arguments)
    if not ITSC.is_dir():
        print(f"the motor currents are not there ({ITSC}); set HOSPITAL_SHARED to their folder", file=sys.stderr)
        return 2
    print_itsc()
    print_null(chosen.motors)
    print_power()
    return 0


def print_itsc() -> None:
    """Print found, right phase and the unbalance for each severity."""
    print("ITSC, 0.75 hp, no load, 1 s at 1 kHz, no voltages (phases stated / not stated)")
    print("| turns shorted | records | called faulty | phase a | I2/I1 % | blocking notes |")
    print("|---|---|---|---|---|---|")
    for name, prefix in SETS.items():
        rows = []
        for phases in ("abc", None):
            machine = Machine.from_dict(
                {
                    "kind": "electric_motor",
                    "mains_hz": 60.0 if phases else 50.0,
                    "sensors": described(3, phases=phases),
                    "recording": {"sampling_rate_hz": 1000},
                }
            )
            rows.append([examine(read(path), machine) for path in sorted(ITSC.glob(f"{prefix}_*.csv"))])
        shares = ", ".join(f"{share:.1f}" for share in map(_negative_share, rows[0]))
        found = " / ".join(str(sum(e.verdict == "fault" for e in row)) for row in rows)
        right = " / ".join(str(sum(any(f.component == "phase_a" for f in e.findings) for e in row)) for row in rows)
        blocking = sum(note.level == "blocking" for row in rows for e in row for note in e.quality)
        print(f"| {name} | {len(rows[0])} | {found} | {right} | {shares} | {blocking} |")


def _negative_share(examination: Examination) -> float:
    """Return I₂/I₁ in per cent as the examination states it."""
    for finding in (*examination.findings, *examination.watch):
        if finding.fault == SHORT:
            return finding.evidence[0].strength or 0.0
    texts = [item.text.en for item in examination.ruled_out if item.fault == SHORT]
    return float(texts[0].partition(" is ")[2].partition(" %")[0]) if texts else float("nan")


def print_null(count: int) -> None:
    """Print how many sound motors get a finding or a watch item."""
    for title, any_supply in (("as tested", False), ("any supply to 2 %, no voltages measured", True)):
        found: Counter[str] = Counter()
        for seed in range(FIRST_SEED, FIRST_SEED + count):
            motor, rate_hz, seconds, voltages = random_sound_motor(seed)
            if any_supply:
                random = np.random.default_rng(seed)
                unbalance = 0.02 * random.random() * np.exp(2j * np.pi * random.random())
                motor, voltages = replace(motor, voltage_unbalance=unbalance), False
            known: dict[str, Any] = {}
            if seed % 3:
                known = {"motor": {"poles": motor.poles}, "rated_current_a": 1.0 / np.sqrt(2.0)}
            if seed % 3 == 1:
                known["speed"] = ShaftSpeed(motor.shaft_hz, 0.01, "tachometer", refined=True)
            answer = _answer(motor, rate_hz=rate_hz, seconds=seconds, voltages=voltages, **known)
            found.update(f"finding {f.fault}" for f in answer.findings)
            found.update(f"watch {f.fault}" for f in answer.watch)
        print(f"\nSimulated sound motors, {title}: {count}")
        for name in sorted(found):
            print(f"- {name}: {found[name]} ({100.0 * found[name] / count:.1f} %)")
    print("\n|V2/V1| that alone makes I2/I1 of 8 % in this circuit")
    for load, slip in (("idle", 0.001), ("half slip", 0.5 * RATED_SLIP), ("rated", RATED_SLIP)):
        gain = abs(impedance(slip) / impedance(2.0 - slip))
        print(f"- {load}: {8.0 / gain:.2f} % (a gain of {gain:.1f})")


def print_power() -> None:
    """Print what is found of simulated shorts and bars."""
    print("\nSimulated shorts (r_f 0.02 of a winding, 1 s, no voltages): found and in the right phase, of 36 a row")
    print("| turns | idle | half slip | rated |")
    print("|---|---|---|---|")
    for share in (0.04, 0.06, 0.08, 0.1, 0.12):
        cells = []
        for slip in (0.001, 0.5 * RATED_SLIP, RATED_SLIP):
            right = 0
            for trial in range(36):
                random = np.random.default_rng([FIRST_SEED, trial])
                motor = Motor(
                    slip=slip,
                    shorted=trial % 3,
                    short_share=share,
                    voltage_unbalance=0.004 * random.random() * np.exp(2j * np.pi * random.random()),
                    gains=tuple(1.0 + 0.01 * random.uniform(-1.0, 1.0, 3)),
                )
                answer = _answer(motor, rate_hz=1000.0, seconds=1.0)
                right += any(f.component == f"phase_{'abc'[motor.shorted or 0]}" for f in answer.findings)
            cells.append(str(right))
        print(f"| {100 * share:.0f} % | {' | '.join(cells)} |")
    print("\nSimulated bars (rated load and poles known, 20 s, one phase): findings of 24 a cell")
    print("| dB below | speed known | by the lines at f_L ± f_r | neither |")
    print("|---|---|---|---|")
    for below_db in (51.0, 46.0, 40.0, 34.0):
        cells = [sum(_bars_found(below_db, how, trial) for trial in range(24)) for how in ("speed", "lines", "neither")]
        print(f"| {below_db:.0f} | {' | '.join(map(str, cells))} |")


def _bars_found(below_db: float, known_by: str, trial: int) -> bool:
    random = np.random.default_rng([FIRST_SEED, trial, 2])
    motor = Motor(
        slip=float(random.uniform(0.018, 0.04)),
        poles=int(random.choice([2, 4, 6])),
        bars_db=below_db,
        speed_lines=0.0 if known_by == "neither" else 3e-3,
        noise=float(10.0 ** random.uniform(-3.0, -2.0)),
        wander_hz=0.01,
    )
    known: dict[str, Any] = {"motor": {"poles": motor.poles}, "rated_current_a": 1.0 / np.sqrt(2.0)}
    if known_by == "speed":
        known["speed"] = ShaftSpeed(motor.shaft_hz, 0.01, "tachometer", refined=True)
    answer = _answer(motor, rate_hz=1000.0, seconds=20.0, phases=1, **known)
    return any(f.fault == "motor.broken_rotor_bar" for f in answer.findings)


def _answer(
    simulated: Motor, /, *, rate_hz: float, seconds: float, voltages: bool = False, phases: int = 3, **machine: Any
) -> Answer:
    channels = simulated.currents(rate_hz=rate_hz, seconds=seconds)[:phases]
    sensors = described(phases)
    if voltages:
        channels = np.concatenate([channels, simulated.voltages(rate_hz=rate_hz, seconds=seconds)])
        sensors += described(3, "voltage", first=phases + 1)
    return examine_motor_current(electrical_subject(channels, rate_hz=rate_hz, sensors=sensors, **machine))


if __name__ == "__main__":
    sys.exit(main())
