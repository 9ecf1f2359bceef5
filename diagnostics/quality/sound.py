"""What spoils sound: recorded too quietly, too slowly or too briefly, in a wrong unit, or with an automatic gain that
follows it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.quality.notes import note
from diagnostics.quality.runs import runs_of

__all__ = ["PLAUSIBLE_DB", "automatic_gain", "implausible_sound", "quiet_sound", "sound_reach"]

QUIET_DBFS: Final = -60.0
"""RMS below which too few steps are left (rulebook §7, sound): −60 dB of 16 bits is 33 steps."""
BLOCK_S: Final = 0.05
FALL_DB: Final = 12.0
"""Within two blocks, as at the end of a loud event, or when a gain is lowered (a convention)."""
AROUND_S: Final = 1.0
"""Time before and after the fall in which levels are compared: automatic gains let go within about a second or more (a
convention)."""
LOWEST: Final = 4
"""Blocks that are as low as it gets after the fall, and the fewest before it."""
LOWERED_DB: Final = 6.0
"""From before the event to after it, from which the gain was lowered: half the amplitude (a convention)."""
COMES_BACK_DB: Final = 3.0
"""Rise after the fall; a machine that was switched off stays quiet (a convention)."""
USUAL_RATE_HZ: Final = 16_000.0
USUAL_SECONDS: Final = 10.0
"""Rate and length from which nothing is said about them (rulebook §2.1, profile S)."""
PLAUSIBLE_DB: Final = (30.0, 150.0)
"""Level re 20 µPa between the quietest rooms, which are no workshops, and what no common microphone bears (a
convention)."""


def quiet_sound(samples: NDArray[np.float64], *, channel: str) -> QualityNote | None:
    """Tell that ``samples`` [shape=(n,)], ±1 at full scale, lie below −60 dBFS."""
    level_dbfs = 20.0 * float(np.log10(max(float(np.std(samples)), np.finfo(np.float64).tiny)))
    return note("sound", channel, "warning", "quiet", level=level_dbfs) if level_dbfs < QUIET_DBFS else None


def sound_reach(*, sampling_rate_hz: float, duration_s: float) -> list[QualityNote]:
    """Tell that sound was recorded at less than 16 kHz or for less than 10 s."""
    notes = []
    if sampling_rate_hz < USUAL_RATE_HZ:
        notes.append(note("rate", None, "warning", "sound_rate", rate_khz=sampling_rate_hz / 1000.0))
    if duration_s < USUAL_SECONDS - 0.5 / sampling_rate_hz:
        notes.append(note("length", None, "warning", "sound_length", seconds=duration_s))
    return notes


def implausible_sound(level_db: float, *, channel: str) -> QualityNote | None:
    """Tell that the level of a calibrated ``channel``, in dB re 20 µPa, is none that a machine can have."""
    low_db, high_db = PLAUSIBLE_DB
    if low_db <= level_db <= high_db:
        return None
    return note("sensor.scale", channel, "warning", "sound_scale", level=level_db, low=low_db, high=high_db)


def automatic_gain(samples: NDArray[np.float64], *, sampling_rate_hz: float, channel: str) -> QualityNote | None:
    """Tell that the level of ``samples`` [shape=(n,)] sinks after most of the loud events and comes back slowly."""
    block = max(1, round(BLOCK_S * sampling_rate_hz))
    blocks = samples[: samples.size // block * block].reshape(-1, block)
    if blocks.shape[0] < 3 * LOWEST:
        return None
    levels = 20.0 * np.log10(np.maximum(np.std(blocks, axis=1), np.finfo(np.float64).tiny))
    starts, lengths = runs_of(levels[:-2] - levels[2:] > FALL_DB)
    drops = [_drop(levels, start, start + length + 1) for start, length in zip(starts, lengths, strict=True)]
    told = [drop for drop in drops if drop is not None]
    if not told or float(np.median(told)) < LOWERED_DB:
        return None
    return note("sound", channel, "warning", "automatic_gain", drop=float(np.median(told)))


def _drop(levels: NDArray[np.float64], start: int, end: int) -> float | None:
    """Return by how many dB the ``levels`` are lower after a fall than before it; 0 where they do not come back slowly,
    None too near to an end of the record."""
    around = round(AROUND_S / BLOCK_S)
    before, after = levels[max(0, start - around) : start], levels[end : end + around]
    if before.size < LOWEST or after.size < 2 * LOWEST:
        return None
    lowest = float(np.median(np.sort(after)[:LOWEST]))
    slowly = float(np.max(np.diff(after))) < LOWERED_DB
    back = float(np.median(after[-LOWEST:])) - lowest >= COMES_BACK_DB
    return float(np.median(before)) - lowest if slowly and back else 0.0
