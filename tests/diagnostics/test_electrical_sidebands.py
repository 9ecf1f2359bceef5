from __future__ import annotations

import numpy as np
import pytest

from benchmarks.simulated_motors import Motor, pulsed_voltages
from diagnostics.electrical import Sidebands, find_sidebands, inverter_signs, voltage_harmonics

RATE_HZ = 1000.0


def sidebands_of(motor: Motor, *, phases: int = 3, seconds: float = 20.0, seed: int = 1) -> Sidebands:
    samples = motor.currents(rate_hz=RATE_HZ, seconds=seconds, seed=seed)
    found = find_sidebands(samples[:phases], motor.supply_hz, sampling_rate_hz=RATE_HZ)
    assert found is not None
    return found


@pytest.mark.parametrize("phases", [1, 3])
@pytest.mark.parametrize("below_db", [30.0, 45.0, 55.0])
def test_a_pair_is_read_at_its_level(phases: int, below_db: float) -> None:
    motor = Motor(slip=0.0257, bars_db=below_db)

    pair = sidebands_of(motor, phases=phases).largest_pair(0.5, 8.0, chance=1e-3)

    assert pair is not None
    assert pair.spacing_hz == pytest.approx(motor.pole_pass_hz, abs=0.05)
    assert pair.below_db == pytest.approx(below_db, abs=1.0)


def test_a_wandering_grid_neither_hides_nor_makes_a_pair() -> None:
    wandering = {"wander_hz": 0.02, "supply_hz": 50.0, "slip": 0.02}

    with_bars = sidebands_of(Motor(bars_db=44.0, **wandering)).largest_pair(0.5, 8.0, chance=1e-3)
    without = sidebands_of(Motor(**wandering)).largest_pair(0.5, 8.0, chance=1e-3)

    assert with_bars is not None
    assert with_bars.below_db == pytest.approx(44.0, abs=1.5)
    assert without is None or without.below_db > 54.0


def test_noise_makes_pairs_no_more_often_than_stated() -> None:
    # A hundred records at one chance in fifty each: ten or more have a probability below 10⁻⁴.
    found = 0
    for seed in range(100):
        motor = Motor(noise=0.02, speed_lines=0.0, harmonics={})
        found += sidebands_of(motor, phases=1, seconds=10.0, seed=seed).largest_pair(0.8, 8.0, chance=0.02) is not None

    assert found < 10


def test_one_strong_line_does_not_stand_for_a_pair() -> None:
    time_s = np.arange(20_000) / RATE_HZ
    noise = 0.003 * np.random.default_rng(2).standard_normal(time_s.size)
    samples = np.cos(2.0 * np.pi * 50.0 * time_s) + 0.02 * np.cos(2.0 * np.pi * 47.0 * time_s) + noise

    found = find_sidebands(samples[np.newaxis], 50.0, sampling_rate_hz=RATE_HZ)

    assert found is not None
    assert found.largest_pair(0.5, 8.0, chance=1e-3) is None


def test_a_current_that_is_switched_on_has_no_sidebands_to_read() -> None:
    samples = Motor().currents(rate_hz=RATE_HZ, seconds=4.0)
    samples[:, :2000] = 0.0

    assert find_sidebands(samples, 50.0, sampling_rate_hz=RATE_HZ) is None


def test_harmonics_are_read_at_their_size() -> None:
    turn = 2.0 * np.pi * 50.02 * np.arange(5000) / 5000.0
    samples = 325.0 * (np.cos(turn) + 0.06 * np.cos(5.0 * turn + 1.0) + 0.03 * np.cos(7.0 * turn))

    found = voltage_harmonics(samples[np.newaxis], 50.02, sampling_rate_hz=5000.0)

    assert found.highest == 39
    assert found.largest == (5, pytest.approx(0.06, abs=1e-3))
    assert found.total == pytest.approx(np.hypot(0.06, 0.03), abs=1e-3)


def test_pulsed_voltages_give_an_inverter_away() -> None:
    voltages = pulsed_voltages(supply_hz=50.0, carrier_hz=4000.0, rate_hz=50_000.0, seconds=0.5)

    assert inverter_signs(50.0, currents=None, voltages=voltages, sampling_rate_hz=50_000.0).pulsed


@pytest.mark.parametrize("carrier_hz", [2000.0, 4000.0, 8000.0])
def test_a_carrier_in_the_current_gives_an_inverter_away(carrier_hz: float) -> None:
    currents = Motor(ripple=(0.01, carrier_hz)).currents(rate_hz=25_600.0, seconds=1.0)

    signs = inverter_signs(50.0, currents=currents, voltages=None, sampling_rate_hz=25_600.0)

    assert signs.carrier_hz == pytest.approx(carrier_hz, abs=150.0)


def test_a_supply_frequency_that_no_grid_has_gives_an_inverter_away() -> None:
    currents = Motor(supply_hz=37.5).currents(rate_hz=RATE_HZ, seconds=1.0)

    assert inverter_signs(37.5, currents=currents, voltages=None, sampling_rate_hz=RATE_HZ).off_grid


@pytest.mark.parametrize("supply_hz", [49.6, 50.0, 60.4])
@pytest.mark.parametrize("rate_hz", [1000.0, 25_600.0])
def test_the_mains_is_no_inverter(supply_hz: float, rate_hz: float) -> None:
    motor = Motor(supply_hz=supply_hz, harmonics={5: 0.04, 7: 0.03, 11: 0.02, 13: 0.01})
    currents = motor.currents(rate_hz=rate_hz, seconds=1.0)
    voltages = motor.voltages(rate_hz=rate_hz, seconds=1.0)

    assert not inverter_signs(supply_hz, currents=currents, voltages=voltages, sampling_rate_hz=rate_hz).any
