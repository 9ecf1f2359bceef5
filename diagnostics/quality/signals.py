"""The checks of the signals that passed the gate: hum, aliasing, drift, mounting, level, sound, swaps, reach.

They look at the signal in its unit and need the speed, so they run after `preparation.prepare`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from diagnostics.examination import QualityNote
from diagnostics.machine import Machine
from diagnostics.quality.aliasing import aliasing, codec_cut
from diagnostics.quality.drift import ski_slope
from diagnostics.quality.mains_hum import mains_hum
from diagnostics.quality.mounting import mounting
from diagnostics.quality.preparation import Prepared, PreparedChannel
from diagnostics.quality.reach import reach
from diagnostics.quality.scale import PLAUSIBLE_RMS, implausible_level, plausible_current
from diagnostics.quality.sound import automatic_gain
from diagnostics.quality.spectrum import SignalSpectrum, signal_spectrum
from diagnostics.quality.swapped import axial_everywhere, swapped_current

__all__ = ["signal_notes"]

INTEGRATIONS: Final = {"acceleration": 1, "velocity": 0}
"""From the sensor's quantity to velocity."""
LEVEL_HZ: Final = (10.0, 1000.0)
"""Band of the velocity by which directions are compared (rulebook §3.1)."""


def signal_notes(prepared: Prepared, machine: Machine, *, shaft_hz: float | None) -> list[QualityNote]:
    """Return what is wrong with the channels of ``prepared``; ``shaft_hz`` is the speed of the main shaft."""
    rate_hz = prepared.sampling_rate_hz
    spectra = [signal_spectrum(channel.samples, sampling_rate_hz=rate_hz) for channel in prepared.channels]
    notes: list[QualityNote | None] = []
    for channel, spectrum in zip(prepared.channels, spectra, strict=True):
        notes.append(_level(channel, machine))
        notes += _of_one(channel, spectrum, machine, shaft_hz, rate_hz)
    notes += _of_all(prepared, spectra, machine)
    notes += reach(prepared, machine, shaft_hz=shaft_hz)
    return [note for note in notes if note is not None]


def _level(channel: PreparedChannel, machine: Machine) -> QualityNote | None:
    quantity = channel.sensor.quantity
    plausible = plausible_current(machine.rated_current_a) if quantity == "current" else PLAUSIBLE_RMS.get(quantity)
    if plausible is None or not channel.sensor.calibrated:
        return None
    rms = float(np.std(channel.samples))
    return implausible_level(rms, plausible=plausible, unit=channel.sensor.si_unit, channel=channel.key)


def _of_one(
    channel: PreparedChannel, spectrum: SignalSpectrum, machine: Machine, shaft_hz: float | None, rate_hz: float
) -> Iterator[QualityNote | None]:
    """Yield what the spectrum and the course of one channel say."""
    key, quantity = channel.key, channel.sensor.quantity
    if quantity in ("acceleration", "velocity", "displacement", "sound_pressure"):
        yield mains_hum(spectrum, mains_hz=machine.mains_hz, shaft_hz=shaft_hz, channel=key)
    if quantity in ("acceleration", "velocity", "sound_pressure"):
        yield aliasing(spectrum, channel=key)
    if quantity in INTEGRATIONS:
        yield ski_slope(spectrum, integrations=INTEGRATIONS[quantity], shaft_hz=shaft_hz, channel=key)
    if quantity == "acceleration":
        yield mounting(spectrum, channel=key)
    if quantity == "sound_pressure":
        yield codec_cut(spectrum, channel=key)
        yield automatic_gain(channel.samples, sampling_rate_hz=rate_hz, channel=key)


def _of_all(prepared: Prepared, spectra: list[SignalSpectrum], machine: Machine) -> Iterator[QualityNote | None]:
    """Yield what the channels say beside each other."""
    sensors = [channel.sensor for channel in prepared.channels]
    if not machine.inverter_fed:
        yield from swapped_current(sensors, spectra, mains_hz=machine.mains_hz)
    velocity = {
        sensor.channel: spectrum.velocity_energy(*LEVEL_HZ, integrations=INTEGRATIONS[sensor.quantity])
        for sensor, spectrum in zip(sensors, spectra, strict=True)
        if sensor.quantity in INTEGRATIONS and sensor.direction
    }
    yield axial_everywhere(sensors, velocity)
