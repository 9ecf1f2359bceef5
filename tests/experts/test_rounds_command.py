"""The command `experts rounds`, run as its users run it, and the instance file it reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from experts.cli import main
from experts.errors import ExpertsError
from experts.rounds.instance import parse_rounds

STOP: dict[str, Any] = {"id": "a", "factory": "f", "place": [31.57, 120.3], "service_minutes": 45}
DOCTOR: dict[str, Any] = {
    "id": "d",
    "departments": ["mechanical"],
    "specialties": {"gears": 0.5},
    "languages": ["zh"],
    "home": [31.5, 120.4],
}


def document(stop: dict[str, Any] | None = None, doctor: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"day": "2026-12-01", "stops": [STOP | (stop or {})], "doctors": [DOCTOR | (doctor or {})]} | more


def run(folder: Path, content: Any, *arguments: str) -> int:
    path = folder / "rounds.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return main(["rounds", str(path), *arguments])


def test_the_plan_is_printed_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "travel.csv"
    table.write_text("from,to,minutes,km\nd,f,33,25\nf,d,33,25\n", encoding="utf-8")
    code = run(tmp_path, document(), "--travel-table", str(table), "--time-limit", "1")
    answer = json.loads(capsys.readouterr().out)

    assert code == 0
    assert (answer["schema"], answer["planned_stops"], answer["unplanned"]) == ("rounds/1", 1, [])
    assert answer["routes"][0]["stops"][0]["arrival"] == "08:30"
    assert answer["travel_minutes"] == 66


def test_bad_input_is_one_line_in_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(tmp_path, document({"service_minutes": 0}), "--lang", "zh")
    error = capsys.readouterr().err

    assert code == 2
    assert error.startswith("instance_value_invalid: stops[0].service_minutes：")
    assert error.count("\n") == 1


def test_windows_may_be_written_in_three_ways() -> None:
    for window in (["09:00", "10:30"], [540, 630], ["2026-12-01T09:00:00+08:00", "2026-12-01T02:30:00Z"]):
        assert parse_rounds(document({"windows": [window]})).stops[0].windows == ((540, 630),)


def test_an_absence_shortens_the_shift() -> None:
    absence = [["2026-12-01T08:00:00+08:00", "2026-12-01T12:00:00+08:00"]]
    (doctor,) = parse_rounds(document(doctor={"unavailable": absence, "shift": ["08:00", "17:00"]})).doctors

    assert doctor.shift == (721, 1020)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"day": "tomorrow"}, "day"),
        ({"stops": {}}, "stops"),
        ({"stops": [STOP | {"urgency": 6}]}, "stops[0].urgency"),
        ({"stops": [STOP | {"place": [91, 0]}]}, "stops[0].place"),
        ({"stops": [STOP | {"windows": [["9:00", "10:00"]]}]}, "stops[0].windows[0]"),
        ({"stops": [STOP | {"windows": [["2026-12-02T09:00:00+08:00", 600]]}]}, "stops[0].windows[0]"),
        ({"stops": [STOP | {"service_minutes": True}]}, "stops[0].service_minutes"),
        ({"stops": [STOP | {"name": {"en": "x"}}]}, "stops[0].name"),
        ({"stops": [STOP | {"colour": 1}]}, "stops[0]"),
        ({"stops": [STOP, STOP]}, "stops[1].id"),
        ({"doctors": [DOCTOR | {"shift": ["17:00", "08:00"]}]}, "doctors[0].shift"),
        ({"doctors": [DOCTOR | {"travel_limit_km": -1}]}, "doctors[0].travel_limit_km"),
        ({"doctors": [DOCTOR | {"specialties": {"gears": 2}}]}, "doctors[0].specialties.gears"),
        ({"travel": {"speed_km_h": 0}}, "travel.speed_km_h"),
        ({"travel": {"table": [{"from": "d", "to": "f", "minutes": -1, "km": 1}]}}, "travel.table[0].minutes"),
    ],
)
def test_a_bad_value_is_named_by_its_path(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(ExpertsError) as refused:
        parse_rounds(document(**changes))
    assert refused.value.text.en.startswith(f"{path}:")
