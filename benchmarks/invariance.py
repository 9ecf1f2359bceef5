"""Print how often the verdict stays the same when only the way of measuring changes.

Usage: ``python -m benchmarks.invariance [--jobs N] [--cases GLOB]``. Each recording of the shared benchmark is
examined as it is and after each change that leaves the machine as it was; the answer (first finding with its
component, else the verdict) must be the same. The changes that do not apply to a recording (halves of a short one, a
wrong speed where none is stated, reversing a single channel) are not counted.
"""

from __future__ import annotations

import argparse
import copy
import functools
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from benchmarks.cases import Case, answer_of, in_memory, in_processes, load_cases, missing_benchmark
from diagnostics.errors import DiagnosticsError
from diagnostics.examining import examine
from diagnostics.machine import Machine
from diagnostics.recording import Recording

__all__ = ["CHANGES", "Measured", "main"]

LEAST_HALVED_S: Final = 8.0
"""Shortest record that is cut into halves: each half keeps the four seconds from which nothing is said about length
(rulebook §2.1, profile V)."""
LEAST_RATE_HZ: Final = 10_000.0
"""Rate below which health may not be claimed (rulebook §7); no recording is resampled below it."""
RESAMPLINGS: Final = ((4, 5), (9, 10))
"""Lower rates, the lowest first that stays at `LEAST_RATE_HZ` or above is taken (a convention)."""
SPEED_ERROR: Final = 0.015
"""Wrong by this much the stated speed is still within the default tolerance of 2 %."""
NOISE_SHARE: Final = 0.1
"""RMS of added white noise over that of the channel: 20 dB below it."""
OFFSET_RMS: Final = 10.0
"""Offset in RMS values of the channel (a convention: a DC-coupled sensor's bias is far larger than its signal)."""


@dataclass(frozen=True, eq=False)
class Measured:
    """A recording in memory and the machine description that goes with it."""

    samples: NDArray[np.float64]
    """[shape=(channels, n)]"""
    rate_hz: float
    machine: Mapping[str, Any]

    def with_samples(self, samples: NDArray[np.float64], *, rate_hz: float | None = None) -> Measured:
        """Return the same machine with other samples (and rate)."""
        return Measured(samples, self.rate_hz if rate_hz is None else rate_hz, self.machine)

    def answer(self) -> str:
        """Examine and return the answer in a few words."""
        try:
            machine = Machine.from_dict(self.machine)
            recording = Recording.from_array(self.samples, sampling_rate_hz=self.rate_hz)
            return answer_of(examine(recording, machine).to_json())
        except DiagnosticsError as wrong:
            return f"error {wrong.code}"


def scaled(measured: Measured, *, factor: float) -> Measured:
    """Samples times ``factor`` and the sensors' scale divided by it: another gain of the recorder."""
    machine = copy.deepcopy(dict(measured.machine))
    for sensor in machine["sensors"]:
        sensor["scale"] = sensor.get("scale", 1.0) / factor
    return Measured(measured.samples * factor, measured.rate_hz, machine)


def inverted(measured: Measured) -> Measured:
    """Reverse the polarity: the sensor is mounted the other way round."""
    return measured.with_samples(-measured.samples)


def offset(measured: Measured) -> Measured:
    """Add a constant to every channel."""
    return measured.with_samples(measured.samples + OFFSET_RMS * np.std(measured.samples, axis=1, keepdims=True))


def reversed_channels(measured: Measured) -> Measured | None:
    """Return the channels in reverse order, in the file and in the description; None for a single one."""
    count = measured.samples.shape[0]
    if count < 2:
        return None
    machine = copy.deepcopy(dict(measured.machine))
    machine["sensors"] = [{**s, "channel": str(count + 1 - int(s["channel"]))} for s in reversed(machine["sensors"])]
    return Measured(measured.samples[::-1].copy(), measured.rate_hz, machine)


