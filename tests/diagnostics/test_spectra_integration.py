from __future__ import annotations

import numpy as np
import pytest

from diagnostics.spectra.integration import integrated

RATE_HZ = 6400.0
T = np.arange(int(10 * RATE_HZ)) / RATE_HZ
INSIDE = slice(int(RATE_HZ), -int(RATE_HZ))


@pytest.mark.parametrize("frequency_hz", [12.3, 80.0, 700.0])
@pytest.mark.parametrize("phase", [0.0, 0.7, 1.5])
def test_one_integration_of_a_sine_is_exact_to_a_thousandth(frequency_hz: float, phase: float) -> None:
    omega = 2 * np.pi * frequency_hz

    velocity = integrated(np.sin(omega * T + phase), sampling_rate_hz=RATE_HZ, low_hz=10.0)

    assert np.max(np.abs(velocity + np.cos(omega * T + phase) / omega)[INSIDE]) * omega < 1e-3


@pytest.mark.parametrize("frequency_hz", [12.3, 80.0])
def test_two_integrations_of_a_sine_are_exact_to_a_thousandth(frequency_hz: float) -> None:
    omega = 2 * np.pi * frequency_hz

    displacement = integrated(np.sin(omega * T + 0.7), sampling_rate_hz=RATE_HZ, low_hz=10.0, times=2)

    assert np.max(np.abs(displacement + np.sin(omega * T + 0.7) / omega**2)[INSIDE]) * omega**2 < 1e-3


def test_a_drifting_sensor_does_not_drown_the_vibration() -> None:
    omega = 2 * np.pi * 50.0
    drifting = np.sin(omega * T) + 100.0 + 50.0 * np.sin(2 * np.pi * 0.3 * T)

    velocity = integrated(drifting, sampling_rate_hz=RATE_HZ, low_hz=10.0)

    assert np.std(velocity[INSIDE]) == pytest.approx(1 / omega / np.sqrt(2), rel=0.02)


def test_every_channel_is_integrated_by_itself() -> None:
    both = np.array([np.sin(2 * np.pi * 100 * T), 2.0 * np.sin(2 * np.pi * 100 * T)])

    velocity = integrated(both, sampling_rate_hz=RATE_HZ, low_hz=10.0)

    assert velocity.shape == both.shape
    assert velocity[1] == pytest.approx(2.0 * velocity[0])


@pytest.mark.parametrize(("times", "low_hz"), [(3, 10.0), (0, 10.0), (1, 0.0), (1, 5000.0)])
def test_what_cannot_be_integrated_is_refused(times: int, low_hz: float) -> None:
    with pytest.raises(ValueError, match=r"times|low_hz"):
        integrated(T, sampling_rate_hz=RATE_HZ, low_hz=low_hz, times=times)
