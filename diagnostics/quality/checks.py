"""The signal-quality gate, channel by channel (rulebook §7): clipping, dropouts, flat lines, quantisation,
unsteadiness, copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.texts import Catalogue

__all__ = ["TEXTS", "ChannelQuality", "check_channel", "find_duplicates", "longest_finite_stretch"]

TEXTS = Catalogue(Path(__file__).with_name("texts.toml"))

CLIPPED_RUN = 3
CROWDED_COUNT = 10
"""More samples than this at one level are suspicious (rulebook §7)."""
CROWDED_OVER_NEXT = 5.0
"""How many times as many as at the next level: about twice what the crest of a sine makes, √1/(½(√3 − 1)) = 2.7."""
CLIPPING_REFUSED = 0.01
"""Share of clipped samples above which a channel is refused (rulebook §7)."""
DROPOUT_RUN = 5
DROPOUT_REFUSED = 0.001
"""Share of lost samples above which a channel is refused unless a long clean stretch is left (rulebook §7)."""
LEAST_DISTINCT = 20
CONSTANT_S = 1.0
WARN_STEPS, REFUSED_STEPS = 3.0, 1.0
"""Standard deviation in steps of the converter below which it warns, and refuses (rulebook §7, quantisation)."""
STEADY_RATIO = 2.0
IDENTICAL_CORRELATION = 0.999


@dataclass(frozen=True)
class ChannelQuality:
    """What the gate says about one channel, and whether it may be used."""

    notes: tuple[QualityNote, ...]
    usable: bool


def check_channel(samples: NDArray[np.float64], *, sampling_rate_hz: float, channel: str) -> ChannelQuality:
    """Return the quality of the raw ``samples`` [shape=(n,)] of ``channel``, in file units, with NaN where
    samples are lost."""
    finite = np.isfinite(samples)
    kept = samples[finite]
    flat = _flatline(samples, kept, sampling_rate_hz, channel)
    if flat is not None:
        return ChannelQuality((flat,), usable=False)
    step = _converter_step(kept)
    notes = [
        note
        for note in (
            _dropout(samples, finite, step, channel),
            _clipping(kept, step, channel),
            _quantisation(kept, step, channel),
            _unsteadiness(kept, channel),
        )
        if note is not None
    ]
    return ChannelQuality(tuple(notes), usable=all(note.level != "blocking" for note in notes))


def find_duplicates(channels: Mapping[str, NDArray[np.float64]]) -> tuple[tuple[str, str], ...]:
    """Return pairs of channels (each [shape=(n,)], all alike in length) that carry the same signal, the
    later one second."""
    names = list(channels)
    pairs = []
    for i, first in enumerate(names):
        for second in names[i + 1 :]:
            a, b = channels[first], channels[second]
            spread = float(np.std(a) * np.std(b))
            if spread > 0.0 and abs(np.mean((a - a.mean()) * (b - b.mean()))) / spread > IDENTICAL_CORRELATION:
                pairs.append((first, second))
    return tuple(pairs)


def longest_finite_stretch(samples: NDArray[np.float64]) -> slice:
    """Return the longest stretch in which no channel of ``samples`` [shape=(channels, n)] is NaN or infinite."""
    good = np.all(np.isfinite(samples), axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], good, [False]]).astype(np.int8)))
    if edges.size == 0:
        return slice(0, 0)
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return slice(int(starts[longest]), int(ends[longest]))


def _runs(flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the lengths of the stretches in which ``flags`` [shape=(n,)] hold."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return edges[1::2] - edges[::2]


def _converter_step(samples: NDArray[np.float64]) -> float:
    """The smallest step between the values that occur: one bit of the converter, tiny for floating-point data."""
    steps = np.diff(np.unique(samples[:200_000]))
    return float(np.min(steps)) if steps.size else 0.0


def _flatline(
    samples: NDArray[np.float64], kept: NDArray[np.float64], sampling_rate_hz: float, channel: str
) -> QualityNote | None:
    if kept.size < 2 or np.unique(kept[:200_000]).size < LEAST_DISTINCT:
        return QualityNote("sensor.flatline", channel, "blocking", TEXTS("flatline", channel=channel))
    repeated = _runs(np.diff(kept) == 0.0)
    if repeated.size and int(np.max(repeated)) > CONSTANT_S * sampling_rate_hz:
        seconds = float(np.max(repeated)) / sampling_rate_hz
        return QualityNote("sensor.flatline", channel, "blocking", TEXTS("constant", channel=channel, seconds=seconds))
    return None


def _dropout(samples: NDArray[np.float64], finite: NDArray[np.bool_], step: float, channel: str) -> QualityNote | None:
    lost = int(samples.size - np.count_nonzero(finite))
    spread = float(np.std(samples[finite]))
    if spread > 10.0 * step:
        zero_runs = _runs(samples == 0.0)
        lost += int(np.sum(zero_runs[zero_runs > DROPOUT_RUN]))
    if lost == 0:
        return None
    share = lost / samples.size
    stretch = longest_finite_stretch(samples[np.newaxis])
    refused = share > DROPOUT_REFUSED and (stretch.stop - stretch.start) < 0.5 * samples.size
    return QualityNote(
        "sensor.dropout",
        channel,
        "blocking" if refused else "warning",
        TEXTS("dropout", channel=channel, percent=100.0 * share, count=lost),
    )


def _clipping(samples: NDArray[np.float64], step: float, channel: str) -> QualityNote | None:
    span = float(np.ptp(samples))
    margin = min(step, 1e-3 * span) * 1.001
    clipped = sum(_clipped_at_top(side, margin) for side in (samples, -samples))
    if clipped == 0:
        return None
    share = clipped / samples.size
    level = "blocking" if share > CLIPPING_REFUSED else "warning"
    return QualityNote(
        "sensor.clipping",
        channel,
        "blocking" if level == "blocking" else "warning",
        TEXTS("clipping", channel=channel, percent=100.0 * share),
    )


def _clipped_at_top(samples: NDArray[np.float64], margin: float) -> int:
    """Return how many samples are stuck at the highest level: more there than a crest explains, many or in runs."""
    below_top = np.max(samples) - samples
    stuck = below_top <= margin
    count = int(np.count_nonzero(stuck))
    beside = np.count_nonzero((below_top > margin) & (below_top <= 3.0 * margin)) / 2.0
    if count < CROWDED_OVER_NEXT * max(beside, 0.5):
        return 0
    if count > CROWDED_COUNT:
        return count
    runs = _runs(stuck)
    return int(np.sum(runs[runs >= CLIPPED_RUN]))


def _quantisation(samples: NDArray[np.float64], step: float, channel: str) -> QualityNote | None:
    steps = float(np.std(samples)) / step if step > 0.0 else np.inf
    if steps >= WARN_STEPS:
        return None
    return QualityNote(
        "sensor.quantisation",
        channel,
        "blocking" if steps < REFUSED_STEPS else "warning",
        TEXTS("quantisation", channel=channel, steps=steps),
    )


def _unsteadiness(samples: NDArray[np.float64], channel: str) -> QualityNote | None:
    usable = samples[: samples.size // 10 * 10]
    if usable.size < 1000:
        return None
    levels = np.std(usable.reshape(10, -1), axis=1)
    ratio = float(np.max(levels) / max(float(np.min(levels)), np.finfo(np.float64).tiny))
    if ratio <= STEADY_RATIO:
        return None
    return QualityNote("stationarity", channel, "warning", TEXTS("unsteady", channel=channel, ratio=min(ratio, 1e6)))
