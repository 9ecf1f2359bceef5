"""Amplitude spectra, as recorded or as velocity."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid
from clinic_api.signals.lines import Lines, parts_of, root_mean_power
from clinic_api.signals.opening import Opened, Stretch
from clinic_api.signals.preparing import TEXTS
from clinic_api.signals.queries import SpectrumQuery
from clinic_api.signals.schemas import SpectrumView

__all__ = ["Quantity", "spectrum_lines", "spectrum_unit", "spectrum_view"]

Quantity = Literal["recorded", "velocity"]
VELOCITY_FROM_HZ: Final = 2.0
"""Lower end of the velocity band of slow machines (ISO 20816-1); below it the division by 2πf shows the sensor's drift.
"""
_LEAST_SAMPLES: Final = 2


def spectrum_view(opened: Opened, asked: SpectrumQuery) -> SpectrumView:
    """Return the columns of a stretch's amplitude spectrum between two frequencies.

    Raises `Invalid`: ``stretch_empty``, ``stretch_with_gaps``, ``band_empty``, ``sensor_missing``,
    ``sensor_not_vibration``, ``sensor_not_calibrated``.
    """
    stretch = opened.stretch(asked.channel, asked.from_s, asked.to_s)
    lines = spectrum_lines(opened, stretch, asked.quantity).between(asked.from_hz, asked.to_hz)
    return SpectrumView.model_validate(
        opened.common(stretch)
        | lines.scale()
        | lines.columns(asked.pixels)
        | {"quantity": asked.quantity, "value_unit": spectrum_unit(opened, stretch, asked.quantity)}
    )


def spectrum_unit(opened: Opened, stretch: Stretch, quantity: Quantity) -> str | None:
    """Return the unit of a line."""
    return "mm/s" if quantity == "velocity" else opened.unit(stretch)


def spectrum_lines(opened: Opened, stretch: Stretch, quantity: Quantity) -> Lines:
    """Return the amplitude (peak) at each line of a stretch."""
    recorded = _recorded(opened, stretch)
    return recorded if quantity == "recorded" else _as_velocity(recorded, opened, stretch)


def _recorded(opened: Opened, stretch: Stretch) -> Lines:
    if stretch.count < _LEAST_SAMPLES:
        rate_hz = opened.rate_hz
        raise Invalid("band_empty", TEXTS("band_empty", low=0.0, high=0.5 * rate_hz, limit=0.5 * rate_hz))
    # SciPy is slow to load: with the first spectrum
    from diagnostics.spectra.spectrum import amplitude_spectrum, padded_length

    rate_hz = opened.rate_hz
    averages, samples = parts_of(stretch.count)

    def power_of(part: NDArray[np.float64]) -> NDArray[np.floating]:
        if averages == 1:
            return np.square(amplitude_spectrum(part, sampling_rate_hz=rate_hz)[1])
        return _power_in_single_precision(part)

    values = opened.copy.kept(
        f"spectrum-{stretch.channel}-{stretch.start}-{stretch.stop}",
        lambda: root_mean_power(opened, stretch, power_of),
    )
    return Lines(values, rate_hz / padded_length(samples), rate_hz / samples, averages)


def _power_in_single_precision(samples: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the square of `amplitude_spectrum` three times as fast; rounding lies 130 dB below the strongest line."""
    import scipy.fft

    from diagnostics.spectra.spectrum import padded_length
    from diagnostics.spectra.windows import hann

    taper = hann(samples.size).astype(np.float32)
    centred = (samples - np.mean(samples)).astype(np.float32)
    lines = scipy.fft.rfft(centred * taper, n=padded_length(samples.size))
    return np.asarray((lines.real**2 + lines.imag**2) * (2.0 / float(np.sum(taper, dtype=np.float64))) ** 2)


def _as_velocity(recorded: Lines, opened: Opened, stretch: Stretch) -> Lines:
    """Return acceleration or velocity as velocity in mm/s: the acceleration's amplitude over 2πf."""
    sensor = opened.sensor(stretch.channel)
    if sensor is None:
        raise Invalid("sensor_missing", TEXTS("sensor_missing", channel=stretch.channel + 1))
    if sensor.quantity not in ("acceleration", "velocity"):
        raise Invalid("sensor_not_vibration", TEXTS("sensor_not_vibration", channel=stretch.channel + 1))
    factor = sensor.to_si_factor
    if factor is None:
        raise Invalid("sensor_not_calibrated", TEXTS("sensor_not_calibrated", channel=stretch.channel + 1))
    lines = recorded.between(VELOCITY_FROM_HZ, None)
    frequency_hz = lines.first + lines.step * np.arange(lines.values.size)
    weight = 1000.0 * abs(factor) / (2.0 * np.pi * frequency_hz if sensor.quantity == "acceleration" else 1.0)
    values = (lines.values * weight).astype(np.float32)
    return Lines(values, lines.step, lines.resolution, lines.averages, lines.first)
