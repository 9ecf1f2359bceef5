"""Machine descriptions: what is accepted, and that everything else is refused with its place."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.errors import DiagnosticsError, MachineError
from diagnostics.machine import Machine, PlanetaryStage
from tests.shared_data import SHARED, needs_shared

SENSOR = {"channel": "1", "quantity": "acceleration", "unit": "g", "position": "DE"}
ORDERS = {"bpfo": 3.585, "bpfi": 5.415, "bsf": 2.357, "ftf": 0.398}
STAGE = {"sun": 20, "ring": 80, "planets": 3}
FULL = """
name: Cooling fan 3
kind: fan
power_kw: 15
mounting: rigid
mains_hz: 50
speed_rpm: 1480
speed_tolerance: 0.02
shafts:  [{id: main, ratio: 1.0}, {id: out, ratio: 0.5}, {id: arm, ratio: 0.2}]
bearings:
  - {id: DE, shaft: main, designation: "6205-2RS"}
  - {id: NDE, shaft: main, geometry: {balls: 9, ball_mm: 7.94, pitch_mm: 39.04, contact_deg: 0}}
  - {id: B3, shaft: main, multipliers: {bpfo: 3.5848, bpfi: 5.4152, bsf: 2.35675, ftf: 0.39828}, outer_ring_turns: true}
  - {id: B4, shaft: main, outer_ring_shaft: out}
gears:   [{id: G1, shaft: main, teeth: 32, mates: G2}, {id: G2, shaft: out, teeth: 64},
          {id: G3, planetary: {sun: 20, ring: 80, planets: 3, planet_teeth: 30, carrier_shaft: arm}}]
blades:  [{shaft: main, count: 7, vanes: 11}]
belts:   [{id: V1, length_mm: 1250, pulley_mm: 140, shaft: main, pulley_teeth: 22, other_shaft: out}]
motor:   {poles: 4, rotor_bars: 28}
sensors:
  - {channel: "1", quantity: acceleration, unit: g, position: DE, direction: radial_v}
  - {channel: 2, quantity: current, unit: A, phase: a, scale: 12.5}
  - {channel: tacho, quantity: tachometer, unit: V, pulses_per_rev: 1}
