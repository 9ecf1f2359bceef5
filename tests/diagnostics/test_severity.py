from __future__ import annotations

import pytest

from diagnostics.severity import bearing_level, rate_zone
from diagnostics.severity.iso20816 import STANDARDS
from tests.diagnostics.signals import machine


# Boundaries as printed in ISO 20816-3:2022 tables A.1/A.2, ISO 10816-7 and ISO 10816-1, by public secondary texts.
@pytest.mark.parametrize(
    ("description", "velocity_mm_s", "letter"),
    [
        ({"power_kw": 15.0, "mounting": "rigid"}, 1.4, "A"),
        ({"power_kw": 15.0, "mounting": "rigid"}, 1.41, "B"),
        ({"power_kw": 300.0, "mounting": "rigid"}, 4.5, "C"),
        ({"power_kw": 300.0, "mounting": "flexible"}, 7.2, "D"),
        ({"power_kw": 301.0, "mounting": "rigid"}, 4.6, "C"),
        ({"power_kw": 301.0, "mounting": "flexible"}, 11.1, "D"),
        ({"power_kw": 7.5}, 0.7, "A"),
        ({"power_kw": 7.5}, 1.9, "C"),
        ({"axis_height_mm": 315.0, "power_kw": 20.0}, 2.3, "A"),
        ({"kind": "pump", "power_kw": 100.0, "pump_category": "I"}, 4.1, "C"),
        ({"kind": "pump", "power_kw": 100.0}, 4.1, "B"),
        ({"kind": "pump", "power_kw": 250.0, "pump_category": "II"}, 9.6, "D"),
    ],
)
def test_zone_is_the_standard_s(description: dict[str, object], velocity_mm_s: float, letter: str) -> None:
    zone = rate_zone(velocity_mm_s, machine(**description))

    assert zone is not None
    assert zone.letter == letter


def test_a_machine_of_unknown_size_is_not_rated() -> None:
    assert rate_zone(3.0, machine()) is None


def test_unknown_mounting_is_rated_as_rigid_and_says_so() -> None:
    zone = rate_zone(3.0, machine(power_kw=30.0))

    assert zone is not None
    assert zone.standard.key == "group2_rigid"
    assert zone.mounting_assumed


def test_every_standard_has_rising_boundaries_and_a_source() -> None:
    for standard in STANDARDS.values():
        assert 0 < standard.a_b_mm_s < standard.b_c_mm_s < standard.c_d_mm_s
        assert standard.source


def test_bearing_level_rises_with_depth_and_is_severe_when_the_velocity_shows_it() -> None:
    assert bearing_level("bearing.outer_race", 0.6, visible_in_velocity=False) == ("slight", 4)
    assert bearing_level("bearing.outer_race", 1.2, visible_in_velocity=False) == ("moderate", 3)
    assert bearing_level("bearing.inner_race", 1.8, visible_in_velocity=False) == ("severe", 2)
    assert bearing_level("bearing.outer_race", 0.6, visible_in_velocity=True) == ("severe", 2)


def test_rolling_elements_are_at_least_moderate_and_cages_severe() -> None:
    assert bearing_level("bearing.rolling_element", 0.5, visible_in_velocity=False) == ("moderate", 3)
    assert bearing_level("bearing.cage", 0.5, visible_in_velocity=False) == ("severe", 2)
