"""A broken or cracked tooth: one place of the turn that knocks, always the same.

The angle of the wheel is read from the phase of its own mesh, so that a speed that wavers does not blur the average
(rulebook §4.4 and §4.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.quality.preparation import Prepared, PreparedChannel
from diagnostics.spectra.demodulation import carrier_envelope
from diagnostics.spectra.synchronous import difference_signal, fm4

__all__ = ["BROKEN_TOOTH_FM4", "LEAST_TURNS", "RATE_OVER_MESH", "Knock", "knock_of_wheel"]

BROKEN_TOOTH_FM4: Final = 4.0
"""Kurtosis of the difference signal from which a tooth is taken as broken (rulebook §2.4)."""
LEAST_TURNS: Final = 128
"""Two halves of 64 turns each, the least for an average (rulebook §4.4)."""
RATE_OVER_MESH: Final = 2.56 * 3.5
"""Sampling rate over mesh frequency (rulebook §2.1, profile G)."""
POINTS_PER_TOOTH: Final = 16
"""Points of the average for each tooth: more than the record has at the least rate (a convention)."""
SAME_ANGLE_TURNS: Final = 5.0 / 360.0
"""The knock must come at the same angle in both halves of the record (rulebook §4.4: ±5°)."""
SHUFFLES: Final = 999
"""Turns with shuffled phases that the knock is compared with; their number is the least probability: 1/1000."""
BLOCK: Final = 111
"""Of them at a time, so that memory stays small; a ninth of them."""
MESH_HARMONICS: Final = (1, 2, 3)
"""Mesh harmonics whose phase may give the angle."""
MESH_BANDWIDTH: Final = 0.9
"""Of the shaft's speed, around the mesh line: without the sidebands that the wheel itself makes."""
STEADY_CARRIER: Final = 0.2
"""Least amplitude of the mesh over its median for a phase that may be followed (a convention)."""


@dataclass(frozen=True, eq=False)
class Knock:
    """What stands out in the mean turn of one wheel, with the clearest channel."""

    channel: str
    fm4: float
    repeats: bool
    """Whether both halves show it at the same angle and with FM4 above the limit."""
    chance: float
    """Probability that a wheel with the same lines in random phase is as uneven on all channels together."""
    agreeing: int
    """Channels whose strongest place lies at that angle."""
    angle_turns: float
    """Of its highest peak."""
    average: NDArray[np.float64]
    """Mean turn [shape=(points,)]."""
    difference: NDArray[np.float64]
    """[shape=(points,)]."""


@dataclass(frozen=True, eq=False)
class _Wheel:
    """Mean turn, its two halves and their difference signals in one channel; row 0 whole, 1 and 2 the halves."""

    channel: str
    averages: NDArray[np.float64]
    differences: NDArray[np.float64]
    places: NDArray[np.float64]
    """Energy of the difference in a window of one tooth over its mean [shape=(3, points)]."""

    @property
    def fm4(self) -> NDArray[np.float64]:
        """[shape=(3,)]"""
        return fm4(self.differences)

    @property
    def peaks(self) -> NDArray[np.float64]:
        """Angle of the strongest place in turns [shape=(3,)]."""
        return np.asarray(np.argmax(self.places, axis=-1) / self.places.shape[-1], dtype=np.float64)

    @property
    def repeats(self) -> bool:
        """Whether both halves knock at the same angle."""
        _, first, second = self.peaks
        return _apart(first, second) <= SAME_ANGLE_TURNS and float(np.min(self.fm4)) > BROKEN_TOOTH_FM4


def knock_of_wheel(
    channels: Sequence[PreparedChannel], prepared: Prepared, *, teeth: int, shaft_hz: float
) -> Knock | None:
    """Return what stands out in the mean turn of a wheel; None when rate or length do not allow an average."""
    rate_hz = prepared.sampling_rate_hz
    if prepared.duration_s * shaft_hz < LEAST_TURNS or rate_hz < RATE_OVER_MESH * teeth * shaft_hz:
        return None
    angle = _angle_turns(channels, rate_hz=rate_hz, teeth=teeth, shaft_hz=shaft_hz)
    wheels = [_wheel(channel, angle, teeth) for channel in channels]
    best = max(wheels, key=lambda wheel: (wheel.repeats, float(wheel.fm4[0])))
    at_turns = float(best.peaks[0])
    return Knock(
        channel=best.channel,
        fm4=float(best.fm4[0]),
        repeats=best.repeats,
        chance=_chance([wheel.differences[0] for wheel in wheels], teeth),
        agreeing=sum(_apart(float(wheel.peaks[0]), at_turns) * teeth <= 1.0 for wheel in wheels),
        angle_turns=int(np.argmax(np.abs(best.differences[0]))) / best.differences.shape[-1],
        average=best.averages[0],
        difference=best.differences[0],
    )