recording: {sampling_rate_hz: 25600}
inverter_fed: true
rated_current_a: 28
axis_height_mm: 160
pump_category: II
fan_class: BV-3
"""


def described(**changes: object) -> dict[str, object]:
    return {"name": "fan", "kind": "fan", "sensors": [SENSOR], **changes}


def refusal(description: object) -> DiagnosticsError:
    with pytest.raises(MachineError) as refused:
        Machine.from_dict(description)
    return refused.value


def test_every_key_of_the_contract_is_read(tmp_path):
    path = tmp_path / "machine.yaml"
    path.write_text(FULL, encoding="utf-8")

    machine = Machine.load(path)

    assert (machine.name, machine.kind, machine.speed_rpm, machine.fan_class) == (
        "Cooling fan 3",
        "fan",
        1480.0,
        "BV-3",
    )
    assert machine.bearings[2].outer_ring_turns
    assert [bearing.known for bearing in machine.bearings] == [True, True, True, False]
    assert machine.bearings[3].outer_ring_shaft == "out"
    assert machine.gears[2].planetary == PlanetaryStage(20, 80, 3, planet_teeth=30, carrier_shaft="arm")
    assert machine.blades[0].vanes == 11
    assert (machine.belts[0].pulley_teeth, machine.belts[0].other_shaft) == (22, "out")
    assert machine.sensors[1].channel == "2"
    assert machine.motor is not None
    assert machine.motor.rotor_bars == 28


def test_yaml_and_json_give_the_same_machine_and_hash(tmp_path):
    (tmp_path / "machine.yaml").write_text(FULL, encoding="utf-8")
    (tmp_path / "machine.json").write_text(json.dumps(yaml.safe_load(FULL)), encoding="utf-8")

    from_yaml, from_json = (Machine.load(tmp_path / name) for name in ("machine.yaml", "machine.json"))

    assert from_yaml == from_json
    assert from_yaml.sha256 == from_json.sha256


def test_hash_differs_for_another_speed_but_not_for_another_spelling():
    assert Machine.from_dict(described(speed_rpm=1480)).sha256 == Machine.from_dict(described(speed_rpm=1480.0)).sha256
    assert Machine.from_dict(described(speed_rpm=1480)).sha256 != Machine.from_dict(described(speed_rpm=1481)).sha256


def test_sensors_alone_are_enough_and_defaults_are_those_of_the_contract():
    machine = Machine.from_dict({"sensors": [SENSOR]})

    assert (machine.mains_hz, machine.speed_tolerance, machine.shafts[0].id) == (50.0, 0.02, "main")
    assert machine.speed_rpm is None


def test_keys_that_are_not_used_leave_no_trace_in_what_is_written_down():
    parts = {
        "shafts": [{"id": "main", "ratio": 1.0}],
        "bearings": [{"id": "DE", "shaft": "main", "designation": "6205", "outer_ring_turns": False}],
        "gears": [{"id": "P", "shaft": "main", "planetary": STAGE}],
        "blades": [{"count": 7, "shaft": "main"}],
        "belts": [{"id": "V1", "length_mm": 1250.0, "pulley_mm": 140.0, "shaft": "main"}],
    }

    written = Machine.from_dict(described(**parts)).to_dict()

    assert {key: written[key] for key in parts} == parts


def test_carrier_shaft_written_with_two_digits_is_accepted():
    machine = Machine.from_dict(
        described(
            shafts=[{"id": "arm", "ratio": 0.22}],
            gears=[{"id": "P", "planetary": {"sun": 28, "ring": 100, "planets": 4, "carrier_shaft": "arm"}}],
        )
    )

    assert machine.gears[0].planetary is not None
    assert machine.gears[0].planetary.carrier_shaft == "arm"


numbers = st.floats(0.1, 1000.0)
names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)


@st.composite
def descriptions(draw):
    shafts = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    ids = draw(st.lists(names, max_size=4, unique=True))
    geometry = st.fixed_dictionaries(
        {"balls": st.integers(3, 40), "ball_mm": st.floats(1.0, 9.0), "pitch_mm": st.floats(10.0, 90.0)}
    )
    return {
        "name": draw(names),
        "kind": draw(st.sampled_from(["pump", "fan", "other"])),
        "power_kw": draw(numbers),
        "speed_rpm": draw(st.none() | numbers),
        "shafts": [{"id": shaft, "ratio": draw(numbers)} for shaft in shafts],
        "bearings": [{"id": key, "shaft": draw(st.sampled_from(shafts)), "geometry": draw(geometry)} for key in ids],
        "blades": [{"shaft": shafts[0], "count": draw(st.integers(1, 20))}],
        "sensors": [{**SENSOR, "scale": draw(numbers)}],
        "inverter_fed": draw(st.booleans()),
    }


@settings(max_examples=50)
@given(descriptions())
def test_machine_written_down_and_read_again_is_the_same(description):
    machine = Machine.from_dict(description)

    again = Machine.from_dict(json.loads(json.dumps(machine.to_dict())))

    assert again == machine
    assert again.sha256 == machine.sha256


@pytest.mark.parametrize(
    ("changes", "path", "nearest"),
    [
        ({"speed_rmp": 1480}, "speed_rmp", "speed_rpm"),
        ({"Sensors": []}, "Sensors", "sensors"),
        ({"motor": {"pole": 4}}, "motor.pole", "motor.poles"),
        ({"bearings": [{"id": "A", "desigation": "6205"}]}, "bearings[0].desigation", "bearings[0].designation"),
        ({"sensors": [{**SENSOR, "units": "g"}]}, "sensors[0].units", "sensors[0].unit"),
    ],
)
def test_unknown_key_is_refused_with_its_path_and_the_nearest_known_one(changes, path, nearest):
    error = refusal(described(**changes))

    assert error.code == "machine_key_unknown"
    assert f"{path} " in error.text.en
    assert f"{nearest}?" in error.text.en
    assert nearest in error.text.zh


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"sensors": []}, "sensors"),
        ({"sensors": None}, "sensors"),
        ({"sensors": "1"}, "sensors"),
        ({"sensors": [{**SENSOR, "quantity": "loudness"}]}, "sensors[0].quantity"),
        ({"sensors": [{**SENSOR, "unit": "mm/s"}]}, "sensors[0].unit"),
        ({"sensors": [{**SENSOR, "scale": 0}]}, "sensors[0].scale"),
        ({"sensors": [{**SENSOR, "channel": ["1"]}]}, "sensors[0].channel"),
        ({"sensors": [SENSOR, SENSOR]}, "sensors[1]"),
        ({"sensors": [{**SENSOR, "sensitivity": {"value": 100, "unit": "kg"}}]}, "sensors[0].sensitivity.unit"),
        ({"sensors": [{**SENSOR, "sensitivity": {"value": 0, "unit": "mV/g"}}]}, "sensors[0].sensitivity.value"),
        ({"kind": "rocket"}, "kind"),
        ({"speed_rpm": "1480"}, "speed_rpm"),
        ({"speed_rpm": True}, "speed_rpm"),
        ({"speed_rpm": -1}, "speed_rpm"),
        ({"speed_rpm": float("nan")}, "speed_rpm"),
        ({"power_kw": float("inf")}, "power_kw"),
        ({"power_kw": 10**400}, "power_kw"),
        ({"motor": {"poles": 3}}, "motor.poles"),
        ({"motor": {"poles": 4.5}}, "motor.poles"),
        ({"motor": [4]}, "motor"),
        ({"blades": [{"count": 0}]}, "blades[0].count"),
        ({"blades": [{"count": 7, "shaft": "fan"}]}, "blades[0].shaft"),
        ({"gears": [{"id": "G1", "teeth": 20, "mates": "G9"}]}, "gears[0].mates"),
        ({"gears": [{"id": "G1"}]}, "gears[0].teeth"),
        ({"bearings": [{"id": "DE", "designation": "6205", "multipliers": ORDERS}]}, "bearings[0]"),
        ({"bearings": [{"id": "DE", "outer_ring_shaft": "hub"}]}, "bearings[0].outer_ring_shaft"),
        ({"bearings": [{"id": "DE", "outer_ring_shaft": "main"}]}, "bearings[0].outer_ring_shaft"),
        (
            {"bearings": [{"id": "DE", "outer_ring_shaft": "main", "outer_ring_turns": True}]},
            "bearings[0].outer_ring_shaft",
        ),
        ({"gears": [{"id": "P", "planetary": {"sun": 80, "ring": 20, "planets": 3}}]}, "gears[0].planetary.ring"),
        (
            {"gears": [{"id": "P", "planetary": {**STAGE, "carrier_shaft": "arm"}}]},
            "gears[0].planetary.carrier_shaft",
        ),
        (
            {
                "shafts": [{"id": "arm", "ratio": 0.3}],
                "gears": [{"id": "P", "planetary": {**STAGE, "carrier_shaft": "arm"}}],
            },
            "gears[0].planetary.carrier_shaft",
        ),
        ({"belts": [{"id": "V1", "length_mm": 9, "pulley_mm": 2, "other_shaft": "fan"}]}, "belts[0].other_shaft"),
        ({"belts": [{"id": "V1", "length_mm": 9, "pulley_mm": 2, "pulley_teeth": 2}]}, "belts[0].pulley_teeth"),
        ({"blades": [{"count": 7, "vanes": 0}]}, "blades[0].vanes"),
        ({"bearings": [{"designation": "6205"}]}, "bearings[0].id"),
        (
            {"bearings": [{"id": "DE", "geometry": {"balls": 9, "ball_mm": 40, "pitch_mm": 39}}]},
            "bearings[0].geometry",
        ),
        (
            {"bearings": [{"id": "DE", "multipliers": {"bpfo": 5.4, "bpfi": 3.6, "bsf": 2.4, "ftf": 0.4}}]},
            "bearings[0].multipliers",
        ),
        ({"inverter_fed": "yes"}, "inverter_fed"),
        ({"recording": {"sampling_rate_hz": 0}}, "recording.sampling_rate_hz"),
    ],
)
def test_impossible_value_is_refused_with_its_place_in_both_languages(changes, path):
    error = refusal(described(**changes))

    assert error.code == "machine_invalid"
    assert path in error.text.en
    assert path in error.text.zh


@pytest.mark.parametrize("description", [None, 5, "fan", [], [1], True])
def test_description_that_is_no_mapping_is_refused(description):
    assert refusal(description).code == "machine_invalid"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200)
@given(key=st.sampled_from(sorted(yaml.safe_load(FULL))), value=json_values)
def test_any_value_under_any_key_is_read_or_refused_in_words(key, value):
    description = {**yaml.safe_load(FULL), key: value}

    outcome: Machine | str
    try:
        outcome = Machine.from_dict(description)
    except MachineError as refused:
        outcome = refused.code

    if isinstance(outcome, Machine):
        assert Machine.from_dict(outcome.to_dict()) == outcome
    else:
        assert outcome in {"machine_invalid", "machine_key_unknown"}


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(MachineError) as refused:
        Machine.load(tmp_path / "none.yaml")

    assert refused.value.code == "machine_not_found"


def test_folder_in_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(MachineError) as refused:
        Machine.load(tmp_path)

    assert refused.value.code == "machine_unreadable"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name: [fan",
        b"\xff\xfe\x00",
        b"\x00\x01\x02",
        b"name: !!python/object/apply:os.system ['true']",
        b"a: &a [x, x]\nsensors: [*a, *a]",
        b"[" * 5000,
        b"x" * 2_000_000,
        "name: 风机\nsensors: 无".encode(),
    ],
)
def test_file_that_is_no_description_is_refused_in_words(tmp_path, content):
    path = tmp_path / "machine.yaml"
    path.write_bytes(content)

    with pytest.raises(MachineError) as refused:
        Machine.load(path)

    assert refused.value.code == "machine_invalid"


@pytest.mark.parametrize(
    ("sensor", "factor"),
    [
        ({"unit": "g"}, 9.80665),
        ({"unit": "G", "scale": 2.0}, 2 * 9.80665),
        ({"unit": "m/s²"}, 1.0),
        ({"unit": "mm/s^2"}, 1e-3),
        ({"unit": "V", "sensitivity": {"value": 100, "unit": "mV/g"}}, 9.80665 / 0.1),
        ({"unit": "mV", "sensitivity": {"value": 100, "unit": "mV/g"}}, 9.80665 / 100),
        ({"unit": "V", "scale": 10, "sensitivity": {"value": 100, "unit": "mV/g"}}, 10 * 9.80665 / 0.1),
        ({"unit": "g", "sensitivity": {"value": 100, "unit": "mV/g"}}, 9.80665 / 0.1),
        ({"unit": "V", "sensitivity": {"value": 10, "unit": "mV/(m/s2)"}}, 1 / 0.01),
        ({"quantity": "velocity", "unit": "mm/s"}, 1e-3),
        ({"quantity": "velocity", "unit": "in/s"}, 0.0254),
        ({"quantity": "displacement", "unit": "µm"}, 1e-6),
        ({"quantity": "current", "unit": "V", "sensitivity": {"value": 100, "unit": "mV/A"}}, 10.0),
        ({"quantity": "sound_pressure", "unit": "Pa"}, 1.0),
    ],
)
def test_factor_brings_samples_to_si(sensor, factor):
    machine = Machine.from_dict(described(sensors=[{**SENSOR, **sensor}]))

    assert machine.sensors[0].to_si_factor == pytest.approx(factor)
    assert machine.sensors[0].calibrated


@pytest.mark.parametrize("sensor", [{"unit": "V"}, {"unit": "mV", "scale": 3.0}, {"unit": "counts"}, {"unit": None}])
def test_voltage_without_sensitivity_and_unknown_units_are_uncalibrated(sensor):
    machine = Machine.from_dict(described(sensors=[{**SENSOR, **sensor}]))

    assert not machine.sensors[0].calibrated
    assert machine.sensors[0].to_si_factor is None


@needs_shared
def test_machine_of_every_benchmark_case_is_read():
    lines = (SHARED / "benchmark" / "cases.jsonl").read_text(encoding="utf-8").splitlines()

    machines = [Machine.from_dict(json.loads(line)["machine"]) for line in lines]

    assert all(machine.bearings or machine.gears for machine in machines)
