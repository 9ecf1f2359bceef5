"""Samples that are not there: NaN, zeros or one value held in their place, and gaps in the time stamps."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityLevel, QualityNote
from diagnostics.quality.notes import note
from diagnostics.quality.runs import longest_finite_stretch, runs_of

__all__ = ["LEAST_CLEAN_S", "dropout", "lost_samples", "time_gaps"]

ZERO_RUN: Final = 5
"""Zeros in a row, more than which are lost samples (rulebook §7)."""
ZERO_SPREAD: Final = 10.0
"""Steps of the converter that a signal spans RMS before its zeros are told from silence: five zeros in a row then have
a chance of about (0.04)⁶ at each place."""
HELD_RUN: Final = 20
HELD_OVER_USUAL: Final = 10.0
"""A value is held in place of lost samples when it stands for at least 20 samples, and ten times as long as 999 of
1000 values of this signal do (a convention: the longest run in 172 real channels is 4 samples)."""
USUAL_SHARE: Final = 0.999
FEW: Final = 10
"""So many runs may be far longer than usual in a record of any length (a convention)."""
REFUSED_SHARE: Final = 0.001
"""Share of lost samples above which a channel is refused unless a long clean stretch is left (rulebook §7)."""
LEAST_CLEAN_S: Final = 4.0
"""A stretch of four seconds can be judged (rulebook §2.1, profile V), and so can half of a shorter record."""


def lost_samples(samples: NDArray[np.float64], *, step: float) -> NDArray[np.bool_]:
    """Return which of ``samples`` [shape=(n,)] are NaN, infinite, or zeros or a held value in place of lost ones."""
    lost = ~np.isfinite(samples)
    standing, lengths = runs_of(np.diff(samples) == 0.0)
    lengths = lengths + 1
    spread = float(np.std(samples[~lost])) if lost.any() else float(np.std(samples))
    usual = _usual_run(lengths, samples.size)
    zeros = (samples[standing] == 0.0) & (lengths > max(ZERO_RUN, usual)) & (spread > ZERO_SPREAD * step)
    at_peak = (samples[standing] >= np.nanmax(samples)) | (samples[standing] <= np.nanmin(samples))
    held = (lengths >= max(HELD_RUN, HELD_OVER_USUAL * usual)) & ~at_peak  # peaks that stand are clipping
    for run in np.flatnonzero(zeros | held):
        lost[standing[run] : standing[run] + lengths[run]] = True
    return lost


def _usual_run(lengths: NDArray[np.intp], sample_count: int) -> int:
    """Return how long all but the longest of the runs of one value last, those of a single sample included."""
    runs = sample_count - int(np.sum(lengths)) + lengths.size
    longest = max(FEW, int((1.0 - USUAL_SHARE) * runs))
    return int(np.partition(lengths, -1 - longest)[-1 - longest]) if longest < lengths.size else 1


def dropout(lost: NDArray[np.bool_], *, sampling_rate_hz: float, channel: str) -> QualityNote | None:
    """Tell how many samples are ``lost`` [shape=(n,)]; refuse where over 0.1 % are and no long clean stretch is."""
    count = int(np.count_nonzero(lost))
    if count == 0:
        return None
    share = count / lost.size
    clean = int(np.max(runs_of(~lost)[1], initial=0))
    refused = share > REFUSED_SHARE and clean < min(0.5 * lost.size, LEAST_CLEAN_S * sampling_rate_hz)
    level: QualityLevel = "blocking" if refused else "warning"
    return note("sensor.dropout", channel, level, "dropout", percent=100.0 * share, count=count)


def time_gaps(gaps: tuple[int, ...], *, sample_count: int, sampling_rate_hz: float) -> QualityNote | None:
    """Tell that the time stamps leave out samples before the indices ``gaps`` of the first ``sample_count``."""
    inside = tuple(gap for gap in gaps if gap < sample_count)
    if not inside:
        return None
    clean = longest_finite_stretch(np.zeros((1, sample_count)), cuts=inside)
    seconds = (clean.stop - clean.start) / sampling_rate_hz
    first_s = inside[0] / sampling_rate_hz
    return note("sensor.dropout", None, "warning", "time_gaps", count=len(inside), first=first_s, seconds=seconds)
