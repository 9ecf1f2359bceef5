"""What the converter and the amplifier before it do to a signal: nothing connected, clipped, too coarse, off centre."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityLevel, QualityNote
from diagnostics.quality.notes import note
from diagnostics.quality.runs import runs_of

__all__ = ["clipping", "converter_step", "flatline", "offset", "quantisation"]

LOOKED_AT: Final = 65_536
"""Samples from which the steps of the converter are read: neighbouring levels occur among far fewer."""
SAME_LEVEL: Final = 1e-9
"""Of the span: values closer than this are one level with rounding errors. 24 bits have steps of 6·10⁻⁸."""
LEAST_DISTINCT: Final = 20
"""Fewer levels carry no signal (rulebook §7, flatline)."""
CONSTANT_S: Final = 1.0
"""A channel that stands still for longer is dead (rulebook §7, flatline)."""
CLIPPED_RUN: Final = 3
"""Samples in a row at the highest level that are clipped (rulebook §7)."""
CROWDED_COUNT: Final = 10
"""More samples than this at one level are suspicious (rulebook §7)."""
CROWDED_OVER_NEXT: Final = 5.0
"""How many times as many as at the next level: about twice what the crest of a sine makes, √1/(½(√3 − 1)) = 2.7."""
CLIPPING_REFUSED: Final = 0.01
"""Share of clipped samples above which a channel is refused (rulebook §7)."""
WARN_STEPS: Final = 3.0
REFUSED_STEPS: Final = 1.0
"""Standard deviation in steps of the converter below which it warns, and refuses (rulebook §7, quantisation)."""
OFFSET_SHARE: Final = 0.2
"""Of full scale, from which the mean of a sensor without DC is an offset (rulebook §7, bias)."""


def converter_step(samples: NDArray[np.float64]) -> tuple[float, int]:
    """Return the smallest step between the values that occur in ``samples`` [shape=(n,)], and how many levels there
    are: one bit of the converter, tiny for floating-point data."""
    values = np.unique(samples[:LOOKED_AT])
    steps = np.diff(values)
    steps = steps[steps > SAME_LEVEL * (values[-1] - values[0])] if steps.size else steps
    return (float(np.min(steps)), steps.size + 1) if steps.size else (0.0, min(1, values.size))


def flatline(samples: NDArray[np.float64], *, levels: int, sampling_rate_hz: float, channel: str) -> QualityNote | None:
    """Refuse a channel with fewer than 20 ``levels``, or whose ``samples`` [shape=(n,)] stand still for a second."""
    if samples.size < 2 or levels < LEAST_DISTINCT:
        return note("sensor.flatline", channel, "blocking", "flatline")
    _, lengths = runs_of(np.diff(samples) == 0.0)
    seconds = float(np.max(lengths, initial=0)) / sampling_rate_hz
    return note("sensor.flatline", channel, "blocking", "constant", seconds=seconds) if seconds > CONSTANT_S else None


def clipping(samples: NDArray[np.float64], *, step: float, channel: str) -> QualityNote | None:
    """Tell that the peaks of ``samples`` [shape=(n,)] stand at one level; refuse where over 1 % of them do."""
    margin = min(step, 1e-3 * float(np.ptp(samples))) * 1.001
    clipped = sum(_clipped_at_top(side, margin) for side in (samples, -samples))
    if clipped == 0:
        return None
    share = clipped / samples.size
    level: QualityLevel = "blocking" if share > CLIPPING_REFUSED else "warning"
    return note("sensor.clipping", channel, level, "clipping", percent=100.0 * share)


def _clipped_at_top(samples: NDArray[np.float64], margin: float) -> int:
    """Return how many samples are stuck at the highest level: more there than a crest explains, many or in runs."""
    top = float(np.max(samples))
    high = samples > top - 3.0 * margin - abs(top) * np.finfo(np.float64).eps
    below_top = top - samples[high]
    count = int(np.count_nonzero(below_top <= margin))
    beside = np.count_nonzero((below_top > margin) & (below_top <= 3.0 * margin)) / 2.0
    if count < CROWDED_OVER_NEXT * max(beside, 0.5):
        return 0
    if count > CROWDED_COUNT:
        return count
    _, lengths = runs_of(top - samples <= margin)
    return int(np.sum(lengths[lengths >= CLIPPED_RUN]))


def quantisation(samples: NDArray[np.float64], *, step: float, channel: str) -> QualityNote | None:
    """Tell that ``samples`` [shape=(n,)] span less than three steps RMS; refuse below one."""
    steps = float(np.std(samples)) / step if step > 0.0 else np.inf
    if steps >= WARN_STEPS:
        return None
    level: QualityLevel = "blocking" if steps < REFUSED_STEPS else "warning"
    return note("sensor.quantisation", channel, level, "quantisation", steps=steps)


def offset(samples: NDArray[np.float64], *, channel: str) -> QualityNote | None:
    """Tell that the mean of ``samples`` [shape=(n,)], ±1 at full scale, takes over a fifth of the range."""
    share = abs(float(np.mean(samples)))
    return note("sensor.bias", channel, "warning", "offset", percent=100.0 * share) if share > OFFSET_SHARE else None
