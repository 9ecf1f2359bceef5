"""The lines of many envelope spectra at once: every channel, whitening, band and kind of envelope on one
frequency axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.spectra.envelope import band_envelope, band_family, envelope_spectrum
from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.spectrum import cepstrum_prewhitened, padded_length, transform, whitened

__all__ = ["EnvelopeLines", "EnvelopeView", "KnownLine", "envelope_lines", "evidence", "masked"]

LOWEST_BAND_HZ = 200.0
"""Bands start above the strongest shaft lines; bearing resonances lie far higher (rulebook §2.1, profile E)."""
HIGHEST_BAND_HZ = 25_000.0
"""Accelerometers on a stud carry up to about 25 kHz; above that there is nothing to find but the sensor's
own resonance."""
NARROWEST_BAND_HZ = 300.0
FLOOR_LINES = 201
"""Independent neighbours whose median is the local floor (rulebook §4.1, M = 201); of the axis, every second line."""
WHITENING_HZ = 100.0
"""Width of the running median that whitens: wider than the spacing of shaft lines, narrower than a resonance."""
WHITENINGS = ("median", "cepstrum")
EVIDENCE_CAP = 50.0
"""Most that one line may count for, so that a single strong line cannot stand for a family (rulebook §4.1,
robust sum)."""


@dataclass(frozen=True)
class EnvelopeView:
    """One way of looking at one channel: which whitening, which band, squared or logarithmic envelope."""

    channel: int
    """0-based index of the channel among those looked at."""
    whitening: str
    """``median`` (running median of the spectrum) or ``cepstrum`` (every line at magnitude 1)."""
    band_hz: tuple[float, float]
    logarithmic: bool


@dataclass(frozen=True)
class KnownLine:
    """A frequency that something else than a bearing makes, with the half-width to leave out around it."""

    frequency_hz: float
    half_width_hz: float


@dataclass(frozen=True, eq=False)
class EnvelopeLines:
    """Envelope spectra of all views on one axis: line k of every view lies at ``k * step_hz``."""

    views: tuple[EnvelopeView, ...]
    step_hz: float
    duration_s: float
    power: NDArray[np.float32]
    """ρ, the squared modulation ratio [shape=(lines, views)]."""
    floor: NDArray[np.float32]
    """Mean of ρ in the noise around each line [shape=(lines, views)]; infinite where a view has no lines."""

    @property
    def line_count(self) -> int:
        """Lines of each view."""
        return int(self.power.shape[0])

    def index(self, frequency_hz: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the nearest line of each frequency, the last line for frequencies beyond the axis."""
        return np.minimum(np.rint(np.abs(frequency_hz) / self.step_hz), self.line_count - 1).astype(np.intp)


def envelope_lines(
    channels: Sequence[NDArray[np.float64]], *, sampling_rate_hz: float, highest_hz: float
) -> EnvelopeLines:
    """Return the envelope spectra of ``channels`` (each [shape=(n,)]) up to ``highest_hz``.

    Two whitenings × the band family × squared and logarithmic envelope for each channel (rulebook §4.3,
    practical chain), in single precision: its rounding lies ten orders of magnitude below the power of a line.
    """
    padded = padded_length(len(channels[0]))
    step_hz = sampling_rate_hz / padded / 2.0
    count = int(highest_hz / step_hz) + 1
    width = max(101, round(WHITENING_HZ / (2.0 * step_hz)))
    top_hz = min(0.49 * sampling_rate_hz, HIGHEST_BAND_HZ)
    bands = band_family(
        min(LOWEST_BAND_HZ, 0.1 * top_hz), top_hz, minimum_width_hz=max(NARROWEST_BAND_HZ, 0.6 * highest_hz)
    )
    views: list[EnvelopeView] = []
    powers: list[NDArray[np.float32]] = []
    floors: list[NDArray[np.float32]] = []
    for number, samples in enumerate(channels):
        lines, _ = transform(samples)
        flat = np.array([whitened(lines, width=width), cepstrum_prewhitened(lines)]).astype(np.complex64)
        for band_hz in bands:
            squared, length = band_envelope(
                flat,
                padded_length=padded,
                sample_count=samples.shape[-1],
                sampling_rate_hz=sampling_rate_hz,
                band_hz=band_hz,
                highest_hz=highest_hz,
            )
            for logarithmic in (False, True):
                looked_at = WHITENINGS[:1] if logarithmic else WHITENINGS
                found = envelope_spectrum(
                    squared[: len(looked_at)], length=length, line_count=count, logarithmic=logarithmic
                )
                power = np.zeros((len(looked_at), count), dtype=np.float32)
                floor = np.full((len(looked_at), count), np.inf, dtype=np.float32)
                power[:, : found.shape[-1]] = found
                independent = local_floor(found[:, ::2], width=FLOOR_LINES)
                floor[:, : found.shape[-1]] = np.repeat(independent, 2, axis=1)[:, : found.shape[-1]]
                views += [EnvelopeView(number, whitening, band_hz, logarithmic) for whitening in looked_at]
                powers.append(power)
                floors.append(floor)
    return EnvelopeLines(
        views=tuple(views),
        step_hz=step_hz,
        duration_s=len(channels[0]) / sampling_rate_hz,
        power=np.concatenate(powers).T.copy(),
        floor=np.concatenate(floors).T.copy(),
    )


def evidence(lines: EnvelopeLines) -> NDArray[np.float32]:
    """Return how much each line says that it is more than noise [shape=(lines, views)].

    u − 1 − ln u of u = ρ/floor above 1, the likelihood ratio of an exponential line whose mean has risen, capped
    (rulebook §4.1); the two lines around count too, because a line may lie between two of the axis.
    """
    ratio = np.maximum(lines.power / lines.floor, 1.0)
    ratio[: max(1, int(2.0 / lines.duration_s / lines.step_hz))] = 1.0
    return np.asarray(np.minimum(ratio - 1.0 - np.log(ratio), EVIDENCE_CAP), dtype=np.float32)


def masked(values: NDArray[np.float32], lines: EnvelopeLines, known: Iterable[KnownLine]) -> NDArray[np.float32]:
    """Return a copy of evidence [shape=(lines, views)] with nothing left at the ``known`` lines."""
    kept = values.copy()
    for line in known:
        first = max(0, int(np.ceil((line.frequency_hz - line.half_width_hz) / lines.step_hz)))
        last = int((line.frequency_hz + line.half_width_hz) / lines.step_hz)
        kept[first : last + 1] = 0.0
    return kept
