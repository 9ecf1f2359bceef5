"""A line that a known bearing and one of unknown type may make: whose it is, and how sure."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

import diagnostics.readers as readers
from diagnostics.catalogue import bearing_catalogue, line_density
from diagnostics.examination import Examination, Finding
from diagnostics.examining import examine
from diagnostics.machine import Machine
from diagnostics.recording import Recording
from sample_signals.bearings import BearingFault, BearingGeometry, BearingPart, LoadZone
from sample_signals.machine import Channel, record_m_s2
from sample_signals.recording_set import BEARING_6205, BEARING_SEVEN, HOUSING, running_machine
from sample_signals.sensor import MeasuringChain

RECORDINGS = Path(__file__).resolve().parents[2] / "sample_signals" / "recordings"
RATE_HZ = 16_000.0
BEARING_EIGHT = BearingGeometry(balls=8, ball_mm=6.746, pitch_mm=28.499)
BEARING_EIGHT_WIDE = BearingGeometry(balls=8, ball_mm=6.2, pitch_mm=28.499)
BEARING_FOURTEEN = BearingGeometry(balls=14, ball_mm=9.72, pitch_mm=40.0)
CHAIN = MeasuringChain(full_scale_m_s2=98.0, bits=24, noise_rms_m_s2=0.005)


def typed(geometry: BearingGeometry | None) -> dict[str, Any]:
    """Return the bearing as a machine description gives it, nothing of one whose type is not stated."""
    if geometry is None:
        return {}
    return {"geometry": {"balls": geometry.balls, "ball_mm": geometry.ball_mm, "pitch_mm": geometry.pitch_mm}}


def examined(
    part: str,
    faulty: BearingGeometry,
    *,
    speed_rpm: float,
    seed: int,
    drive_end: BearingGeometry | None,
    other_end: BearingGeometry | None,
) -> Examination:
    """Examine a simulated fan with a damaged ``part`` of the bearing ``faulty``, and its bearings as stated."""
    is_ball = part == "rolling_element"
    fault = BearingFault(
        BearingPart(part),
        faulty,
        7.0,
        HOUSING,
        load_zone=LoadZone(0.7, 0.1) if is_ball else LoadZone(),
        slip_std_relative=0.003 if is_ball else 0.005,
    )
    samples = record_m_s2(running_machine(speed_rpm, fault), (Channel(CHAIN),), 8.0, RATE_HZ, seed)
    description = {
        "name": "fan",
        "kind": "fan",
        "mains_hz": 50.0,
        "speed_rpm": speed_rpm,
        "bearings": [{"id": "DE", **typed(drive_end)}, {"id": "NDE", **typed(other_end)}],
        "sensors": [{"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": "DE"}],
    }
    return examine(Recording.from_array(samples, sampling_rate_hz=RATE_HZ), Machine.from_dict(description))


def named(examination: Examination) -> list[tuple[str, str | None]]:
    return [(finding.fault, finding.component) for finding in (*examination.findings, *examination.watch)]


def against(finding: Finding) -> str:
    return " ".join(item.text.en for item in finding.against)


def sample_with(*shafts: dict[str, Any], **bearings: dict[str, Any]) -> Examination:
    """Examine the sample recording of an outer race of bearing DE, with ``bearings`` described anew and more shafts."""
    description = yaml.safe_load((RECORDINGS / "bearing_outer_race.machine.yaml").read_text(encoding="utf-8"))
    stated = {bearing["id"]: bearing for bearing in description["bearings"]}
    described = [{"id": name, **bearings[name]} if name in bearings else own for name, own in stated.items()]
    machine = Machine.from_dict(
        {**description, "bearings": described, "shafts": [{"id": "main", "ratio": 1.0}, *shafts]}
    )
    return examine(readers.read(RECORDINGS / "bearing_outer_race.flac", machine=machine), machine)


def test_the_sample_s_outer_race_is_not_laid_to_the_other_bearing_when_its_type_is_not_stated() -> None:
    examination = sample_with(DE={})

    assert named(examination) == [("bearing.outer_race", "DE")]
    (finding,) = examination.findings
    assert "6205" in finding.evidence[0].text.en
    assert "rolling elements of bearing NDE" in against(finding)
    assert finding.probability < 0.6
    assert ("bearing.rolling_element", "NDE") not in [(item.fault, item.component) for item in examination.ruled_out]


@pytest.mark.parametrize("speed_rpm", [990.0, 1476.0, 2935.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_race_of_unknown_type_two_percent_from_a_known_ball_s_line_is_the_unknown_bearing_s(
    speed_rpm: float, seed: int
) -> None:
    examination = examined(
        "outer_race", BEARING_6205, speed_rpm=speed_rpm, seed=seed, drive_end=None, other_end=BEARING_SEVEN
    )

    assert named(examination) == [("bearing.outer_race", "DE")]


@pytest.mark.parametrize(
    ("part", "faulty", "other_end"),
    [
        ("outer_race", BEARING_EIGHT, BEARING_EIGHT_WIDE),
        ("inner_race", BEARING_6205, BEARING_FOURTEEN),
    ],
)
def test_a_line_two_percent_from_a_known_race_s_is_the_unknown_bearing_s(
    part: str, faulty: BearingGeometry, other_end: BearingGeometry
) -> None:
    examination = examined(part, faulty, speed_rpm=1476.0, seed=5, drive_end=None, other_end=other_end)

    assert named(examination) == [(f"bearing.{part}", "DE")]


@pytest.mark.parametrize("speed_rpm", [990.0, 1476.0, 2935.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_ball_of_a_known_bearing_beside_one_of_unknown_type_is_still_found(speed_rpm: float, seed: int) -> None:
    examination = examined(
        "rolling_element", BEARING_SEVEN, speed_rpm=speed_rpm, seed=seed, drive_end=None, other_end=BEARING_SEVEN
    )

    assert named(examination) == [("bearing.rolling_element", "NDE")]
    assert examination.findings[0].probability > 0.9


@pytest.mark.parametrize("part", ["outer_race", "inner_race"])
def test_a_known_bearing_keeps_its_line_and_less_certainty_where_many_types_would_make_it(part: str) -> None:
    alone = examined(
        part, BEARING_6205, speed_rpm=1476.0, seed=3, drive_end=BEARING_6205, other_end=BEARING_SEVEN
    ).findings[0]
    beside = examined(part, BEARING_6205, speed_rpm=1476.0, seed=3, drive_end=BEARING_6205, other_end=None).findings[0]

    assert (beside.fault, beside.component) == (alone.fault, alone.component) == (f"bearing.{part}", "DE")
    assert 0.7 < beside.probability < alone.probability
    assert "NDE, whose type is not stated" in against(beside)
    assert "NDE" not in against(alone)


def test_the_same_bearing_at_the_other_end_of_unknown_type_is_named_as_an_alternative() -> None:
    beside = sample_with(NDE={}).findings[0]

    assert (beside.fault, beside.component) == ("bearing.outer_race", "DE")
    assert "NDE, whose type is not stated" in against(beside)


def test_a_bearing_on_a_shaft_too_slow_for_the_line_takes_nothing_from_the_known_one() -> None:
    slow = sample_with({"id": "slow", "ratio": 0.2}, NDE={"shaft": "slow"}).findings[0]
    alike = sample_with(NDE={}).findings[0]

    assert (slow.fault, slow.component) == (alike.fault, alike.component) == ("bearing.outer_race", "DE")
    assert slow.probability > 0.94 > alike.probability
    assert "NDE" not in against(slow)


# --- how lines spread -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["outer", "inner", "rolling", "cage"])
def test_all_that_a_bearing_can_be_is_counted_once(kind: Any) -> None:
    ln_orders = np.linspace(math.log(0.05), math.log(50.0), 20_001)
    densities = [line_density(math.exp(o), kind=kind, spread=0.01) for o in ln_orders]

    assert np.trapezoid(densities, ln_orders) == pytest.approx(1.0, abs=1e-3)


def test_a_line_that_many_types_share_is_denser_than_one_that_none_has() -> None:
    shared = line_density(3.585, kind="outer", spread=0.01)
    beside = min(abs(bearing.bpfo / 3.4 - 1.0) for bearing in bearing_catalogue())

    assert beside > 0.03
    assert shared > 5.0 * line_density(3.4, kind="outer", spread=0.01) > 0.0


@pytest.mark.parametrize(("order", "spread"), [(0.0, 0.01), (-1.0, 0.01), (3.0, 0.0), (math.nan, 0.01)])
def test_an_impossible_order_or_spread_is_refused(order: float, spread: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        line_density(order, kind="outer", spread=spread)
