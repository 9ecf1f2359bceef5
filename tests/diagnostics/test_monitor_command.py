"""``diagnose monitor`` from the command line: the contract's file, clear refusals, flat memory over a long log."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from diagnostics.cli import main
from tests.shared_data import SHARED, needs_shared

CONTRACT = Draft202012Validator(
    json.loads((Path(__file__).parents[1] / "contracts" / "monitoring.schema.json").read_text(encoding="utf-8"))
)
FLAT_BYTES = 40 << 20
"""How much more a log of twenty times the rows may take: buffers grow to their size once, and Python's own wobble."""


def write_log(path, rows, *, fault_from=None):
    chance = np.random.default_rng(1)
    flow, pressure = 76.0 + chance.standard_normal(rows), 2.5 + 0.05 * chance.standard_normal(rows)
    if fault_from is not None:
        flow[fault_from:] -= 6.0
    with path.open("w", encoding="utf-8") as file:
        file.write("time;flow (l/min);pressure (bar);label\n")
        file.writelines(f"{at};{q:.3f};{p:.4f};0\n" for at, (q, p) in enumerate(zip(flow, pressure, strict=True)))
    return path


def test_result_is_the_contracts_and_the_events_are_shown(tmp_path, capsys):
    log, out = write_log(tmp_path / "pump.csv", 900, fault_from=700), tmp_path / "events.json"

    assert main(["monitor", str(log), "--train-rows", "400", "--out", str(out), "--ignore", "label"]) == 0

    document = json.loads(out.read_text(encoding="utf-8"))
    CONTRACT.validate(document)
    assert [row["time"] for row in document["rows"]] == [float(at) for at in range(900)]
    assert not any(row["alarm"] for row in document["rows"][:700])
    assert document["rows"][-1]["alarm"]
    assert document["rows"][-1]["contributors"][0]["column"] == "flow (l/min)"
    assert len(document["events"]) == 1
    assert "flow (l/min) fell from usually 75.9" in capsys.readouterr().out


def test_it_speaks_chinese(tmp_path, capsys):
    log = write_log(tmp_path / "pump.csv", 900, fault_from=700)

    assert main(["monitor", str(log), "--train-rows", "400", "--out", str(tmp_path / "e.json"), "--lang", "zh"]) == 0

    assert "降至" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--train-rows", "400", "--ignore", "flwo (l/min)"], "series_column_unknown"),
        (["--train-rows", "0"], "--train-rows"),
        (["--train-rows", "many"], "--train-rows"),
        ([], "--train-rows"),
    ],
)
def test_wrong_arguments_are_one_line_and_leave_no_file(tmp_path, capsys, arguments, said):
    log, out = write_log(tmp_path / "pump.csv", 500), tmp_path / "events.json"

    try:
        status = main(["monitor", str(log), "--out", str(out), *arguments])
    except SystemExit as stopped:
        status = int(str(stopped.code))

    error = capsys.readouterr().err
    assert status == 2
    assert said in error
    assert len(error.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pump.csv"]


def test_a_file_that_breaks_in_its_middle_leaves_the_earlier_result(tmp_path, capsys):
    log, out = write_log(tmp_path / "pump.csv", 500), tmp_path / "events.json"
    out.write_text("earlier", encoding="utf-8")
    log.write_bytes(log.read_bytes() + b"7" * 1_200_000)

    assert main(["monitor", str(log), "--train-rows", "400", "--out", str(out)]) == 2

    assert "recording_damaged" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "earlier"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_place_that_cannot_be_written_is_named(tmp_path, capsys):
    log = write_log(tmp_path / "pump.csv", 500)

    assert main(["monitor", str(log), "--train-rows", "400", "--out", str(tmp_path / "no" / "e.json")]) == 2

    assert "output_unwritable" in capsys.readouterr().err


@pytest.mark.long
def test_memory_is_flat_over_a_million_rows(tmp_path):
    peaks = []
    for rows in (50_000, 1_000_000):
        log = write_log(tmp_path / f"{rows}.csv", rows)
        code = (
            "import sys; from diagnostics.cli import main; status = main(sys.argv[1:]);"
            "own = open('/proc/self/status').read().partition('VmHWM:')[2].split()[0];"  # ru_maxrss begins with ours
            "print(int(own) * 1024, file=sys.stderr); sys.exit(status)"
        )
        arguments = ["monitor", str(log), "--train-rows", "1000", "--out", str(tmp_path / "events.json")]
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        peaks.append(int(done.stderr.split()[-1]))

    assert peaks[1] - peaks[0] < FLAT_BYTES


@needs_shared
def test_skab_is_watched_better_than_the_published_detectors(tmp_path):
    """F1 0.80 with 12 % false alarms on the files that no setting was chosen on, point by point, no adjustment."""
    alarms, labels = [], []
    for log in sorted((SHARED / "data" / "skab" / "data" / "other").glob("*.csv")):
        rows = [line.split(";") for line in log.read_text(encoding="utf-8").splitlines()]
        bare, out = tmp_path / log.name, tmp_path / "events.json"
        bare.write_text("\n".join(";".join(row[:-2]) for row in rows), encoding="utf-8")
        assert main(["monitor", str(bare), "--train-rows", "400", "--out", str(out)]) == 0
        document = json.loads(out.read_text(encoding="utf-8"))
        alarms += [row["alarm"] for row in document["rows"][400:]]
        labels += [float(row[-2]) > 0.0 for row in rows[401:]]

    alarm, anomalous = np.array(alarms), np.array(labels)
    f1 = 2.0 * np.sum(alarm & anomalous) / (np.sum(alarm) + np.sum(anomalous))
    assert f1 >= 0.80
    assert np.mean(alarm[~anomalous]) <= 0.12


def test_a_description_of_the_columns_asks_the_rules_of_the_process_too(tmp_path, capsys):
    chance, rows = np.random.default_rng(3), np.arange(3000)
    flow = 20.0 + 3.0 * np.sin(2.0 * np.pi * rows / 800.0) + 0.3 * chance.standard_normal(3000)
    drag = 0.004 * np.where(rows < 1500, 1.0, 1.0 + 1.5 * (rows - 1500) / 1500)
    inlet = 3.0 + 0.02 * chance.standard_normal(3000)
    outlet = inlet - drag * flow**2 + 0.005 * chance.standard_normal(3000)
    log, machine, out = tmp_path / "filter.csv", tmp_path / "filter.yaml", tmp_path / "events.json"
    table = np.column_stack([rows, inlet, outlet, flow])
    np.savetxt(log, table, delimiter=",", header="time,inlet (bar),outlet (bar),flow (m3/h)", comments="", fmt="%.4f")
    sensors = [
        {"channel": "inlet", "quantity": "pressure", "unit": "bar", "role": "filter_inlet"},
        {"channel": "outlet (bar)", "quantity": "pressure", "unit": "bar", "role": "filter_outlet"},
        {"channel": "3", "quantity": "flow", "unit": "m3/h", "role": "flow"},
    ]
    machine.write_text(json.dumps({"name": "filter", "sensors": sensors}), encoding="utf-8")

    arguments = ["monitor", str(log), "--train-rows", "1000", "--machine", str(machine), "--out", str(out)]
    assert main(arguments) == 0

    document = json.loads(out.read_text(encoding="utf-8"))
    CONTRACT.validate(document)
    (finding,) = document["findings"]
    assert finding["fault"] == "process.blocked_filter"
    assert "Blocked filter" in capsys.readouterr().out
    told = [json.dumps(note) for note in document["quality"]]
    assert len(told) == len(set(told))