def half(measured: Measured, *, second: bool) -> Measured | None:
    """Return one half of a record of at least 8 s, None for a shorter one."""
    count = measured.samples.shape[1]
    if count / measured.rate_hz < LEAST_HALVED_S:
        return None
    return measured.with_samples(measured.samples[:, count // 2 :] if second else measured.samples[:, : count // 2])


def resampled(measured: Measured) -> Measured | None:
    """Return the record at four fifths or nine tenths of its rate, None where both are too low to judge from."""
    for up, down in RESAMPLINGS:
        rate_hz = measured.rate_hz * up / down
        if rate_hz >= LEAST_RATE_HZ:
            return measured.with_samples(
                scipy.signal.resample_poly(measured.samples, up, down, axis=1), rate_hz=rate_hz
            )
    return None


def speed_wrong(measured: Measured, *, by: float) -> Measured | None:
    """State a speed that is wrong by the share ``by``, None where none is stated."""
    if "speed_rpm" not in measured.machine:
        return None
    machine = {**measured.machine, "speed_rpm": measured.machine["speed_rpm"] * (1.0 + by)}
    return Measured(measured.samples, measured.rate_hz, machine)


def noisy(measured: Measured) -> Measured:
    """Add white noise 20 dB below each channel; the same for the same samples."""
    generator = np.random.default_rng(zlib.crc32(measured.samples[:, :1000].tobytes()))
    noise = generator.standard_normal(measured.samples.shape)
    rms = np.std(measured.samples, axis=1, keepdims=True)
    return measured.with_samples(measured.samples + NOISE_SHARE * rms * noise)


CHANGES: Final[Mapping[str, Callable[[Measured], Measured | None]]] = {
    "samples × 0.001, scale ÷ 0.001": functools.partial(scaled, factor=1e-3),
    "samples × 1000, scale ÷ 1000": functools.partial(scaled, factor=1e3),
    "polarity reversed": inverted,
    "offset of 10 RMS": offset,
    "channels in reverse order": reversed_channels,
    "first half": functools.partial(half, second=False),
    "second half": functools.partial(half, second=True),
    "rate × 0.8 (0.9 at 12 kHz)": resampled,
    "stated speed 1.5 % high": functools.partial(speed_wrong, by=SPEED_ERROR),
    "stated speed 1.5 % low": functools.partial(speed_wrong, by=-SPEED_ERROR),
    "white noise 20 dB below": noisy,
}
"""What must not change the verdict; each returns None where it does not apply."""


def main() -> int:
    """Print the table; return 0, or 2 when the recordings are not there."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--cases", default="*", metavar="GLOB", help="only the cases whose id fits (default: all)")
    options = arguments.parse_args()
    missing = missing_benchmark()
    if missing is not None:
        print(missing, file=sys.stderr)
        return 2
    cases = load_cases(options.cases)
    _print(dict(zip((c["id"] for c in cases), in_processes(_answers, cases, options.jobs), strict=True)))
    return 0


def _answers(case: Case) -> dict[str, str]:
    """Return the answer as recorded (key ``as recorded``) and after each change that applies."""
    recording = in_memory(case)
    measured = Measured(recording.read(), recording.known_rate_hz(), case["machine"])
    answers = {"as recorded": measured.answer()}
    for name, change in CHANGES.items():
        changed = change(measured)
        if changed is not None:
            answers[name] = changed.answer()
    return answers


def _print(answers: Mapping[str, Mapping[str, str]]) -> None:
    all_agreed = all_counted = 0
    for name in CHANGES:
        pairs = list(_pairs(answers, name))
        agreed = sum(before == after for _, before, after in pairs)
        all_agreed, all_counted = all_agreed + agreed, all_counted + len(pairs)
        print(f"{name:32s} {agreed:4d}/{len(pairs)}")
        for case, before, after in pairs:
            if before != after:
                print(f"    {case}: {before} -> {after}")
    print(f"{'together':32s} {all_agreed:4d}/{all_counted}")


def _pairs(answers: Mapping[str, Mapping[str, str]], name: str) -> Iterator[tuple[str, str, str]]:
    for case, given in answers.items():
        if name in given:
            yield case, given["as recorded"], given[name]


if __name__ == "__main__":
    raise SystemExit(main())
