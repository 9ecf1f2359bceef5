"""``diagnose trend`` on histories as loggers and spreadsheets write them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diagnostics.cli import main

MACHINE = {
    "name": "Fan",
    "kind": "fan",
    "power_kw": 400,
    "mounting": "rigid",
    "sensors": [{"channel": "1", "quantity": "velocity", "unit": "mm/s"}],
}


def write_history(path: Path, levels: Any, *, times: Any = None, title: str = "date") -> Path:
    begin = date(2026, 1, 5)
    stamps = [begin + timedelta(days=7 * k) for k in range(len(levels))] if times is None else times
    rows = [f"{stamp},{level},20" for stamp, level in zip(stamps, levels, strict=True)]
    path.write_text("\n".join([f"{title},velocity,temperature", *rows]) + "\n", encoding="utf-8")
    return path


def rising(seed: int = 0, count: int = 40) -> np.ndarray:
    return (1.0 + 0.06 * np.arange(count)) * np.exp(0.02 * np.random.default_rng(seed).standard_normal(count))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["trend", *arguments, "--format", "json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_the_interval_has_dates_and_the_limit_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_history(tmp_path / "history.csv", rising())
    answer = told(capsys, str(path), "--column", "velocity", "--limit", "4.5", "--limit-name", "zone B/C")["prognosis"]

    assert answer["status"] == "predicted"
    assert answer["limit_name"]["en"] == "zone B/C"
    assert date(2026, 10, 5) < date.fromisoformat(answer["earliest"]["time"][:10])
    assert answer["earliest"]["in_days"] < answer["expected"]["in_days"] < answer["latest"]["in_days"]
    assert "80 %" in answer["text"]["en"]
    assert "80%" in answer["text"]["zh"]


def test_numbers_are_days_where_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_history(tmp_path / "history.csv", rising(), times=range(40), title="t")
    options = (str(path), "--column", "velocity", "--limit", "4.5")

    days = told(capsys, *options, "--time-unit", "days")["slope"]["per_day"]
    unsaid = told(capsys, *options)

    assert days == pytest.approx(0.06, rel=0.1)
    assert unsaid["slope"]["per_day"] == pytest.approx(86_400 * days, rel=1e-6)
    assert "trend.seconds" in {note["check"] for note in unsaid["quality"]}


def test_the_next_zone_boundary_comes_from_the_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "machine.json").write_text(json.dumps(MACHINE), encoding="utf-8")
    path = write_history(tmp_path / "history.csv", rising())
    answer = told(capsys, str(path), "--column", "velocity", "--machine", str(tmp_path / "machine.json"))

    # ISO 20816-3 group 1 rigid: 2.3, 4.5 and 7.1 mm/s; the level is near 3.4.
    assert answer["prognosis"]["limit"] == 4.5
    assert "B/C" in answer["prognosis"]["limit_name"]["en"]


def test_a_machine_without_zones_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    machine = {key: value for key, value in MACHINE.items() if key != "power_kw"}
    (tmp_path / "machine.json").write_text(json.dumps(machine), encoding="utf-8")
    path = write_history(tmp_path / "history.csv", rising())

    assert main(["trend", str(path), "--column", "velocity", "--machine", str(tmp_path / "machine.json")]) == 2
    assert "trend_no_zones" in capsys.readouterr().err


def test_the_column_must_be_one_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_history(tmp_path / "history.csv", rising())

    assert main(["trend", str(path)]) == 2
    assert "velocity, temperature" in capsys.readouterr().err
    assert main(["trend", str(path), "--column", "speed"]) == 2
    assert "series_column_unknown" in capsys.readouterr().err


@pytest.mark.parametrize(
    "levels",
    [["nan"] * 20, [1.0], [0.0] * 30, ["1e300"] * 15, [-1e300, 1e300] * 10, [*["x"] * 10, 1.0, 2.0]],
    ids=["absent", "one", "zero", "huge", "huge and alternating", "words"],
)
@pytest.mark.filterwarnings("error")
def test_odd_histories_get_a_note_and_no_date(
    levels: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_history(tmp_path / "history.csv", levels)
    for language in ("en", "zh"):
        assert main(["trend", str(path), "--column", "velocity", "--limit", "4.5", "--lang", language]) == 0
    answer = told(capsys_clear(capsys), str(path), "--column", "velocity", "--limit", "4.5")

    assert answer["prognosis"]["status"] != "predicted"


def capsys_clear(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    capsys.readouterr()
    return capsys


def test_a_missing_file_and_a_bad_limit_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trend", str(tmp_path / "none.csv"), "--limit", "1"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    with pytest.raises(SystemExit) as stopped:
        main(["trend", str(tmp_path / "none.csv"), "--limit", "nan"])
    assert stopped.value.code == 2
