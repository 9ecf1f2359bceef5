"""Hum of the mains that a cable picked up: lines at exact multiples of the mains frequency that hold most of the
signal."""

from __future__ import annotations

from typing import Final

import numpy as np

from diagnostics.examination import QualityNote
from diagnostics.quality.notes import note
from diagnostics.quality.spectrum import SignalSpectrum

__all__ = ["mains_hum"]

HARMONICS: Final = range(1, 11)
HUM_SHARE: Final = 0.5
"""Of the signal's energy (rulebook §7, mains_hum)."""
ODD_SHARE: Final = 0.5
"""Of the hum that lies at odd multiples. A motor's magnetic forces go with the square of the flux and leave the odd
ones out (rulebook §2.6, 2·f_L), a cable does not (a convention)."""
EXACT_HZ: Final = 0.02
"""How near the lines lie to the multiples (rulebook §7)."""
READING_LINES: Final = 0.05
"""Error of a peak's place under a Hann window, in lines of the record: 0.016 at most for a parabola through the
logarithms of three lines (Gasior & Gonzalez, AIP Conf. Proc. 732 (2004) 276), three times that with noise."""
LOBE_LINES: Final = 2.0
"""Half the main lobe of the Hann window."""


def mains_hum(spectrum: SignalSpectrum, *, mains_hz: float, shaft_hz: float | None, channel: str) -> QualityNote | None:
    """Tell that hum at ``mains_hz`` holds over half of the energy; never of a shaft that turns with the mains, whose
    own lines look the same."""
    exact_hz = EXACT_HZ + READING_LINES / spectrum.duration_s
    if shaft_hz is not None and abs(shaft_hz - mains_hz) <= exact_hz:
        return None
    reach_hz = max(EXACT_HZ, LOBE_LINES / spectrum.duration_s)
    energies = [float(np.sum(spectrum.lines(k * mains_hz - reach_hz, k * mains_hz + reach_hz))) for k in HARMONICS]
    hum, odd = sum(energies), sum(energies[::2])
    share = hum / max(float(np.sum(spectrum.energy)), np.finfo(np.float64).tiny)
    if share <= HUM_SHARE or odd < ODD_SHARE * hum:
        return None
    strongest_hz = (1 + int(np.argmax(energies))) * mains_hz
    if abs(_peak_hz(spectrum, strongest_hz, reach_hz) - strongest_hz) > exact_hz:
        return None
    return note("sensor.mains_hum", channel, "warning", "mains_hum", percent=100.0 * share, mains=mains_hz)


def _peak_hz(spectrum: SignalSpectrum, near_hz: float, reach_hz: float) -> float:
    """Return the place of the highest line around ``near_hz``, by a parabola through the logarithms of three lines."""
    first = int(np.ceil((near_hz - reach_hz) / spectrum.step_hz))
    top = first + int(np.argmax(spectrum.lines(near_hz - reach_hz, near_hz + reach_hz)))
    left, middle, right = np.log(np.maximum(spectrum.energy[top - 1 : top + 2].astype(np.float64), 1e-300))
    curvature = left - 2.0 * middle + right
    shift = 0.5 * (left - right) / curvature if curvature < 0.0 else 0.0
    return float((top + shift) * spectrum.step_hz)
