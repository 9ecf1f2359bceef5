"""Averages over turns of a shaft: what repeats with the shaft stays, everything else fades with the number of turns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from diagnostics.spectra.orders import angular_resampled

__all__ = [
    "angular_average",
    "difference_kurtosis",
    "difference_signal",
    "fm0",
    "fm4",
    "mesh_band_envelope",
    "na4",
    "nb4",
    "residual_signal",
    "synchronous_average",
]

SHAFT_ORDERS = 3
"""Lowest shaft orders that are left out as well: unbalance and misalignment are not the teeth's (a convention of
ours)."""


def synchronous_average(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, shaft_hz: float, points: int
) -> tuple[NDArray[np.float64], int]:
    """Return ``(mean turn [shape=(points,)], number of turns)`` of ``samples`` [shape=(n,)] at a steady ``shaft_hz``.

    Samples are interpolated linearly at equal angles (McFadden, MSSP 1 (1987)).
    """
    turns = int((samples.size - 2) * shaft_hz / sampling_rate_hz)
    position = np.arange(turns * points) * (sampling_rate_hz / (shaft_hz * points))
    angle = np.interp(position, np.arange(samples.size), samples)
    return np.asarray(np.mean(angle.reshape(turns, points), axis=0)), turns


def angular_average(
    samples: NDArray[np.float64], *, shaft_angle_turns: NDArray[np.float64], points: int
) -> tuple[NDArray[np.float64], int]:
    """Return ``(mean turn [shape=(..., points)], number of turns)`` of ``samples`` [shape=(..., n)] whose shaft angle
    in turns is known at each sample [shape=(n,)]; the turn begins at the angle of the first sample.

    Orders above ``points``/2 are filtered away. Raises ValueError when the record holds less than one turn, and as
    `angular_resampled`.
    """
    angular = angular_resampled(samples, shaft_angle_turns=shaft_angle_turns, points_per_turn=points)
    turns = angular.shape[-1] // points
    if turns < 1:
        raise ValueError("the record holds less than one turn of the shaft")
    whole = angular[..., : turns * points].reshape(*samples.shape[:-1], turns, points)
    return np.asarray(np.mean(whole, axis=-2)), turns


def residual_signal(average: NDArray[np.float64], *, teeth: int) -> NDArray[np.float64]:
    """Return a synchronous ``average`` [shape=(..., points)] without its mean, the first three shaft orders and the
    mesh harmonics, same shape and unit (Zakrajsek, NASA TM-105950 (1993); rulebook §4.4)."""
    return _without_mesh(average, teeth=teeth, sidebands=0)


def difference_signal(average: NDArray[np.float64], *, teeth: int) -> NDArray[np.float64]:
    """Return the residual of a synchronous ``average`` [shape=(..., points)] also without the first sidebands of each
    mesh harmonic, same shape and unit (Stewart 1977; rulebook §4.4)."""
    return _without_mesh(average, teeth=teeth, sidebands=1)


def difference_kurtosis(average: NDArray[np.float64], *, teeth: int) -> tuple[float, float]:
    """Return ``(FM4, peak angle as a share of a turn)`` of a synchronous ``average`` [shape=(points,)].

    The mesh harmonics with their first sidebands and the first three shaft orders are removed; FM4 is the kurtosis of
    the difference that is left: 3 for noise, above it when one place of the turn stands out (Stewart 1977).
    """
    difference = difference_signal(average, teeth=teeth)
    power = float(np.mean(difference**2))
    if power <= 0.0:
        return 3.0, 0.0
    return float(np.mean(difference**4)) / power**2, float(np.argmax(np.abs(difference))) / average.size


def fm0(average: NDArray[np.float64], *, teeth: int) -> NDArray[np.float64]:
    """Return the peak-to-peak value of a synchronous ``average`` [shape=(..., points)] over the sum of its mesh
    harmonics' amplitudes [shape=(...)], no unit; infinite without any mesh.

    2 for a pure mesh tone; rises with a broken tooth, but with the load too: only against a baseline (Stewart 1977).
    """
    points = average.shape[-1]
    amplitudes = np.abs(np.fft.rfft(average, axis=-1)) * 2.0 / points
    if points % 2 == 0:
        amplitudes[..., -1] *= 0.5
    mesh = np.sum(amplitudes[..., teeth::teeth], axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.ptp(average, axis=-1) / mesh)


def fm4(difference: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return N·Σ(d − d̄)⁴/(Σ(d − d̄)²)² of a difference signal [shape=(..., points)], [shape=(...)].

    3 for Gaussian noise, 1.5 for a sine, 3 where nothing is left (Stewart 1977; rulebook §4.4).
    """
    return _fourth_moment_over(difference, np.var(difference, axis=-1))


