from __future__ import annotations

import numpy as np
import pytest

from diagnostics.faults.carrier import CarrierSearch

STEP_HZ = 0.05
SHAFT_HZ = 25.0
VIEW = np.array([0])


def spectrum_of_pulses(carrier_hz: float, *, weights: tuple[float, ...] = (1.0, 0.7, 0.4)) -> CarrierSearch:
    """The lines of equal pulses at ``carrier_hz`` under a weight of the turning shaft with these Fourier magnitudes."""
    excess = np.zeros((20_000, 1), dtype=np.float32)
    for harmonic in range(1, 7):
        for turns in range(-2, 3):
            at_hz = abs(harmonic * carrier_hz + turns * SHAFT_HZ)
            excess[round(at_hz / STEP_HZ), 0] += weights[abs(turns)] ** 2
    return CarrierSearch(excess, STEP_HZ)


@pytest.mark.parametrize("line", [-2, -1, 1, 2])
@pytest.mark.parametrize("harmonic", [1, 2])
def test_a_sideband_is_traced_to_its_carrier(line: int, harmonic: int) -> None:
    carrier_hz = 3.59 * SHAFT_HZ
    search = spectrum_of_pulses(carrier_hz)

    found = search.carrier_hz(harmonic * carrier_hz + line * SHAFT_HZ, spacings_hz=[SHAFT_HZ], views=VIEW)

    assert found == pytest.approx(carrier_hz, abs=2 * STEP_HZ)


def test_a_carrier_has_no_carrier() -> None:
    # |c_k| = c_0 is the limit that no weight of the shaft can pass.
    search = spectrum_of_pulses(3.59 * SHAFT_HZ, weights=(1.0, 1.0, 1.0))

    assert search.carrier_hz(3.59 * SHAFT_HZ, spacings_hz=[SHAFT_HZ], views=VIEW) is None


def test_a_harmonic_is_traced_to_its_fundamental_unless_that_is_spared() -> None:
    spin_hz = 2.36 * SHAFT_HZ
    search = spectrum_of_pulses(spin_hz, weights=(1.0, 0.0, 0.0))

    assert search.carrier_hz(2.0 * spin_hz, spacings_hz=[SHAFT_HZ], views=VIEW) == pytest.approx(spin_hz, abs=0.1)
    assert search.carrier_hz(2.0 * spin_hz, spacings_hz=[SHAFT_HZ], views=VIEW, spared_hz=[spin_hz]) is None


def test_without_any_line_there_is_no_carrier() -> None:
    search = CarrierSearch(np.zeros((20_000, 1), dtype=np.float32), STEP_HZ)

    assert search.carrier_hz(80.0, spacings_hz=[SHAFT_HZ], views=VIEW) is None


@pytest.mark.parametrize(("strength", "taken_for_a_beat"), [(1.0, True), (0.95, True), (0.3, False)])
def test_close_to_a_whole_order_the_line_has_to_lead(strength: float, taken_for_a_beat: bool) -> None:
    excess = np.zeros((20_000, 1), dtype=np.float32)
    for order in range(1, 10):
        level = 1.0 if order == 3 else strength
        excess[round((order + 0.053) * SHAFT_HZ / STEP_HZ), 0] = level**2

    found = CarrierSearch(excess, STEP_HZ).carrier_hz(3.053 * SHAFT_HZ, spacings_hz=[SHAFT_HZ], views=VIEW)

    assert (found is not None) == taken_for_a_beat
