from __future__ import annotations

import numpy as np
import pytest

from diagnostics.spectra.demodulation import (
    amplitude_demodulated,
    carrier_envelope,
    instantaneous_frequency_hz,
    phase_demodulated,
)

RATE_HZ = 5000.0
T = np.arange(10_000) / RATE_HZ
BAND = {"sampling_rate_hz": RATE_HZ, "carrier_hz": 600.0, "bandwidth_hz": 200.0}
FOREIGN = 5.0 * np.cos(2 * np.pi * 300.0 * T) + 3.0 * np.cos(2 * np.pi * 900.0 * T) + 2.0


def test_the_amplitude_of_a_modulated_carrier_is_recovered_beside_foreign_lines() -> None:
    amplitude = 2.0 * (1.0 + 0.4 * np.cos(2 * np.pi * 10.0 * T))

    found = amplitude_demodulated(amplitude * np.cos(2 * np.pi * 600.0 * T + 0.3) + FOREIGN, **BAND)

    assert found == pytest.approx(amplitude, abs=1e-9)


def test_the_phase_of_a_modulated_carrier_is_recovered_without_jumps() -> None:
    phase = 4.0 * np.sin(2 * np.pi * 5.0 * T)

    found = phase_demodulated(np.array([np.cos(2 * np.pi * 600.0 * T + phase) + FOREIGN]), **BAND)

    assert found[0] == pytest.approx(phase, abs=1e-6)


def test_the_momentary_frequency_is_that_of_the_carrier_plus_its_swing() -> None:
    phase = 4.0 * np.sin(2 * np.pi * 5.0 * T)

    found = instantaneous_frequency_hz(np.cos(2 * np.pi * 600.0 * T + phase), **BAND)

    assert found[5:-5] == pytest.approx(600.0 + 20.0 * np.cos(2 * np.pi * 5.0 * T)[5:-5], abs=0.01)


def test_the_envelope_of_a_cosine_is_its_phasor() -> None:
    assert carrier_envelope(3.0 * np.cos(2 * np.pi * 600.0 * T + 1.1), **BAND) == pytest.approx(
        np.full(T.size, 3.0 * np.exp(1.1j)), abs=1e-9
    )


@pytest.mark.parametrize(("carrier_hz", "bandwidth_hz"), [(50.0, 200.0), (2450.0, 200.0), (600.0, 0.0)])
def test_a_band_outside_the_spectrum_is_refused(carrier_hz: float, bandwidth_hz: float) -> None:
    with pytest.raises(ValueError, match="band"):
        carrier_envelope(T, sampling_rate_hz=RATE_HZ, carrier_hz=carrier_hz, bandwidth_hz=bandwidth_hz)