def na4(residual: NDArray[np.float64], *, healthy_variances: Sequence[float]) -> NDArray[np.float64]:
    """Return the fourth moment of a residual signal [shape=(..., points)] over the squared mean of the variances that
    the residuals of the healthy history had, [shape=(...)].

    3 while nothing changes; unlike FM4 it goes on rising as damage spreads (Zakrajsek, Townsend & Decker, NASA
    TM-105950 (1993)). A step of the load raises it too. Raises ValueError without a history.
    """
    if len(healthy_variances) == 0:
        raise ValueError("NA4 and NB4 compare with a healthy history, but no variance was given")
    return _fourth_moment_over(residual, np.asarray(np.mean(np.asarray(healthy_variances, dtype=np.float64))))


def mesh_band_envelope(
    average: NDArray[np.float64], *, teeth: int, harmonic: int = 1, half_width_orders: int | None = None
) -> NDArray[np.float64]:
    """Return the envelope of the band around a mesh harmonic of a synchronous ``average`` [shape=(..., points)], same
    shape and unit.

    The band takes ``half_width_orders`` sidebands on both sides, by default as many as fit without those of the
    neighbouring harmonic (half the teeth). Raises ValueError when it does not fit below half the points.
    """
    points = average.shape[-1]
    reach = (teeth - 1) // 2 if half_width_orders is None else half_width_orders
    centre = teeth * harmonic
    if centre - reach < 1 or centre + reach > (points - 1) // 2:
        raise ValueError(f"orders {centre - reach} to {centre + reach} do not fit a turn of {points} points")
    lines = np.fft.fft(average, axis=-1)
    band = np.zeros_like(lines)
    band[..., centre - reach : centre + reach + 1] = 2.0 * lines[..., centre - reach : centre + reach + 1]
    return np.asarray(np.abs(np.fft.ifft(band, axis=-1)))


def nb4(envelope: NDArray[np.float64], *, healthy_variances: Sequence[float]) -> NDArray[np.float64]:
    """Return NA4 of a mesh band's envelope [shape=(..., points)], [shape=(...)], against the variances that the
    envelope had in the healthy history (Zakrajsek, Handschuh & Decker, NASA TM-106467 (1994); rulebook §4.4).

    Raises ValueError without a history.
    """
    return na4(envelope, healthy_variances=healthy_variances)


def _without_mesh(average: NDArray[np.float64], *, teeth: int, sidebands: int) -> NDArray[np.float64]:
    lines = np.fft.rfft(average - np.mean(average, axis=-1, keepdims=True), axis=-1)
    lines[..., : SHAFT_ORDERS + 1] = 0.0
    for mesh in range(teeth, lines.shape[-1], teeth):
        lines[..., mesh - sidebands : mesh + sidebands + 1] = 0.0
    return np.asarray(np.fft.irfft(lines, n=average.shape[-1], axis=-1))


def _fourth_moment_over(values: NDArray[np.float64], variance: NDArray[np.float64]) -> NDArray[np.float64]:
    fourth = np.mean((values - np.mean(values, axis=-1, keepdims=True)) ** 4, axis=-1)
    return np.asarray(np.where(variance > 0.0, fourth / np.where(variance > 0.0, variance, 1.0) ** 2, 3.0))
