"""The command `experts match`, run as its users run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from experts.cli import main
from tests.contracts import CONTRACTS
from tests.experts.instances import case, doctor, instance

LEVELS = [*(f"assigned_urgency_{k}" for k in range(1, 6)), "specialty_fit", "on_time"]
LEVELS += ["minus_largest_relative_load", "minus_distance_km"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "experts.cli", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


def write(folder: Path, document: Any) -> str:
    path = folder / "instance.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return str(path)


def mixed_instance() -> dict[str, Any]:
    return instance(
        [case("a", site=[31.3, 121.4]), case("b", department="video"), case("c", urgency=1, minutes=450)],
        [doctor("d"), doctor("e", specialties={})],
    )


def test_output_keeps_the_contract(tmp_path: Path) -> None:
    schema = json.loads((CONTRACTS / "match.schema.json").read_text(encoding="utf-8"))

    done = run("match", write(tmp_path, mixed_instance()))

    assert done.returncode == 0, done.stderr
    jsonschema.validate(json.loads(done.stdout), schema)


def test_objective_holds_the_nine_numbers_in_order_and_each_its_gap(tmp_path: Path) -> None:
    answer = json.loads(run("match", write(tmp_path, mixed_instance())).stdout)

    assert list(answer["objective"]) == LEVELS
    assert answer["gap"] == dict.fromkeys(LEVELS, 0.0)
    assert answer["proved"] is True
    assert answer["objective"]["assigned_urgency_1"] == 1
    assert answer["objective"]["assigned_urgency_3"] == 1
    assert [entry["case"] for entry in answer["unassigned"]] == ["b"]


def test_same_instance_gives_the_same_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, mixed_instance())

    assert run("match", path).stdout == run("match", path).stdout


def test_what_the_solver_prints_by_itself_does_not_reach_the_json() -> None:
    # Found by search: this instance makes HiGHS (scipy 1.17) print a line to standard output.
    done = run("match", str(Path(__file__).with_name("talkative_instance.json")))

    assert done.stdout.startswith("{")
    assert json.loads(done.stdout)["proved"] is True


def test_empty_instance_is_answered(tmp_path: Path) -> None:
    answer = json.loads(run("match", write(tmp_path, instance([], []))).stdout)

    assert (answer["assignments"], answer["unassigned"]) == ([], [])
    assert list(answer["objective"].values()) == [0.0] * 9


def _without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k != key}


@pytest.mark.parametrize(
    ("document", "code", "where"),
    [
        ("{", "instance_not_json", "instance.json"),
        ('{"cases": [], "doctors": [], "now": NaN}', "instance_not_json", "NaN"),
        ("[" * 100_000, "instance_not_json", "instance.json"),
        ("[]", "instance_value_invalid", "$"),
        ({"cases": [], "doctors": []}, "instance_key_missing", '"now"'),
        (instance([_without(case(), "due")], []), "instance_key_missing", 'cases[0]: the key "due"'),
        (instance([case() | {"urgencies": 1}], []), "instance_key_unknown", 'did you mean "urgency"'),
        (instance([], [doctor() | {"zzz": 1}]), "instance_key_unknown", 'doctors[0]: the key "zzz"'),
        (instance([case(urgency=6)], []), "instance_value_invalid", "cases[0].urgency"),
        (instance([case(urgency=True)], []), "instance_value_invalid", "cases[0].urgency"),
        (instance([case(minutes=-1)], []), "instance_value_invalid", "cases[0].minutes"),
        (instance([case(minutes=10**400)], []), "instance_value_invalid", "cases[0].minutes"),
        (instance([case(site=[91, 0])], []), "instance_value_invalid", "cases[0].site"),
        (instance([case(due="soon")], []), "instance_value_invalid", "cases[0].due"),
        (instance([case(due="0001-01-01T00:00:00+14:00")], []), "instance_value_invalid", "cases[0].due"),
        (instance([case(languages="zh")], []), "instance_value_invalid", "cases[0].languages"),
        (instance([case(id="")], []), "instance_value_invalid", "cases[0].id"),
        (instance([case(), case()], []), "instance_id_repeated", "cases[1].id"),
        (instance([], [doctor(specialties={"gears": 2})]), "instance_value_invalid", "doctors[0].specialties.gears"),
        (
            instance([], [doctor(unavailable=[["2026-05-05T00:00:00Z", "2026-05-04T00:00:00Z"]])]),
            "instance_value_invalid",
            "doctors[0].unavailable[0]",
        ),
    ],
)
def test_bad_input_ends_with_2_and_one_line_that_names_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], document: Any, code: str, where: str
) -> None:
    status = main(["match", write(tmp_path, document)])

    printed = capsys.readouterr()
    assert status == 2
    assert printed.out == ""
    assert printed.err.startswith(f"{code}: ")
    assert where in printed.err
    assert printed.err.count("\n") == 1


def test_bad_input_is_told_in_chinese_when_asked(tmp_path: Path) -> None:
    done = run("match", str(tmp_path / "nothing.json"), "--lang", "zh")

    assert done.returncode == 2
    assert "找不到实例文件" in done.stderr


@pytest.mark.parametrize("limit", ["-1", "nan", "inf"])
def test_time_limit_must_be_a_number_of_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str], limit: str) -> None:
    status = main(["match", write(tmp_path, instance([], [])), "--time-limit", limit])

    assert status == 2
    assert capsys.readouterr().err.startswith("time_limit_invalid: ")


def test_folder_instead_of_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["match", str(tmp_path)])

    assert status == 2
    assert capsys.readouterr().err.startswith("instance_unreadable: ")
