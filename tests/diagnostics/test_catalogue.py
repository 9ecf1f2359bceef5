"""The bearing catalogue: tolerant look-up, nearest names, search; and the vocabulary of faults."""

from __future__ import annotations

import csv
import dataclasses
import json
import re
from pathlib import Path

import pytest

from diagnostics.catalogue import (
    bearing_catalogue,
    bearings,
    candidate_bearings,
    find_bearing,
    nearest_designations,
    search_bearings,
)
from diagnostics.errors import MachineError
from diagnostics.vocabulary import DEPARTMENTS, FAULTS, fault_kind
from tests.shared_data import SHARED, needs_shared

SCHEMA = Path(__file__).parents[1] / "contracts" / "examination.schema.json"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("6205-2RS", "6205-2RS (CWRU DE)"),
        ("6205-2RS (CWRU DE)", "6205-2RS (CWRU DE)"),
        ("6205", "6205-2RS (CWRU DE)"),
        ("6205 ZZ", "6205-2RS (CWRU DE)"),
        (" 6205 2rs ", "6205-2RS (CWRU DE)"),
        ("6205 DDU", "6205 DDU"),
        ("6206-2Z/C3", "6206"),
        ("6208", "6208 (KG, HUST)"),
        ("mb er16k", "MB ER-16K"),
        ("NU 205", "NU205 (army_pla)"),
        ("za2115", "ZA-2115"),
    ],
)
def test_designation_is_found_however_it_is_written(written, found):
    assert find_bearing(written).designation == found


@pytest.mark.parametrize("row", bearing_catalogue(), ids=lambda row: row.designation)
def test_every_designation_finds_its_own_row(row):
    assert find_bearing(row.designation) is row


@pytest.mark.parametrize("written", ["", "   ", "()", "99999", "-2RS", "ZZ", "x" * 100_000])
def test_unknown_designation_is_refused(written):
    with pytest.raises(MachineError) as refused:
        find_bearing(written)

    assert refused.value.code == "bearing_unknown"
    assert len(refused.value.text.en) < 400


def test_a_slip_of_the_finger_finds_the_neighbour():
    assert "LDK UER204" in nearest_designations("LDK URE204")


def test_search_takes_every_word_in_designation_or_maker():
    assert [row.designation for row in search_bearings("6203 fag")] == ["6203 (FAG)"]
    assert search_bearings("no such bearing") == ()


def test_every_row_names_its_source():
    assert all(row.source and row.quality for row in bearing_catalogue())


@pytest.mark.parametrize(
    ("change", "rule"), [({"bpfi": 5.6}, "BPFO + BPFI = n"), ({"ftf": 0.41}, "BPFO = n·FTF"), ({"balls": 8}, "= n")]
)
def test_row_that_contradicts_itself_is_refused_by_name(change, rule, monkeypatch):
    wrong = dataclasses.replace(find_bearing("6206"), **change)
    monkeypatch.setattr(bearings, "_read_row", lambda row: wrong)

    with pytest.raises(ValueError, match="6206") as refused:
        bearings.bearing_catalogue.__wrapped__()

    assert rule in str(refused.value)


def test_candidates_of_an_outer_race_line_are_the_near_rows_with_the_nearest_first():
    # By hand from bearings.csv: two rows at 3.5848, one at 3.5883 (0.098 % off), the next at 3.6 (0.42 %).
    found = candidate_bearings(3.5848, kind="outer", tolerance=0.001)

    assert [candidate.bearing.designation for candidate in found] == [
        "6205-2RS (CWRU DE)",
        "6205-2Z-C3",
        "6205 (KG, HUST)",
    ]
    assert [candidate.distance for candidate in found] == pytest.approx([0.0, 0.0, 3.5848 / 3.5883 - 1.0])


@pytest.mark.parametrize(
    ("order", "kind", "designation"),
    # As printed for these bearings by those who used them: CWRU's table calls 2·BSF = 4.7135 "BSF".
    [
        (4.7135, "rolling", "6205-2RS (CWRU DE)"),
        (4.9469, "inner", "6203-2RS (CWRU FE)"),
        (7.0921, "outer", "ZA-2115"),
        (0.45521, "cage", "61806-2RS"),
    ],
)
def test_each_kind_of_line_finds_its_bearing(order, kind, designation):
    found = candidate_bearings(order, kind=kind, tolerance=0.0005)

    assert designation in [candidate.bearing.designation for candidate in found]


@pytest.mark.parametrize("kind", ["outer", "inner", "rolling", "cage"])
def test_candidates_lie_within_the_tolerance_and_are_at_most_as_many_as_asked(kind):
    found = candidate_bearings(4.0 if kind != "cage" else 0.39, kind=kind, tolerance=0.5, most=7)

    distances = [abs(candidate.distance) for candidate in found]
    assert len(found) == 7
    assert distances == sorted(distances)
    assert max(distances) <= 0.5


def test_a_line_of_no_bearing_has_no_candidates():
    assert candidate_bearings(40.0, kind="outer", tolerance=0.02) == ()


@pytest.mark.parametrize(("order", "tolerance"), [(0.0, 0.01), (float("nan"), 0.01), (3.5, -0.01), (3.5, float("nan"))])
def test_candidates_of_an_impossible_order_are_refused(order, tolerance):
    with pytest.raises(ValueError, match=r"order|tolerance"):
        candidate_bearings(order, kind="outer", tolerance=tolerance)


@needs_shared
def test_catalogue_has_the_facts_of_the_shared_table():
    with (SHARED / "data" / "bearings.csv").open(encoding="utf-8", newline="") as file:
        shared = {row["designation"]: (float(row["BPFO"]), float(row["BPFI"])) for row in csv.DictReader(file)}

    assert {row.designation: (row.bpfo, row.bpfi) for row in bearing_catalogue()} == shared


def test_every_fault_code_fits_the_contract():
    pattern = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["fault"]["pattern"]

    assert all(re.match(pattern, code) for code in FAULTS)


@needs_shared
def test_every_fault_code_of_the_rulebook_is_in_the_vocabulary():
    rulebook = (SHARED / "domain" / "rulebook.md").read_text(encoding="utf-8")
    rules = rulebook.partition("## 2. Fault rules")[2].partition("### 2.8")[0]
    rows = [line.split("|")[1] for line in rules.splitlines() if line.startswith("| `")]
    codes = {code for row in rows for code in re.findall(r"`([a-z]+\.[a-z_]+)`", row)}

    assert codes | {"machine.high_vibration"} == set(FAULTS)


def test_department_follows_the_heading_of_the_rulebook():
    assert fault_kind("bearing.cage").department == "mechanical"
    assert fault_kind("motor.soft_foot").department == "mechanical"
    assert fault_kind("motor.broken_rotor_bar").department == "electrical"
    assert fault_kind("process.leak").department == "automation"
    assert fault_kind("sensor.drift").department == "metrology"
    assert len(DEPARTMENTS) == 7
