from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from diagnostics.errors import MachineError, RecordingError
from diagnostics.examination import Examination
from diagnostics.examining import examine
from diagnostics.texts import Catalogue
from tests.contracts import CONTRACTS
from tests.diagnostics.signals import (
    ORDERS,
    RATE_HZ,
    SPEED_RPM,
    impulses,
    machine,
    noise,
    recording,
    shaft_lines,
)

SHAFT_HZ = SPEED_RPM / 60.0
SECONDS = 6.0


def channel(*parts: np.ndarray) -> np.ndarray:
    return noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=SHAFT_HZ) + sum(parts)


def impacts(order: float, *, height: float = 12.0, slip: float = -0.005, modulated: bool = False) -> np.ndarray:
    rate_hz = order * SHAFT_HZ * (1.0 + slip)
    return impulses(SECONDS, rate_hz=rate_hz, height=height, shaft_hz=SHAFT_HZ if modulated else 0.0)


def first(examination: Examination) -> tuple[str, str | None]:
    return examination.findings[0].fault, examination.findings[0].component


def test_noise_and_shaft_lines_are_healthy() -> None:
    examination = examine(recording(channel()), machine())

    assert examination.verdict == "healthy"
    assert examination.urgency == 5
    assert len(examination.ruled_out) == 4


def test_impacts_at_the_outer_race_s_rate_are_an_outer_race_fault_that_can_be_checked() -> None:
    examination = examine(recording(channel(impacts(ORDERS["bpfo"]))), machine())

    assert examination.verdict == "fault"
    assert first(examination) == ("bearing.outer_race", "DE")
    finding = examination.findings[0]
    evidence = finding.evidence[0]
    assert evidence.frequency_hz == pytest.approx(ORDERS["bpfo"] * SHAFT_HZ * 0.995, abs=0.1)
    assert evidence.expected_hz == pytest.approx(ORDERS["bpfo"] * SHAFT_HZ, rel=1e-3)
    assert evidence.modulation_depth is not None
    assert evidence.modulation_depth >= 0.5
    assert finding.false_alarm_probability <= 0.01
    assert 0.3 < finding.probability <= 0.98
    assert evidence.band_hz is not None
    assert evidence.band_hz[0] <= 6000.0 <= evidence.band_hz[1]


def test_impacts_that_follow_the_load_zone_are_an_inner_race_fault_with_sidebands() -> None:
    examination = examine(recording(channel(impacts(ORDERS["bpfi"], height=20.0, modulated=True))), machine())

    assert first(examination) == ("bearing.inner_race", "DE")
    assert len(examination.findings[0].evidence[0].sidebands_hz or ()) >= 2


def test_only_one_fault_is_named_when_one_is_there() -> None:
    examination = examine(recording(channel(impacts(ORDERS["bpfo"], height=30.0))), machine())

    assert [f.fault for f in examination.findings] == ["bearing.outer_race"]


def test_faint_but_certain_impacts_are_watched_and_make_no_fault() -> None:
    examination = examine(recording(channel(impacts(ORDERS["bpfo"], height=2.0))), machine())

    assert examination.verdict == "healthy"
    assert [(f.fault, f.urgency) for f in examination.watch] == [("bearing.outer_race", 5)]


def test_impacts_once_a_turn_are_not_a_bearing_fault() -> None:
    examination = examine(recording(channel(impacts(1.0, slip=0.0, height=20.0))), machine())

    assert examination.findings == ()


def test_impacts_at_no_line_of_the_bearing_are_not_a_bearing_fault() -> None:
    examination = examine(recording(channel(impacts(4.37, slip=0.0, height=12.0))), machine())

    assert examination.findings == ()


def test_mains_modulation_is_not_a_bearing_fault() -> None:
    t = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
    hum = noise(SECONDS) * (1.0 + 0.9 * np.cos(2 * np.pi * 100.0 * t))
    bearing = {"id": "DE", "multipliers": {**ORDERS, "bpfo": 100.0 / SHAFT_HZ}}

    examination = examine(recording(hum), machine(bearings=[bearing]))

    assert examination.findings == ()


def test_of_two_bearings_of_one_type_the_one_with_the_louder_sensor_has_the_fault() -> None:
    loud, faint = (
        channel(impacts(ORDERS["bpfo"])),
        0.3 * channel(impacts(ORDERS["bpfo"])) + 0.3 * noise(SECONDS, seed=9),
    )
    bearings = [{"id": b, "multipliers": ORDERS} for b in ("DE", "NDE")]
    sensors = [
        {"channel": c, "quantity": "acceleration", "unit": "m/s2", "position": p}
        for c, p in (("1", "DE"), ("2", "NDE"))
    ]

    at_nde = examine(recording(faint, loud), machine(bearings=bearings, sensors=sensors))
    at_de = examine(recording(loud, faint), machine(bearings=bearings, sensors=sensors))

    assert [(f.fault, f.component) for f in at_nde.findings] == [("bearing.outer_race", "NDE")]
    assert [(f.fault, f.component) for f in at_de.findings] == [("bearing.outer_race", "DE")]


