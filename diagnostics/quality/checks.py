"""The signal-quality gate of one channel (rulebook §7), on raw samples: may it be used, and what is wrong with it?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.quality.converter import clipping, converter_step, flatline, quantisation
from diagnostics.quality.lost import dropout, lost_samples
from diagnostics.quality.notes import TEXTS
from diagnostics.quality.repeats import repeats
from diagnostics.quality.steadiness import unsteadiness

__all__ = ["TEXTS", "ChannelQuality", "check_channel"]


@dataclass(frozen=True, eq=False)
class ChannelQuality:
    """What the gate says about one channel, and whether it may be used."""

    notes: tuple[QualityNote, ...]
    usable: bool
    lost: NDArray[np.bool_]
    """Which samples are lost [shape=(n,)]."""


def check_channel(samples: NDArray[np.float64], *, sampling_rate_hz: float, channel: str) -> ChannelQuality:
    """Return the quality of the raw ``samples`` [shape=(n,)] of ``channel``, in file units, with NaN where
    samples are lost."""
    finite = np.isfinite(samples)
    there = samples if finite.all() else samples[finite]
    step, levels = converter_step(there)
    flat = flatline(there, levels=levels, sampling_rate_hz=sampling_rate_hz, channel=channel)
    if flat is not None:
        return ChannelQuality((flat,), usable=False, lost=~finite)
    lost = lost_samples(samples, step=step)
    kept = samples[~lost] if lost.any() else samples
    checked = (
        dropout(lost, sampling_rate_hz=sampling_rate_hz, channel=channel),
        repeats(kept, sampling_rate_hz=sampling_rate_hz, channel=channel),
        clipping(kept, step=step, channel=channel),
        quantisation(kept, step=step, channel=channel),
        unsteadiness(kept, channel=channel),
    )
    notes = tuple(note for note in checked if note is not None)
    return ChannelQuality(notes, usable=all(note.level != "blocking" for note in notes), lost=lost)
