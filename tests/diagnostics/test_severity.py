"""Zones and levels against the boundaries printed in the standards and the rulebook."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from diagnostics.machine import Machine
from diagnostics.quality.preparation import Prepared, PreparedChannel
from diagnostics.severity import bearing_level, change_needs_explanation, gear_level, rate_zone, zone_level
from diagnostics.severity.gear_level import STEPS
from diagnostics.severity.iso20816 import STANDARDS, Zone
from diagnostics.severity.measurements import loudest_zone, measure_channels
from tests.diagnostics.signals import machine
from tests.shared_data import SHARED, needs_shared


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


@pytest.mark.parametrize(
    "description", [{"power_kw": 7.5}, {"kind": "pump", "power_kw": 30.0}, {"power_kw": 30.0, "mounting": "flexible"}]
)
def test_mounting_is_not_assumed_where_it_is_stated_or_does_not_matter(description: dict[str, object]) -> None:
    zone = rate_zone(3.0, machine(**description))

    assert zone is not None
    assert not zone.mounting_assumed


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


def fan(**described: object) -> Machine:
    return machine(**{"kind": "fan", "power_kw": 30.0, "mounting": "rigid", "fan_class": "BV-3", **described})


@pytest.mark.parametrize(
    ("described", "velocity_mm_s", "letter"),
    [
        ({}, 4.5, "A"),
        ({}, 7.1, "B"),
        ({}, 9.0, "C"),
        ({}, 9.1, "D"),
        ({"kind": "blower"}, 7.1, "B"),
        ({"mounting": "flexible"}, 6.3, "A"),
        ({"mounting": "flexible"}, 12.6, "D"),
        ({"fan_class": "BV-4"}, 4.5, "B"),
        ({"fan_class": "BV-5", "mounting": "flexible"}, 7.0, "C"),
        ({"fan_class": "BV-2"}, 9.1, "C"),
        ({"fan_class": "BV-1"}, 1000.0, "C"),
        ({"power_kw": None}, 4.6, "B"),
    ],
)
def test_fan_of_a_stated_class_is_rated_by_iso_14694(
    described: dict[str, object], velocity_mm_s: float, letter: str
) -> None:
    zone = rate_zone(velocity_mm_s, fan(**described))

    assert zone is not None
    assert zone.standard.name.en.startswith("ISO 14694")
    assert zone.letter == letter


@pytest.mark.parametrize(
    ("described", "key"),
    [
        ({"fan_class": None}, "group2_rigid"),
        ({"power_kw": 300.0}, "group2_rigid"),
        ({"power_kw": 450.0}, "group1_rigid"),
        ({"kind": "electric_motor"}, "group2_rigid"),
        ({"kind": "pump"}, "pump_II_small"),
    ],
)
def test_fan_without_class_or_of_300_kw_and_more_and_other_machines_are_not(
    described: dict[str, object], key: str
) -> None:
    zone = rate_zone(3.0, fan(**described))

    assert zone is not None
    assert zone.standard.key == key


def test_only_start_up_and_alarm_of_bv_3_count_as_confirmed() -> None:
    fans = {key: standard for key, standard in STANDARDS.items() if key.startswith("fan_")}

    confirmed = {
        (key, boundary)
        for key, standard in fans.items()
        for boundary in ("a_b", "b_c", "c_d")
        if boundary not in standard.unverified and math.isfinite(getattr(standard, f"{boundary}_mm_s"))
    }

    assert len(fans) == 10
    assert confirmed == {(f"fan_BV-3_{m}", boundary) for m in ("rigid", "flexible") for boundary in ("a_b", "b_c")}


@needs_shared
def test_zones_are_those_of_the_rulebook() -> None:
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in (SHARED / "domain" / "rulebook.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    table = {row[0]: row[1:] for row in rows}
    named = {
        "group1_rigid": next(key for key in table if "group 1" in key and "rigid" in key),
        "group1_flexible": "group 1 flexible",
        "group2_rigid": next(key for key in table if "group 2" in key and "rigid" in key),
        "group2_flexible": "group 2 flexible",
    }
    for key, name in named.items():
        standard = STANDARDS[key]
        assert list(standard.velocity_mm_s) == [float(cell) for cell in table[name][:3]]
        assert list(standard.displacement_um or ()) == [float(cell) for cell in table[name][3].split("·")]
    for column, fan_class in enumerate(("BV-1", "BV-2", "BV-3", "BV-4", "BV-5")):
        for side, mounting in enumerate(("rigid", "flexible")):
            printed = [table[row][column] for row in ("start-up", "alarm", "shutdown")]
            limits = [math.inf if cell == "by user" else float(cell.split("/")[side]) for cell in printed]
            assert list(STANDARDS[f"fan_{fan_class}_{mounting}"].velocity_mm_s) == limits


@pytest.mark.parametrize(
    ("velocity_mm_s", "displacement_um", "letter", "decided_by"),
    [
        (1.0, 22.0, "A", "velocity"),
        (1.0, 22.1, "B", "displacement"),
        (1.0, 46.0, "C", "displacement"),
        (1.0, 72.0, "D", "displacement"),
        (5.0, 30.0, "D", "velocity"),
        (3.0, 50.0, "C", "velocity"),
    ],
)
def test_the_worse_of_velocity_and_displacement_decides(
    velocity_mm_s: float, displacement_um: float, letter: str, decided_by: str
) -> None:
    zone = rate_zone(velocity_mm_s, machine(power_kw=30.0, mounting="rigid"), displacement_um=displacement_um)

    assert zone is not None
    assert (zone.letter, zone.decided_by) == (letter, decided_by)


def test_zone_by_displacement_names_the_displacement_that_was_passed() -> None:
    zone = rate_zone(1.0, machine(power_kw=30.0, mounting="rigid"), displacement_um=60.0)

    assert zone is not None
    assert (zone.displacement_um, zone.limit_um) == (60.0, 45.0)


def test_standards_without_displacement_do_not_rate_it() -> None:
    zone = rate_zone(1.0, machine(kind="pump", power_kw=30.0), displacement_um=500.0)

    assert zone is not None
    assert (zone.letter, zone.displacement_um, zone.limit_um) == ("A", None, None)


RATE_HZ = 2560.0


def shaken(speed_rpm: float, displacement_um: float, **described: object) -> tuple[Prepared, Machine]:
    """A machine that moves with its shaft by so many µm RMS, seen by an accelerometer."""
    subject = machine(power_kw=30.0, mounting="rigid", speed_rpm=speed_rpm, **described)
    shaft_hz = speed_rpm / 60.0
    t = np.arange(0.0, 20.0, 1.0 / RATE_HZ)
    peak_m_s2 = math.sqrt(2.0) * 1e-6 * displacement_um * (2.0 * math.pi * shaft_hz) ** 2
    channel = PreparedChannel(subject.sensors[0], peak_m_s2 * np.sin(2.0 * math.pi * shaft_hz * t))
    return Prepared((channel,), RATE_HZ, 20.0, ()), subject


def test_slow_machine_is_rated_by_its_displacement() -> None:
    # 60 µm at 5 Hz is 1.88 mm/s: zone B by velocity, C by displacement.
    prepared, subject = shaken(300.0, 60.0)

    measurements, zones = measure_channels(prepared, subject, speed_rpm=300.0)

    assert measurements["1"].velocity_rms_mm_s == pytest.approx(0.06 * 2 * math.pi * 5.0, rel=1e-3)
    assert zones["1"].displacement_um == pytest.approx(60.0, rel=1e-3)
    assert (measurements["1"].zone, zones["1"].letter) == ("C", "C")


def test_velocity_sensor_of_a_slow_machine_gives_the_same_displacement() -> None:
    sensors = [{"channel": "1", "quantity": "velocity", "unit": "m/s"}]
    prepared, subject = shaken(300.0, 60.0, sensors=sensors)
    velocity = prepared.channels[0].samples / (2.0 * math.pi * 5.0)  # of a sine, but for the phase
    prepared = Prepared((PreparedChannel(subject.sensors[0], velocity),), RATE_HZ, 20.0, ())

    _, zones = measure_channels(prepared, subject, speed_rpm=300.0)

    assert zones["1"].displacement_um == pytest.approx(60.0, rel=1e-3)


def test_faster_machine_is_rated_by_velocity_alone() -> None:
    prepared, subject = shaken(600.0, 25.0)

    _, zones = measure_channels(prepared, subject, speed_rpm=600.0)

    assert zones["1"].displacement_um is None
    assert zones["1"].letter == "B"


def rated(velocity_mm_s: float, **described: object) -> Zone:
    displacement_um = described.pop("displacement_um", None)
    assert displacement_um is None or isinstance(displacement_um, float)
    zone = rate_zone(
        velocity_mm_s, machine(power_kw=30.0, mounting="rigid", **described), displacement_um=displacement_um
    )
    assert zone is not None
    return zone


def test_the_worst_zone_counts_before_the_largest_velocity() -> None:
    zones = {"1": rated(2.0), "2": rated(1.5, displacement_um=60.0), "3": rated(1.0)}

    assert loudest_zone(zones) == ("2", zones["2"])


# Rulebook §3.1: A none, B 5, C 4 (3 if rising), D 2, D and rising or over 1.5·C/D = 6.75 mm/s: 1.
@pytest.mark.parametrize(
    ("zone", "rising", "expected"),
    [
        (rated(1.0), True, (None, 5)),
        (rated(2.0), False, (None, 5)),
        (rated(3.0), False, ("moderate", 4)),
        (rated(3.0), True, ("moderate", 3)),
        (rated(6.7), False, ("severe", 2)),
        (rated(6.7), True, ("critical", 1)),
        (rated(6.8), False, ("critical", 1)),
        (rated(1.0, displacement_um=100.0), False, ("severe", 2)),
        (rated(1.0, displacement_um=107.0), False, ("critical", 1)),
    ],
)
def test_level_of_a_zone_without_a_named_fault(zone: Zone, rising: bool, expected: tuple[str | None, int]) -> None:
    assert zone_level(zone, rising=rising) == expected


def test_a_change_over_a_quarter_of_the_b_c_boundary_needs_an_explanation_up_or_down() -> None:
    standard = STANDARDS["group2_rigid"]  # B/C 2.8 mm/s, a quarter 0.7

    assert change_needs_explanation(1.0, 1.71, standard)
    assert change_needs_explanation(1.71, 1.0, standard)
    assert not change_needs_explanation(1.0, 1.69, standard)


# Rulebook §2.4, column "severity → urgency".
@pytest.mark.parametrize(
    ("fault", "measured", "level", "urgency"),
    [
        ("gear.broken_tooth", {}, "severe", 2),
        ("gear.broken_tooth", {"growing": True}, "critical", 1),
        ("gear.eccentric", {"sideband_over_mesh": 0.51}, "moderate", 4),
        ("gear.misaligned", {"harmonic_over_mesh": 1.5}, "slight", 4),
        ("gear.misaligned", {"harmonic_over_mesh": 2.1}, "moderate", 3),
        ("gear.wear", {"trend": 2.1}, "moderate", 4),
        ("gear.wear", {"trend": 4.1, "harmonic_over_mesh": 1.5}, "moderate", 3),
        ("gear.loose_fit", {}, "slight", 4),
        ("gear.hunting", {}, "moderate", 3),
    ],
)
def test_gear_level_is_the_rulebook_s(fault: str, measured: dict[str, float], level: str, urgency: int) -> None:
    found = gear_level(fault, **measured)  # type: ignore[arg-type]

    assert found is not None
    assert (found.level, found.urgency, found.note) == (level, urgency, False)


@pytest.mark.parametrize(
    ("fault", "measured"),
    [
        ("gear.eccentric", {"sideband_over_mesh": 0.5}),
        ("gear.misaligned", {"harmonic_over_mesh": 1.0}),
        ("gear.wear", {"trend": 1.9}),
    ],
)
def test_gear_measured_too_small_has_no_level(fault: str, measured: dict[str, float]) -> None:
    assert gear_level(fault, **measured) is None  # type: ignore[arg-type]


def test_second_harmonic_over_the_mesh_alone_is_a_note_of_wear() -> None:
    found = gear_level("gear.wear", harmonic_over_mesh=1.2)

    assert found is not None
    assert (found.note, found.urgency) == (True, 5)


def test_fault_without_steps_has_no_gear_level() -> None:
    with pytest.raises(KeyError):
        gear_level("gear.unheard_of")


@needs_shared
def test_steps_that_the_rulebook_marks_unverified_are_marked() -> None:
    rulebook = (SHARED / "domain" / "rulebook.md").read_text(encoding="utf-8")
    severity = {
        match.group(1): line.split("|")[5]
        for line in rulebook.splitlines()
        if (match := re.match(r"\| `(gear\.[a-z_]+)`", line))
    }

    marked = {step.fault for step in STEPS if step.unverified}

    assert marked == {fault for fault, text in severity.items() if "[u]" in text}
    assert {step.fault for step in STEPS} == set(severity)
    assert all(step.source for step in STEPS)
