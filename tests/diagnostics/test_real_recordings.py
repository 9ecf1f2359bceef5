"""A few real recordings whose teardown is known; the whole benchmark is in `benchmarks/diagnosis.py`."""

from __future__ import annotations

import csv
import json
from functools import cache
from typing import Any

import pytest

import diagnostics.readers as readers
from diagnostics.examination import Examination
from diagnostics.examining import examine
from diagnostics.machine import Machine
from tests.shared_data import SHARED, needs_shared

pytestmark = needs_shared
BENCHMARK = SHARED / "benchmark"


@cache
def cases() -> dict[str, dict[str, Any]]:
    lines = (BENCHMARK / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return {case["id"]: case for case in map(json.loads, lines)}


@cache
def truth() -> dict[str, dict[str, str]]:
    with (BENCHMARK / "truth.csv").open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def examined(name: str, **changes: object) -> Examination:
    case = cases()[name]
    machine = Machine.from_dict({**case["machine"], **changes})
    return examine(readers.read(BENCHMARK / case["recording"], machine=machine), machine)


@pytest.mark.parametrize("name", ["mfpt_baseline_1", "adi_1800_GoB_GS_BaLo_WA_00lb", "cwru_97"])
def test_a_healthy_machine_is_healthy(name: str) -> None:
    examination = examined(name)

    assert examination.verdict == "healthy"
    assert examination.findings == ()


@pytest.mark.parametrize(
    "name",
    [
        "mfpt_InnerRaceFault_vload_1",
        "mfpt_OuterRaceFault_vload_5",
        "adi_1800_HIR_GS_BaLo_WA_00lb",
        "adi_1800_HOR_GS_BaLo_WA_00lb",
        "cwru_105",
        "cwru_169",
        "cwru_209",
        "cwru_130",
        "cwru_144",
        "cwru_234",
        "cwru_109",
        "cwru_161",
    ],
)
def test_the_fault_that_the_teardown_found_comes_first(name: str) -> None:
    examination = examined(name)

    finding = examination.findings[0]
    assert (finding.fault, finding.component) == (truth()[name]["truth"], truth()[name]["component"])


def test_another_bearing_than_the_one_in_the_machine_is_not_found_faulty() -> None:
    # A bearing of 14 balls shares no line with the nine-ball bearing that is damaged in this machine.
    stranger = {"id": "DE", "multipliers": {"bpfo": 5.81, "bpfi": 8.19, "bsf": 2.86, "ftf": 0.415}}

    assert examined("cwru_130", bearings=[stranger]).findings == ()


def test_a_hidden_speed_is_read_from_the_signal() -> None:
    given = cases()["cwru_187"]["machine"]["speed_rpm"]

    examination = examined("cwru_187", speed_rpm=None)

    assert examination.speed.source == "estimated"
    assert examination.speed.rpm == pytest.approx(given, rel=0.002)