def test_a_missing_speed_of_a_motor_is_estimated_and_the_fault_still_found() -> None:
    motor = machine(speed_rpm=None, kind="electric_motor", motor={"poles": 4})

    examination = examine(recording(channel(impacts(ORDERS["bpfo"]))), motor)

    assert examination.speed.source == "estimated"
    assert examination.speed.rpm == pytest.approx(SPEED_RPM, rel=2e-3)
    assert first(examination) == ("bearing.outer_race", "DE")


def test_without_any_speed_bearings_are_not_judged_and_it_says_what_to_do() -> None:
    examination = examine(recording(noise(SECONDS)), machine(speed_rpm=None))

    assert examination.verdict == "not_assessable"
    assert examination.speed.rpm is None
    assert [n.check for n in examination.quality if n.level == "blocking"] == ["speed"]
    assert "speed" in examination.summary.en
    assert "转速" in examination.summary.zh


def test_a_record_of_two_seconds_is_only_a_warning() -> None:
    short = noise(2.0) + shaft_lines(2.0, shaft_hz=SHAFT_HZ)

    examination = examine(recording(short), machine())

    assert examination.verdict == "healthy"
    assert [(n.check, n.level) for n in examination.quality] == [("sensor.aliasing", "info"), ("length", "warning")]


def test_a_record_of_ten_turns_is_not_assessable() -> None:
    examination = examine(recording(noise(0.4)), machine())

    assert examination.verdict == "not_assessable"
    assert ("length", "blocking") in [(n.check, n.level) for n in examination.quality]


def test_a_loud_tenth_of_a_second_gets_no_zone_and_no_fault() -> None:
    loud = 200.0 * noise(0.1)

    examination = examine(recording(loud), machine())

    assert examination.verdict == "not_assessable"
    assert examination.measurements["1"].zone is None
    assert ("length", "warning") in [(n.check, n.level) for n in examination.quality]


def test_the_two_levels_of_a_tachometer_give_the_speed() -> None:
    t = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
    pulses = 5.0 * (np.mod(t * 24.9, 1.0) < 0.1)
    sensors = [
        {"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": "DE"},
        {"channel": "2", "quantity": "tachometer", "unit": "V", "pulses_per_rev": 1},
    ]

    examination = examine(recording(channel(), pulses), machine(sensors=sensors))

    assert examination.speed.source == "tachometer"
    assert examination.speed.rpm == pytest.approx(60.0 * 24.9, rel=1e-3)
    assert [note.check for note in examination.quality if note.channel == "2"] == []


def test_a_sideband_of_an_unlisted_bearing_s_line_accuses_no_listed_bearing() -> None:
    # Knocks 4.6 times a turn, once a turn in the load zone, make sidebands at 3.6 and 5.6: the first is this bearing's
    # outer race line.
    listed = [{"id": "DE", "multipliers": {"bpfo": 3.6, "bpfi": 5.4, "bsf": 2.4, "ftf": 0.4}}]
    samples = channel(impacts(4.6, slip=0.0, modulated=True))

    examination = examine(recording(samples), machine(bearings=listed))

    assert examination.findings == ()
    outer = next(item for item in examination.ruled_out if item.fault == "bearing.outer_race")
    carrier = re.search(r"belongs to the stronger family at (\d+\.\d) Hz", outer.text.en)
    assert carrier is not None
    assert float(carrier[1]) == pytest.approx(4.6 * SHAFT_HZ, rel=0.003)


def test_a_short_record_of_a_loose_outer_race_is_not_taken_for_the_cage() -> None:
    # Four turns of the shaft less the outer race's line make 0.415 times the shaft's speed; the cage's is 0.398.
    short = noise(2.0) + impulses(2.0, rate_hz=ORDERS["bpfo"] * SHAFT_HZ, height=30.0, shaft_hz=SHAFT_HZ, jitter=0.005)

    assert first(examine(recording(short), machine())) == ("bearing.outer_race", "DE")


def test_an_unknown_bearing_is_named_even_when_the_recording_is_too_short() -> None:
    unknown = machine(bearings=[{"id": "DE", "shaft": "main", "designation": "no such bearing"}])

    with pytest.raises(MachineError) as refused:
        examine(recording(noise(0.1)), unknown)

    assert refused.value.code == "bearing_unknown"


def test_a_rate_too_low_for_a_claim_of_health_is_not_assessable() -> None:
    examination = examine(recording(noise(2.0), rate_hz=4000.0), machine())

    assert examination.verdict == "not_assessable"


