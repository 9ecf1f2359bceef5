"""The plain figures of each channel, and the zone of the machine from its loudest bearing point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from diagnostics.examination import ChannelMeasurement
from diagnostics.machine import Machine
from diagnostics.quality.preparation import Prepared, PreparedChannel
from diagnostics.severity.iso20816 import SLOW_RPM, Zone, rate_zone, velocity_band_hz
from diagnostics.spectra.spectrum import velocity_rms

__all__ = ["level_can_be_rated", "loudest_zone", "measure_channels"]

LEAST_RATE_HZ = 2200.0
"""Broadband velocity reaches to 1000 Hz; a lower rate does not hold that band."""
LEAST_PERIODS = 10.0
"""Periods of the lowest frequency of the level that a record must hold. A shorter one integrates its own window: the
relative error of a mean square over n periods of noise in a band is about 1/√n, over 30 % below ten."""
INTEGRATIONS = {"acceleration": 1, "velocity": 0}
"""From the sensor's quantity to velocity. Displacement sensors are left out: they watch the shaft, not the bearing
housing that the standards rate."""


def measure_channels(
    prepared: Prepared, machine: Machine, *, speed_rpm: float | None
) -> tuple[dict[str, ChannelMeasurement], dict[str, Zone]]:
    """Return the measurements of every channel, and the zones of those that can be rated, both by channel.

    Below 600 rpm the displacement is rated beside the velocity, and the worse zone counts (ISO 20816-3).
    """
    measurements: dict[str, ChannelMeasurement] = {}
    zones: dict[str, Zone] = {}
    for channel in prepared.channels:
        plain = _plain(channel)
        rated = level_can_be_rated(prepared, speed_rpm)
        velocity_mm_s = _velocity_mm_s(channel, prepared.sampling_rate_hz, speed_rpm) if rated else None
        displacement_um = _displacement_um(channel, prepared.sampling_rate_hz, speed_rpm) if rated else None
        zone = None if velocity_mm_s is None else rate_zone(velocity_mm_s, machine, displacement_um=displacement_um)
        if zone is not None:
            zones[channel.key] = zone
            plain = replace(plain, zone=zone.letter, standard=zone.standard.name.en)
        measurements[channel.key] = replace(plain, velocity_rms_mm_s=velocity_mm_s)
    return measurements, zones


def level_can_be_rated(prepared: Prepared, speed_rpm: float | None) -> bool:
    """Whether the record holds ten periods of the lowest frequency of the level (`LEAST_PERIODS`)."""
    return prepared.duration_s >= LEAST_PERIODS / velocity_band_hz(speed_rpm)[0]


def loudest_zone(zones: Mapping[str, Zone]) -> tuple[str, Zone] | None:
    """Return the channel in the worst zone, of several the one with the largest velocity: the machine is rated by
    its worst bearing point (ISO 20816-1)."""
    if not zones:
        return None
    channel = max(zones, key=lambda key: (zones[key].letter, zones[key].velocity_mm_s))
    return channel, zones[channel]


def _plain(channel: PreparedChannel) -> ChannelMeasurement:
    centred = channel.samples - np.mean(channel.samples)
    squared = centred * centred
    rms = float(np.sqrt(np.mean(squared)))
    peak = float(np.max(np.abs(centred)))
    return ChannelMeasurement(
        rms=rms,
        peak=peak,
        crest_factor=peak / rms if rms > 0.0 else None,
        kurtosis=float(np.mean(squared * squared) / rms**4) if rms > 0.0 else None,
        unit=channel.sensor.si_unit if channel.sensor.calibrated else channel.sensor.unit,
    )


def _velocity_mm_s(channel: PreparedChannel, sampling_rate_hz: float, speed_rpm: float | None) -> float | None:
    return _integrated_rms(channel, sampling_rate_hz, speed_rpm, further=0)


def _displacement_um(channel: PreparedChannel, sampling_rate_hz: float, speed_rpm: float | None) -> float | None:
    """Return the broadband displacement in µm RMS of a slow machine, None of any other."""
    if speed_rpm is None or speed_rpm >= SLOW_RPM:
        return None
    displacement_mm = _integrated_rms(channel, sampling_rate_hz, speed_rpm, further=1)
    return None if displacement_mm is None else 1000.0 * displacement_mm


def _integrated_rms(
    channel: PreparedChannel, sampling_rate_hz: float, speed_rpm: float | None, *, further: int
) -> float | None:
    """Return the broadband velocity in mm/s RMS, integrated ``further`` times, of a channel that holds its band."""
    integrations = INTEGRATIONS.get(channel.sensor.quantity)
    if integrations is None or not channel.sensor.calibrated or sampling_rate_hz < LEAST_RATE_HZ:
        return None
    low_hz, high_hz = velocity_band_hz(speed_rpm)
    return float(
        velocity_rms(
            channel.samples,
            sampling_rate_hz=sampling_rate_hz,
            low_hz=low_hz,
            high_hz=high_hz,
            integrations=integrations + further,
        )
    )
