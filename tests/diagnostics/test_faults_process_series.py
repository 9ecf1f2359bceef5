"""The whole way from a slow recording to an examination, and what spoils a series."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

import diagnostics as dx
from diagnostics.cli import main
from diagnostics.errors import MachineError
from diagnostics.faults.family import Answer
from diagnostics.faults.process import examine_process
from diagnostics.machine import Machine
from diagnostics.series.reading import read_series
from tests.diagnostics.process_signals import (
    COUPLED,
    EXCHANGER,
    FILTER,
    LOOP,
    NETWORK,
    PAIRED,
    VESSEL,
    Array,
    Columns,
    coupled_plant,
    exchanger_plant,
    filter_plant,
    loop_plant,
    machine_of,
    network_plant,
    series_of,
    vessel_plant,
)
from tests.shared_data import SHARED, needs_shared

PLANTS: dict[str, tuple[Mapping[str, Any], Columns]] = {
    "filter": (FILTER, filter_plant(1, rows=1200, healthy=400)),
    "loop": (LOOP, loop_plant(1, rows=1200)),
    "exchanger": (EXCHANGER, exchanger_plant(1, rows=1200, healthy=400)),
    "vessel": (VESSEL, vessel_plant(1, days=2)),
    "network": (NETWORK, network_plant(1, days=2)),
    "pair": (PAIRED, coupled_plant(1, rows=1200, healthy=400)),
}
SPOILED: dict[str, Callable[[Array], Array]] = {
    "missing": lambda x: np.full_like(x, np.nan),
    "partly infinite": lambda x: np.where(np.arange(len(x)) % 3, x, np.inf),
    "constant": lambda x: np.full_like(x, x[0]),
    "zero": np.zeros_like,
    "negative": lambda x: -x,
    "absurd": lambda x: 1e200 * x,
    "short": lambda x: x[:70],
    "one row": lambda x: x[:1],
}


def write_csv(path: Path, columns: Columns, *, step_s: float, gap_row: int = 0, twice_row: int = 0) -> Path:
    rows = len(next(iter(columns.values())))
    seconds = step_s * np.arange(rows)
    seconds[gap_row or rows :] += 3600.0
    seconds[twice_row or rows :] -= step_s
    start = datetime(2026, 3, 1)  # noqa: DTZ001  (a logger's clock has no zone)
    stamps = [str(start + timedelta(seconds=float(moment))) for moment in seconds]
    lines = [
        ",".join([stamp, *(f"{values[row]:.6g}" for values in columns.values())]) for row, stamp in enumerate(stamps)
    ]
    path.write_text("\n".join([",".join(["time", *columns]), *lines]) + "\n", encoding="utf-8")
    return path


def described(roles: Mapping[str, Any], path: Path, **more: Any) -> Path:
    path.write_text(yaml.safe_dump(machine_of(roles, **more).to_dict()), encoding="utf-8")
    return path


def answer_of(columns: Columns, roles: Mapping[str, Any], **more: Any) -> Answer:
    return examine_process(series_of(columns), machine_of(roles, **more), len(next(iter(columns.values()))) // 3)


@pytest.mark.parametrize("step_s", [1.0, 60.0])
def test_a_csv_of_a_clogging_filter_becomes_an_examination(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], step_s: float
) -> None:
    recording = write_csv(tmp_path / "pump.csv", filter_plant(3, blocked=2.5, rows=1500, healthy=500), step_s=step_s)
    machine = described(FILTER, tmp_path / "m.yaml", recording={"healthy_rows": 500})

    status = main([str(recording), "--machine", str(machine), "--format", "json"])

    examination = json.loads(capsys.readouterr().out)
    assert (status, examination["verdict"], examination["urgency"]) == (0, "fault", 4)
    assert examination["findings"][0]["fault"] == "process.blocked_filter"
    assert examination["measurements"]["F"]["unit"] == "m3/s"
    assert not any(note["check"] == "baseline" for note in examination["quality"])


def test_a_healthy_series_with_a_gap_is_healthy_and_names_the_gap(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", filter_plant(4, rows=1500, healthy=500), step_s=60.0, gap_row=900)

    examination = dx.examine(dx.read(path), Machine.load(described(FILTER, tmp_path / "m.yaml")))

    assert examination.verdict == "healthy"
    assert "filter" not in examination.summary.en  # nothing is claimed that was not tested
    assert any(note.check == "sensor.dropout" for note in examination.quality)
    assert any("healthy_rows" in note.text.en for note in examination.quality)


def test_a_series_without_roles_is_not_assessable_and_names_them(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", filter_plant(4, rows=600, healthy=200), step_s=60.0)
    roles = {name: {"quantity": "pressure", "unit": "bar"} for name in ("P1", "P2")}

    examination = dx.examine(dx.read(path), Machine.load(described(roles, tmp_path / "m.yaml")))

    assert examination.verdict == "not_assessable"
    assert "filter_inlet" in examination.summary.en


def test_the_same_bytes_give_the_same_examination(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", loop_plant(1, stick=4.0, gain=0.3, rows=1500), step_s=1.0)
    machine = Machine.load(described(LOOP, tmp_path / "m.yaml"))

    first, second = (dx.examine(dx.read(path), machine).to_json() for _ in range(2))

    assert first["findings"]
    assert first | {"provenance": None} == second | {"provenance": None}


def test_gaps_and_doubled_times_of_a_series_are_named(tmp_path: Path) -> None:
    columns = filter_plant(4, rows=1500, healthy=500)
    series = read_series(write_csv(tmp_path / "a.csv", columns, step_s=60.0, gap_row=900, twice_row=1200))

    answer = examine_process(series, machine_of(FILTER), 500)

    said = [note.text.en for note in answer.notes if note.check == "sensor.dropout"]
    assert any("gap(s)" in text for text in said)
    assert any("repeat the time" in text for text in said)
    assert answer.tested


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("spoiled", SPOILED)
def test_spoiled_columns_give_notes_and_no_findings(plant: str, spoiled: str) -> None:
    roles, columns = PLANTS[plant]

    answer = answer_of({name: SPOILED[spoiled](values) for name, values in columns.items()}, roles)

    assert answer.findings == answer.watch == ()
    assert answer.notes or answer.tested


@pytest.mark.parametrize("seed", range(30))
def test_whatever_stands_in_columns_and_times_is_answered_in_finite_numbers(seed: int) -> None:
    random = np.random.default_rng(seed)
    roles, columns = PLANTS[list(PLANTS)[seed % len(PLANTS)]]
    count = int(random.integers(1, 1200))
    spoiled = {}
    for name, values in columns.items():
        start, stop = sorted(random.integers(0, count + 1, 2))
        spoiled[name] = values[:count].copy()
        how: Callable[[Array], Array] = SPOILED[list(SPOILED)[random.integers(6)]]
        if stop > start:
            spoiled[name][start:stop] = how(spoiled[name][start:stop])
    series = series_of(spoiled)
    series.seconds[random.integers(count)] = np.nan
    series.seconds[random.integers(count) :] -= float(random.integers(5000))

    answer = examine_process(series, machine_of(roles), [None, 0, 1, count, count // 2][seed % 5])

    for finding in (*answer.findings, *answer.watch):
        json.dumps(finding.to_json(), allow_nan=False)
    texts = [item.text for item in answer.ruled_out] + [note.text for note in answer.notes]
    assert not any("nan" in text.en.split() for text in texts)


def test_a_sensor_that_sticks_is_named_and_accuses_nothing() -> None:
    columns = exchanger_plant(2)
    columns["HO"][1500:] = columns["HO"][1500]

    answer = answer_of(columns, EXCHANGER)

    assert answer.findings == ()
    assert any(note.check == "sensor.flatline" and note.channel == "HO" for note in answer.notes)


@pytest.mark.parametrize(
    ("channel", "conversion", "said"),
    [
        ("P1", lambda x: x * 1000.0, "× 1000"),
        ("P1", lambda x: x * 14.503774, "× 14.5"),
        ("F", lambda x: x / 3.6, "÷ 3.6"),
        ("F", lambda x: x * 1000.0 / 60.0, "× 16.67"),
    ],
)
def test_a_changed_unit_is_named_and_accuses_nothing(channel: str, conversion: Any, said: str) -> None:
    columns = filter_plant(2)
    columns[channel][2050:] = conversion(columns[channel][2050:])

    answer = answer_of(columns, FILTER)

    assert answer.findings == ()
    (note,) = [note for note in answer.notes if note.check == "sensor.scale"]
    assert (note.channel, said in note.text.en) == (channel, True)


@pytest.mark.parametrize(
    ("conversion", "said"), [(lambda x: 1.8 * x + 32.0, "°C → °F"), (lambda x: x + 273.15, "°C → K")]
)
def test_a_thermometer_that_changes_its_scale_is_named(conversion: Any, said: str) -> None:
    columns = exchanger_plant(2)
    columns["HI"][2050:2550] = conversion(columns["HI"][2050:2550])

    answer = answer_of(columns, EXCHANGER)

    assert answer.findings == ()
    assert any(said in note.text.en for note in answer.notes)


def test_steps_of_the_set_point_are_no_changed_units() -> None:
    for seed in range(10):
        answer = answer_of(exchanger_plant(seed, rows=1200, healthy=400), EXCHANGER)
        assert not any("unit" in note.text.en and note.check == "sensor.scale" for note in answer.notes)


def test_a_drifting_sensor_of_several_loops_is_named_by_its_channel() -> None:
    answer = answer_of(coupled_plant(1, drift_k=2.0), COUPLED)

    assert [finding.component for finding in answer.findings] == ["A"]


def test_two_exchangers_are_told_apart_by_their_loop() -> None:
    columns = {
        f"{name}{k}": x
        for k, fall in (("1", 0.0), ("2", 0.3))
        for name, x in exchanger_plant(int(k), fall=fall).items()
    }
    roles = {f"{name}{k}": {"role": role, "loop": f"E{k}"} for k in "12" for name, role in EXCHANGER.items()}

    answer = answer_of(columns, roles)

    assert [(finding.fault, finding.component) for finding in answer.findings] == [("process.fouling", "E2")]
    assert any(item.component == "E1" for item in answer.ruled_out)


def test_a_role_that_does_not_fit_its_quantity_is_refused() -> None:
    with pytest.raises(MachineError, match="quantity: flow"):
        machine_of({"P": {"role": "flow", "quantity": "pressure", "unit": "bar"}})


def test_a_machine_with_roles_comes_back_from_its_description() -> None:
    machine = machine_of(PAIRED, exchangers=[{"arrangement": "parallel"}], vessels=[{"volume_m3": 3}])

    assert Machine.from_dict(machine.to_dict()) == machine
    assert machine.exchangers[0].arrangement == "parallel"


def test_a_partner_that_does_not_exist_is_refused() -> None:
    with pytest.raises(MachineError, match="redundant"):
        machine_of({"A": {**COUPLED["A"], "redundant": "Z"}})


@needs_shared
def test_the_loop_of_skab_without_a_fault_has_no_drifting_sensor() -> None:
    series = read_series(SHARED / "data" / "skab" / "data" / "anomaly-free" / "anomaly-free.csv")
    roles = {
        "Pressure": {"quantity": "pressure", "unit": "bar"},
        "Temperature": {"quantity": "temperature", "unit": "degC"},
        "Thermocouple": {"quantity": "temperature", "unit": "degC"},
        "Volume Flow RateRMS": {"quantity": "flow", "unit": "l/min"},
    }

    answer = examine_process(series, machine_of(roles), 3000)

    assert answer.findings == answer.watch == ()