def test_a_dead_channel_is_not_assessable_and_names_the_wiring() -> None:
    examination = examine(recording(np.zeros(40_000)), machine())

    assert examination.verdict == "not_assessable"
    assert examination.quality[0].check == "sensor.flatline"


def test_a_gap_of_lost_samples_is_cut_out() -> None:
    samples = channel(impacts(ORDERS["bpfo"]))
    samples[1000:1100] = np.nan

    examination = examine(recording(samples), machine())

    assert first(examination) == ("bearing.outer_race", "DE")
    assert ("sensor.dropout", "warning") in [(n.check, n.level) for n in examination.quality]


def test_a_loud_machine_without_a_pattern_is_high_vibration_of_unknown_cause() -> None:
    t = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
    shaking = 0.005 * np.sqrt(2) * (2 * np.pi * 37.0) * np.sin(2 * np.pi * 37.0 * t)  # 5 mm/s RMS

    rigid = examine(recording(noise(SECONDS) + shaking), machine(power_kw=30.0, mounting="rigid"))
    flexible = examine(recording(noise(SECONDS) + shaking), machine(power_kw=30.0, mounting="flexible"))

    assert [(f.fault, f.component, f.urgency) for f in rigid.findings] == [("machine.high_vibration", None, 2)]
    assert [(f.fault, f.component, f.urgency) for f in flexible.findings] == [("machine.high_vibration", None, 4)]
    assert rigid.measurements["1"].zone == "D"
    assert rigid.measurements["1"].velocity_rms_mm_s == pytest.approx(5.0, rel=0.02)


def test_an_uncalibrated_sensor_gets_no_zone_but_its_bearing_is_judged() -> None:
    sensors = [{"channel": "1", "quantity": "acceleration", "unit": "V", "position": "DE"}]

    examination = examine(recording(channel(impacts(ORDERS["bpfo"]))), machine(sensors=sensors, power_kw=30.0))

    assert first(examination) == ("bearing.outer_race", "DE")
    assert examination.measurements["1"].zone is None


def test_a_calibrated_machine_without_bearings_is_judged_by_its_zone() -> None:
    examination = examine(recording(channel()), machine(bearings=[], power_kw=30.0))

    assert examination.verdict == "healthy"
    # 0.5 m/s² at 24.5 Hz is 0.5/√2/(2π·24.5) = 2.3 mm/s RMS: zone B of group 2 rigid (1.4 to 2.8 mm/s).
    assert examination.measurements["1"].zone == "B"


def test_a_machine_of_which_nothing_is_known_is_not_assessable() -> None:
    assert examine(recording(channel()), machine(bearings=[])).verdict == "not_assessable"


def test_the_same_recording_gives_the_same_json() -> None:
    samples = recording(channel(impacts(ORDERS["bpfo"])))

    first_run, second_run = (examine(samples, machine()).to_json() for _ in range(2))
    for run in (first_run, second_run):
        run["provenance"].pop("seconds")

    assert json.dumps(first_run) == json.dumps(second_run)


@pytest.mark.parametrize("height", [0.0, 2.0, 12.0])
def test_the_json_keeps_the_contract(height: float) -> None:
    schema = json.loads((CONTRACTS / "examination.schema.json").read_text(encoding="utf-8"))

    document = examine(recording(channel(impacts(ORDERS["bpfo"], height=height))), machine()).to_json()

    jsonschema.validate(document, schema)


def test_a_channel_that_is_not_in_the_recording_is_an_error() -> None:
    sensors = [{"channel": "3", "quantity": "acceleration", "unit": "g"}]

    with pytest.raises(RecordingError) as caught:
        examine(recording(channel()), machine(sensors=sensors))

    assert caught.value.code == "recording_channel_missing"


def test_a_bearing_that_is_not_in_the_catalogue_is_an_error() -> None:
    with pytest.raises(MachineError) as caught:
        examine(recording(channel()), machine(bearings=[{"id": "DE", "designation": "no-such-bearing"}]))

    assert caught.value.code == "bearing_unknown"


def test_every_catalogue_of_texts_has_both_languages() -> None:
    package = Path(__file__).resolve().parents[2] / "diagnostics"
    catalogues = []
    for path in package.rglob("*.toml"):
        tables = tomllib.loads(path.read_text(encoding="utf-8")).values()
        worded = [table for table in tables if isinstance(table, dict) and {"en", "zh"} & table.keys()]
        assert all(table["en"] and table["zh"] for table in worded), path
        if worded and not any(table.keys() - {"en", "zh"} for table in worded):  # others hold more than texts
            catalogues.append(path)

    assert len(catalogues) >= 6
    assert all(Catalogue(path).keys for path in catalogues)
