"""The velocity spectrum of a vibration channel, line by line: what the turning parts of a machine are read from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from diagnostics.quality.preparation import PreparedChannel
from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.spectrum import power_spectrum

__all__ = ["CERTAIN", "VelocityLines", "velocity_lines"]

LINE_WIDTH = 0.005
"""Relative half-width around an order, for a speed that wavers within the ±0.5 % of steady running (rulebook §1.3)."""
FLOOR_HZ = 10.0
"""Width of the running median that is the floor: wider than a line and its foot, narrower than a resonance."""
HANN_LINES = 2.0
"""Half the main lobe of the Hann window in lines of the record."""
CERTAIN = 20.0
"""A line this far over its floor is certainly there: exp(−20) = 2·10⁻⁹ a line leaves 10⁻⁵ after a search of thousands,
and room for noise that is not quite stationary (rulebook §4.1 for the law; the value is a convention)."""
BESIDE_LINES = (2.5, 7.5)
"""Distances in lines of the record between which the surroundings of a sideband are taken (a convention: beyond the
main lobe, nearer than the next sideband)."""


@dataclass(frozen=True, eq=False)
class VelocityLines:
    """The mean square velocity in each line of one channel's spectrum."""

    channel: str
    calibrated: bool
    """Whether `energy` really is in (mm/s)²; otherwise only ratios mean something."""
    frequency_hz: NDArray[np.float64]
    """[shape=(m,)], from 0."""
    energy: NDArray[np.float64]
    """(mm/s)² of each line, its sum the mean square [shape=(m,)]."""
    duration_s: float
    unit: str = "mm/s"
    """Of the root of `energy`; made from the sensor's own unit where it is not calibrated."""

    @property
    def step_hz(self) -> float:
        """Distance of two lines of the axis."""
        return float(self.frequency_hz[1])

    @cached_property
    def floor(self) -> NDArray[np.float64]:
        """Mean energy of the noise around each line [shape=(m,)].

        Found in the acceleration, whose noise has no slope at low frequencies as that of the velocity has.
        """
        weight = np.maximum(self.frequency_hz, self.step_hz) ** 2
        floor = local_floor(self.energy * weight, width=max(60, int(FLOOR_HZ / self.step_hz)))
        return np.asarray(floor / weight, dtype=np.float64)

    @cached_property
    def is_line(self) -> NDArray[np.bool_]:
        """Which lines of the axis belong to a certain line or its main lobe [shape=(m,)]."""
        certain = self.energy >= CERTAIN * self.floor
        reach = round(HANN_LINES / (self.duration_s * self.step_hz))
        return np.convolve(certain, np.ones(2 * reach + 1), mode="same") > 0.5

    def noise_energy(self, low_hz: float, high_hz: float) -> float:
        """Return the mean square velocity between ``low_hz`` and ``high_hz`` without certain lines, in (mm/s)²."""
        inside = (self.frequency_hz >= low_hz) & (self.frequency_hz <= high_hz) & ~self.is_line
        return float(np.sum(self.energy[inside]))

    def band_energy(self, low_hz: float, high_hz: float) -> float:
        """Return the mean square velocity between ``low_hz`` and ``high_hz`` in (mm/s)²."""
        inside = (self.frequency_hz >= low_hz) & (self.frequency_hz <= high_hz)
        return float(np.sum(self.energy[inside]))

    def line_energy(self, at_hz: float, *, relative_width: float = LINE_WIDTH) -> float:
        """Return the mean square velocity of the line at ``at_hz`` in (mm/s)², less the floor beside it.

        The line is taken ``relative_width`` wide to each side, at least the main lobe of the window; the floor is the
        median of the neighbourhood. 0 beyond the axis.
        """
        half_width_hz = max(HANN_LINES / self.duration_s, relative_width * at_hz)
        first = int(np.searchsorted(self.frequency_hz, at_hz - 6.0 * half_width_hz))
        last = int(np.searchsorted(self.frequency_hz, at_hz + 6.0 * half_width_hz))
        frequency_hz, energy = self.frequency_hz[first:last], self.energy[first:last]
        line = np.abs(frequency_hz - at_hz) <= half_width_hz
        beside = ~line & (frequency_hz > 0.0)
        if not np.any(line) or not np.any(beside):
            return 0.0
        return max(0.0, float(np.sum(energy[line] - np.median(energy[beside]))))

    def level_mm_s(self, at_hz: float, *, relative_width: float = LINE_WIDTH) -> float:
        """Return the velocity of the line at ``at_hz`` in mm/s RMS (see `line_energy`)."""
        return float(np.sqrt(self.line_energy(at_hz, relative_width=relative_width)))

    def prominence(self, at_hz: float, *, relative_width: float = 0.0) -> float:
        """Return the strongest line within ``relative_width`` or one line of the record of ``at_hz``, over its floor.

        In noise the ratio u is exponential: P(u > x) = exp(−x) for each independent line (rulebook §4.1). 0 beyond the
        axis.
        """
        reach_hz = max(1.0 / self.duration_s, relative_width * at_hz)
        first = int(np.searchsorted(self.frequency_hz, at_hz - reach_hz))
        last = int(np.searchsorted(self.frequency_hz, at_hz + reach_hz, side="right"))
        if first >= last:
            return 0.0
        return float(np.max(self.energy[first:last] / self.floor[first:last]))

    def certain(self, at_hz: float) -> bool:
        """Whether a line is certainly there within one line of the record of ``at_hz``."""
        return self.prominence(at_hz) >= CERTAIN

    def sideband_prominence(self, at_hz: float) -> float:
        """Return the strongest line within one line of the record of ``at_hz``, over the higher of the noises to its
        left and right.

        The skirt of a strong carrier rises to one side only, so it cannot be taken for a sideband. 0 beyond the axis.
        """
        reach = 1.0 / self.duration_s
        near = np.abs(self.frequency_hz - at_hz) <= reach
        if not np.any(near):
            return 0.0
        peak_hz = float(self.frequency_hz[near][np.argmax(self.energy[near])])
        low, high = (lines * reach for lines in BESIDE_LINES)
        sides = [(peak_hz - high, peak_hz - low), (peak_hz + low, peak_hz + high)]
        levels = [self.energy[(self.frequency_hz >= a) & (self.frequency_hz <= b)] for a, b in sides]
        if any(level.size == 0 for level in levels):
            return 0.0
        floor = max(float(np.median(level)) for level in levels) / float(np.log(2.0))
        return float(np.max(self.energy[near])) / max(floor, float(np.finfo(np.float64).tiny))

    def both_sidebands(self, carrier_hz: float, spacing_hz: float) -> bool:
        """Whether the line at ``carrier_hz`` has certain sidebands ``spacing_hz`` away on both sides."""
        return all(self.sideband_prominence(carrier_hz + side * spacing_hz) >= CERTAIN for side in (-1.0, 1.0))


def velocity_lines(channel: PreparedChannel, *, sampling_rate_hz: float) -> VelocityLines:
    """Return the velocity spectrum of a prepared acceleration or velocity ``channel`` (m/s² or m/s when calibrated)."""
    frequency_hz, density = power_spectrum(channel.samples, sampling_rate_hz=sampling_rate_hz)
    energy = 1e6 * density * frequency_hz[1]
    if channel.sensor.quantity == "acceleration":
        energy = energy / np.maximum(2.0 * np.pi * frequency_hz, 1e-9) ** 2
        energy[0] = 0.0
    return VelocityLines(
        channel=channel.key,
        calibrated=channel.sensor.calibrated,
        frequency_hz=frequency_hz,
        energy=energy,
        duration_s=channel.samples.size / sampling_rate_hz,
        unit=_velocity_unit(channel),
    )


def _velocity_unit(channel: PreparedChannel) -> str:
    if channel.sensor.calibrated:
        return "mm/s"
    own = channel.sensor.unit or "1"
    return f"10⁻³ {own}·s" if channel.sensor.quantity == "acceleration" else f"10⁻³ {own}"
