from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.signal
from numpy.typing import NDArray

from diagnostics.faults.family import Answer
from diagnostics.faults.fan_pump import examine_fan_pump
from tests.diagnostics.family_subjects import RATE_HZ, acceleration, excluded, named, orders, subject, watched

BLADES = [{"count": 7, "shaft": "main"}]
# Group 2, rigid: zones to 1.4, 2.8 and 4.5 mm/s. Of a fan whose class is not stated too.


def examined(levels: dict[float, float], kind: str = "fan", **machine: Any) -> Answer:
    return examine_fan_pump(subject(acceleration(orders(levels)), kind=kind, blades=BLADES, **machine))


def test_a_blade_pass_that_makes_zone_c_is_a_finding() -> None:
    answer = examined({1.0: 0.8, 7.0: 3.2, 14.0: 0.8, 6.0: 0.4, 8.0: 0.4})

    assert named(answer) == [("fan.blade_pass", "main", 4)]
    assert answer.findings[0].evidence[0].strength == pytest.approx(3.2, rel=0.02)


def test_vanes_of_a_pump_have_their_own_code_and_limits() -> None:
    # ISO 10816-7 category II up to 200 kW: 3.2, 5.1, 8.5 mm/s.
    levels = {1.0: 0.8, 7.0: 5.6, 14.0: 0.8}

    assert named(examined(levels, kind="pump")) == [("pump.vane_pass", "main", 4)]


def test_zone_d_is_urgent() -> None:
    assert named(examined({1.0: 0.8, 7.0: 5.0})) == [("fan.blade_pass", "main", 2)]


def test_a_blade_pass_in_zone_b_is_watched_from_half_of_the_limit() -> None:
    strong, usual = examined({1.0: 0.8, 7.0: 1.6}), examined({1.0: 1.6, 7.0: 1.2})

    assert (named(strong), watched(strong)) == ([], [("fan.blade_pass", "main")])
    assert (named(usual), watched(usual)) == ([], [])
    assert "fan.blade_pass" in excluded(usual)


def test_an_unbalanced_fan_with_its_usual_blade_pass_is_no_blade_fault() -> None:
    assert named(examined({1.0: 3.8, 7.0: 0.8})) == []


def test_a_gear_mesh_at_the_same_frequency_is_named_as_a_rival() -> None:
    answer = examined({7.0: 3.6}, gears=[{"id": "G", "teeth": 7}])

    assert any("gear mesh" in item.text.en for item in answer.findings[0].against)


def coloured(
    low_hz: float, high_hz: float, rms: float, *, rate_hz: float, seconds: float = 10.0
) -> NDArray[np.float64]:
    band = scipy.signal.butter(2, (low_hz, high_hz), btype="bandpass", fs=rate_hz, output="sos")
    noise = scipy.signal.sosfilt(band, np.random.default_rng(4).standard_normal(int(seconds * rate_hz)))
    return np.asarray(rms * noise / np.std(noise))


def test_random_vibration_below_the_speed_that_makes_zone_c_is_turbulence() -> None:
    # 3.4 mm/s RMS around 16 Hz: 0.34 m/s².
    flow = coloured(13.0, 19.0, 0.36, rate_hz=RATE_HZ)

    for kind, fault in (("fan", "fan.turbulence"), ("pump", "pump.recirculation")):
        samples = (1.0 if kind == "fan" else 1.8) * flow + acceleration(orders({1.0: 0.6}))
        assert named(examine_fan_pump(subject(samples, kind=kind))) == [(fault, None, 4)]


def test_lines_below_the_speed_are_no_turbulence() -> None:
    answer = examined({0.55: 2.4, 0.7: 2.4, 1.0: 0.5})

    assert named(answer) == []
    assert "fan.turbulence" in excluded(answer)


def test_the_slope_of_a_sensor_is_no_turbulence() -> None:
    drift = np.cumsum(np.random.default_rng(8).standard_normal(int(10.0 * RATE_HZ)))
    drift = 3.0 * (drift - np.mean(drift)) / np.std(drift)

    assert named(examine_fan_pump(subject(drift + acceleration(orders({1.0: 0.6})), kind="fan"))) == []


def cavitating(depth: float, hump: float) -> Answer:
    rate_hz, seconds = 25_600.0, 6.0
    time_s = np.arange(int(rate_hz * seconds)) / rate_hz
    swell = np.sqrt(1.0 + depth * np.cos(2 * np.pi * 7 * 24.5 * time_s))
    samples = acceleration(orders({1.0: 0.8, 7.0: 0.8}), noise_m_s2=1.0, rate_hz=rate_hz, seconds=seconds)
    samples += swell * coloured(4500.0, 9500.0, hump, rate_hz=rate_hz, seconds=seconds)
    return examine_fan_pump(subject(samples, rate_hz=rate_hz, kind="pump", blades=BLADES))


def test_high_noise_that_swells_with_the_vanes_is_watched_as_cavitation() -> None:
    answer = cavitating(0.8, 4.0)

    assert named(answer) == []
    assert watched(answer) == [("pump.cavitation", "main")]
    assert answer.watch[0].probability < 0.5
    assert answer.watch[0].evidence[0].modulation_depth == pytest.approx(0.8, rel=0.2)


@pytest.mark.parametrize(("depth", "hump"), [(0.05, 4.0), (0.8, 0.3)])
def test_steady_high_noise_or_a_faint_one_is_no_cavitation(depth: float, hump: float) -> None:
    answer = cavitating(depth, hump)

    assert watched(answer) == []
    assert "pump.cavitation" in excluded(answer)