def _angle_turns(
    channels: Sequence[PreparedChannel], *, rate_hz: float, teeth: int, shaft_hz: float
) -> NDArray[np.float64]:
    """Return the angle of the wheel at each sample [shape=(n,)], from the steadiest mesh line, else from the speed."""
    best, steadiest = np.zeros(channels[0].samples.size), 0.0
    for harmonic in MESH_HARMONICS:
        carrier_hz, bandwidth_hz = harmonic * teeth * shaft_hz, MESH_BANDWIDTH * shaft_hz
        if carrier_hz + bandwidth_hz > 0.5 * rate_hz:
            break
        for channel in channels:
            envelope = carrier_envelope(
                channel.samples, sampling_rate_hz=rate_hz, carrier_hz=carrier_hz, bandwidth_hz=bandwidth_hz
            )
            size = np.abs(envelope[envelope.size // 20 : -(envelope.size // 20)])
            steady = float(np.min(size) / np.median(size)) if np.any(size) else 0.0
            if steady > max(steadiest, STEADY_CARRIER):
                best, steadiest = np.unwrap(np.angle(envelope)) / (2.0 * np.pi * harmonic * teeth), steady
    angle = best + np.arange(best.size) * (shaft_hz / rate_hz)
    return np.maximum.accumulate(angle - angle[0])


def _wheel(channel: PreparedChannel, angle_turns: NDArray[np.float64], teeth: int) -> _Wheel:
    points = POINTS_PER_TOOTH * teeth
    turns = int(angle_turns[-1])
    position = np.interp(np.arange(turns * points) / points, angle_turns, np.arange(angle_turns.size))
    turned = np.interp(position, np.arange(angle_turns.size), channel.samples).reshape(turns, points)
    half = turns // 2
    averages = np.array([np.mean(part, axis=0) for part in (turned, turned[:half], turned[half:])])
    differences = difference_signal(averages, teeth=teeth)
    return _Wheel(channel.key, averages, differences, _places(differences))


def _places(difference: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the energy within one tooth around each angle over the mean energy, same shape [shape=(..., points)]."""
    points = difference.shape[-1]
    window = np.zeros(points)
    window[:POINTS_PER_TOOTH] = 1.0 / POINTS_PER_TOOTH
    window = np.roll(window, -(POINTS_PER_TOOTH // 2))
    energy = np.fft.irfft(np.fft.rfft(difference**2) * np.conj(np.fft.rfft(window)), n=points)
    mean = np.mean(difference**2, axis=-1, keepdims=True)
    return np.asarray(energy / np.maximum(mean, np.finfo(np.float64).tiny))


def _chance(differences: Sequence[NDArray[np.float64]], teeth: int) -> float:
    """Return how often turns with the same lines in random phase are as uneven, channels averaged angle by angle."""
    random = np.random.default_rng(teeth)
    seen = float(np.max(np.mean([_places(d) for d in differences], axis=0)))
    magnitudes = [np.abs(np.fft.rfft(d)) for d in differences]
    as_uneven = 0
    for _ in range(SHUFFLES // BLOCK):
        mean = np.zeros((BLOCK, differences[0].size))
        for magnitude in magnitudes:
            phase = np.exp(2j * np.pi * random.random((BLOCK, magnitude.size)))
            mean += _places(np.fft.irfft(magnitude * phase, n=differences[0].size)) / len(differences)
        as_uneven += int(np.sum(np.max(mean, axis=-1) >= seen))
    return (1 + as_uneven) / (1 + SHUFFLES)


def _apart(one: float, other: float) -> float:
    """Return the distance of two angles in turns, 0 … ½."""
    distance = abs(one - other) % 1.0
    return min(distance, 1.0 - distance)
