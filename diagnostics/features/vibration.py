"""Features of acceleration, velocity and displacement: levels, shape, octave bands, orders of the shaft."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.features.kinds import word
from diagnostics.features.measuring import made
from diagnostics.features.table import Feature
from diagnostics.kinematics import blade_orders, gear_meshes
from diagnostics.machine import Machine
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.severity.iso20816 import velocity_band_hz
from diagnostics.spectra.spectrum import power_spectrum

__all__ = ["vibration_features"]

PEAK_SECONDS: Final = 1.0
"""Parts of which the peaks are averaged: the largest of a whole record grows with its length (rulebook §3.4)."""
OCTAVE_EDGES_HZ: Final = tuple(1000.0 * 2.0**k for k in range(-6, 8))
"""15.6 Hz to 128 kHz; octaves that meet at 1 kHz, so that a limit of 1000 Hz (ISO 20816) divides them."""
LEAST_LINES: Final = 10.0
"""Resolved lines of a band or periods of its lower edge; the relative error of a mean square over n lines is 1/√n."""
ORDERS: Final[tuple[tuple[str, float], ...]] = (("half", 0.5), ("1", 1.0), ("2", 2.0), ("3", 3.0))
LINE_WIDTH: Final = 0.005
"""Relative half-width around an order, for a speed within the ±0.5 % of steady running (rulebook §1.3)."""
HANN_LINES: Final = 2.0
"""Half the main lobe of the Hann window in lines of the record."""
WIDEST: Final = 0.2
"""Largest half-width of an order in turns of its shaft; a shorter record cannot tell ½× from 1× (a convention)."""

_Array = NDArray[np.float64]


def vibration_features(
    channel: PreparedChannel, machine: Machine, *, sampling_rate_hz: float, shaft_hz: float | None
) -> list[Feature]:
    """Return the features of a prepared vibration ``channel`` (SI units when calibrated); those that need the speed
    only with ``shaft_hz``, that of the main shaft."""
    found = _shape(channel, sampling_rate_hz)
    if channel.sensor.quantity == "displacement":
        return found
    frequency_hz, density = power_spectrum(channel.samples, sampling_rate_hz=sampling_rate_hz)
    energy = density * frequency_hz[1]
    if channel.sensor.quantity == "acceleration":
        found += _bands(channel, frequency_hz, energy, sampling_rate_hz)
        energy = energy / np.maximum(2.0 * np.pi * frequency_hz, 1e-9) ** 2
        energy[0] = 0.0
    if not channel.sensor.calibrated:
        return found
    energy *= 1e6
    found += _broadband(channel, frequency_hz, energy, sampling_rate_hz, shaft_hz)
    if shaft_hz is not None:
        found += _orders(channel, machine, frequency_hz, energy, sampling_rate_hz, shaft_hz)
    return found


def _unit(channel: PreparedChannel) -> str:
    return channel.sensor.si_unit if channel.sensor.calibrated else channel.sensor.unit or ""


def _shape(channel: PreparedChannel, rate_hz: float) -> list[Feature]:
    centred = channel.samples - np.mean(channel.samples)
    rms = float(np.std(centred))
    if rms == 0.0:
        return []
    length = max(1, round(PEAK_SECONDS * rate_hz))
    count = max(1, centred.size // length)
    parts = centred[: count * length].reshape(count, -1)
    peak = float(np.mean(np.max(np.abs(parts), axis=1)))
    place = {"channel": channel.key, "quantity": channel.sensor.quantity, "si_unit": _unit(channel)}
    return [
        *made("rms", rms, **place),
        *made("peak", peak, **place),
        *made("crest_factor", peak / rms, **place),
        *made("kurtosis", float(np.mean((centred / rms) ** 4)), **place),
    ]


def _bands(channel: PreparedChannel, frequency_hz: _Array, energy: _Array, rate_hz: float) -> list[Feature]:
    duration_s = channel.samples.size / rate_hz
    found: list[Feature] = []
    for low_hz, high_hz in _octaves(0.5 * rate_hz):
        if min(low_hz, high_hz - low_hz) * duration_s < LEAST_LINES:
            continue
        first, last = np.searchsorted(frequency_hz, (low_hz, high_hz))
        found += made(
            "band",
            float(np.sqrt(np.sum(energy[first:last]))),
            channel=channel.key,
            quantity=channel.sensor.quantity,
            own_name=f"band_{low_hz:.0f}_{high_hz:.0f}_hz_rms",
            si_unit=_unit(channel),
            low=low_hz,
            high=high_hz,
        )
    return found


def _octaves(nyquist_hz: float) -> Iterator[tuple[float, float]]:
    """Yield the octaves below the Nyquist frequency, the highest cut there."""
    for low_hz, high_hz in itertools.pairwise(OCTAVE_EDGES_HZ):
        if low_hz < nyquist_hz:
            yield low_hz, min(high_hz, nyquist_hz)


def _broadband(
    channel: PreparedChannel, frequency_hz: _Array, energy_mm2_s2: _Array, rate_hz: float, shaft_hz: float | None
) -> list[Feature]:
    low_hz, high_hz = velocity_band_hz(None if shaft_hz is None else 60.0 * shaft_hz)
    if 0.5 * rate_hz < high_hz or channel.samples.size / rate_hz * low_hz < LEAST_LINES:
        return []
    inside = (frequency_hz >= low_hz) & (frequency_hz <= high_hz)
    level_mm_s = float(np.sqrt(np.sum(energy_mm2_s2[inside])))
    place = {"channel": channel.key, "quantity": channel.sensor.quantity}
    return made("velocity_rms", level_mm_s, **place, low=low_hz, high=high_hz)


def _orders(
    channel: PreparedChannel,
    machine: Machine,
    frequency_hz: _Array,
    energy_mm2_s2: _Array,
    rate_hz: float,
    shaft_hz: float,
) -> list[Feature]:
    """Return the velocity around each order, the noise in its width with it: it is never nothing, and ratios stay
    ratios."""
    duration_s = channel.samples.size / rate_hz
    place = {"channel": channel.key, "quantity": channel.sensor.quantity}

    def level_mm_s(order: float) -> float:
        at_hz = abs(order) * shaft_hz
        half_width_hz = max(HANN_LINES / duration_s, LINE_WIDTH * at_hz)
        if HANN_LINES / duration_s > WIDEST * shaft_hz or at_hz + half_width_hz > 0.5 * rate_hz:
            return 0.0
        first, last = np.searchsorted(frequency_hz, (at_hz - half_width_hz, at_hz + half_width_hz))
        return float(np.sqrt(np.sum(energy_mm2_s2[first : last + 1])))

    found: list[Feature] = []
    for called, order in ORDERS:
        shown = "½" if called == "half" else called
        found += made("order", level_mm_s(order), **place, own_name=f"order_{called}", order=shown)
    for blades in machine.blades:
        passing = level_mm_s(blade_orders(machine, blades).blade_pass)
        name = f"blade_pass_{word(blades.shaft)}_{blades.count}"
        found += made("blade_pass", passing, **place, own_name=name, component=blades.shaft)
    for mesh in gear_meshes(machine):
        wheels = [mesh.gear] if mesh.mate is None else [mesh.gear, mesh.mate]
        name = f"gear_mesh_{'_'.join(word(wheel) for wheel in wheels)}"
        found += made("gear_mesh", level_mm_s(mesh.mesh), **place, own_name=name, component="–".join(wheels))
    return found
