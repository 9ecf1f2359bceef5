"""Examining again: what other assumptions change, that the opinion stays, and that what is kept says who and why."""

from __future__ import annotations

from typing import Any

import pytest

from clinic_api.database import Database
from clinic_api.examinations.again import service
from clinic_api.examinations.again.differences import differences
from clinic_api.kit.principal import Role
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.examined_fan import ExaminedFan, examine_fan
from tests.clinic_api.hospital import DOCUMENT, Hospital


@pytest.fixture
def fan(login: Login, hospital: Hospital, database: Database, settings: Settings) -> ExaminedFan:
    """An examined fan."""
    return examine_fan(login, hospital, database, settings)


def _url(fan: ExaminedFan, what: str) -> str:
    return f"/api/v1/examinations/{fan.examination_id}/{what}"


@ONE_ENGINE
def test_at_another_speed_the_outer_race_is_gone_and_the_opinion_stays(login: Login, fan: ExaminedFan) -> None:
    engineer = login(Role.ENGINEER)

    answer = engineer.post(_url(fan, "what-if"), json={"speed_rpm": 2410})

    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["document"]["schema"] == "examination/1"
    assert found["document"]["provenance"]["overrides"] == {"speed_rpm": 2410.0}
    assert (found["verdict_before"], found["overrides"]) == ("fault", {"speed_rpm": 2410.0})
    lost = [each for each in found["differences"] if each["change"] == "lost"]
    assert [(each["fault"], each["component"], each["after"]) for each in lost] == [("bearing.outer_race", "DE", None)]
    assert lost[0]["text"]["zh"]
    assert engineer.get(f"/api/v1/examinations/{fan.examination_id}").json()["verdict"] == "fault"
    assert engineer.get(_url(fan, "re-examinations")).json() == {"items": []}


@ONE_ENGINE
def test_the_same_machine_over_a_stretch_says_the_same(login: Login, fan: ExaminedFan) -> None:
    found = login(Role.ENGINEER).post(_url(fan, "what-if"), json={"from_s": 0.5, "channels": ["1"]}).json()

    assert [(each["fault"], each["component"]) for each in found["document"]["findings"]] == [
        ("bearing.outer_race", "DE")
    ]
    assert [each for each in found["differences"] if each["change"] == "lost"] == []
    recorded = found["document"]["provenance"]["recording_sha256"]
    assert recorded == login(Role.ENGINEER).get(f"/api/v1/recordings/{fan.recording_id}").json()["sha256"]


@ONE_ENGINE
def test_another_bearing_is_looked_for_at_its_own_lines(login: Login, fan: ExaminedFan) -> None:
    found = login(Role.DOCTOR).post(_url(fan, "what-if"), json={"bearings": {"DE": "6205-2RS"}})

    assert found.status_code == 404  # the case is not the doctor's

    found = login(Role.ENGINEER).post(_url(fan, "what-if"), json={"bearings": {"DE": "6206"}}).json()
    assert ("bearing.outer_race", "DE") in {
        (each["fault"], each["component"]) for each in found["differences"] if each["change"] in ("lost", "changed")
    } | {(each["fault"], each["component"]) for each in found["document"]["findings"]}
    assert found["document"]["provenance"]["overrides"] == {"bearings": {"DE": "6206"}}


@ONE_ENGINE
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "overrides_missing"),
        ({"bearings": {}}, "overrides_missing"),
        ({"band_hz": [1000, 2000]}, "validation_failed"),
        ({"speed_rpm": 0}, "validation_failed"),
        ({"speed_rpm": 1e300}, "validation_failed"),
        ({"bearings": {"NDE": "6205"}}, "bearing_not_of_machine"),
        ({"bearings": {"DE": "no such bearing"}}, "bearing_unknown"),
        ({"from_s": 3, "to_s": 2}, "stretch_empty"),
        ({"from_s": 1e6}, "stretch_empty"),
        ({"channels": []}, "validation_failed"),
        ({"channels": ["7"]}, "recording_channel_missing"),
    ],
)
def test_what_cannot_be_assumed_is_refused_in_words(
    login: Login, fan: ExaminedFan, body: dict[str, Any], code: str
) -> None:
    answer = login(Role.ENGINEER).post(_url(fan, "what-if"), json=body)

    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


@ONE_ENGINE
def test_an_examination_that_takes_too_long_is_ended(
    login: Login, fan: ExaminedFan, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    monkeypatch.setattr(service, "_LIMITS", replace(service._LIMITS, wall_seconds=0.05))

    answer = login(Role.ENGINEER).post(_url(fan, "what-if"), json={"speed_rpm": 1500})

    assert (answer.status_code, answer.json()["code"]) == (422, "what_if_failed")


@ONE_ENGINE
def test_what_is_kept_says_who_and_why_and_is_a_line_of_the_case(login: Login, fan: ExaminedFan) -> None:
    engineer = login(Role.ENGINEER)
    body = {"speed_rpm": 2410, "reason": "The plate says 2410."}

    kept = engineer.post(_url(fan, "re-examinations"), json=body, headers={"Idempotency-Key": "once"})
    again = engineer.post(_url(fan, "re-examinations"), json=body, headers={"Idempotency-Key": "once"})

    assert kept.status_code == 201, kept.text
    assert again.json() == kept.json()
    row = kept.json()
    assert row["asked_by"] == {"en": "engineer person", "zh": "engineer 人员"}
    provenance = row["document"]["provenance"]
    assert (provenance["overrides"], provenance["reason"]) == ({"speed_rpm": 2410.0}, "The plate says 2410.")
    listed = engineer.get(_url(fan, "re-examinations")).json()["items"]
    assert [each["id"] for each in listed] == [row["id"]]
    assert login(Role.FACTORY_USER).get(_url(fan, f"re-examinations/{row['id']}")).json() == row
    lines = engineer.get(f"/api/v1/cases/{fan.case_id}/timeline").json()["items"]
    assert "2410 rpm" in lines[-1]["text"]["en"]
    assert "2410 rpm" in lines[-1]["text"]["zh"]
    assert engineer.get(f"/api/v1/cases/{fan.case_id}").json()["opinion"]["examination_id"] == fan.examination_id


@ONE_ENGINE
def test_keeping_needs_a_reason(login: Login, fan: ExaminedFan) -> None:
    answer = login(Role.ENGINEER).post(_url(fan, "re-examinations"), json={"speed_rpm": 1500})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "reason")


@ONE_ENGINE
def test_a_repeated_examination_is_found_under_its_own_examination_only(login: Login, hospital: Hospital) -> None:
    own, foreign = hospital.own, hospital.foreign

    answer = login(Role.ENGINEER).get(
        f"/api/v1/examinations/{foreign.examination_id}/re-examinations/{own.re_examination_id}"
    )

    assert (answer.status_code, answer.json()["code"]) == (404, "re_examination_not_found")


def _with(*findings: tuple[str, str, float, int], watch: bool = False) -> dict[str, Any]:
    listed = [
        {"fault": fault, "component": component, "probability": probability, "urgency": urgency}
        | {"severity": {"level": "moderate"}}
        for fault, component, probability, urgency in findings
    ]
    return {**DOCUMENT, "watch" if watch else "findings": listed}


def test_differences_are_gained_lost_and_judged_otherwise() -> None:
    before = _with(("bearing.outer_race", "DE", 0.9, 3), ("rotor.unbalance", "main", 0.8, 4))
    after = _with(("bearing.inner_race", "DE", 0.7, 3), ("rotor.unbalance", "main", 0.81, 3))

    found = {(each.change, each.fault): each for each in differences(before, after)}

    assert set(found) == {
        ("gained", "bearing.inner_race"),
        ("changed", "rotor.unbalance"),
        ("lost", "bearing.outer_race"),
    }
    assert found["changed", "rotor.unbalance"].before is not None
    assert "80 %" in found["changed", "rotor.unbalance"].text.en


def test_what_is_only_watched_now_is_judged_otherwise() -> None:
    before = _with(("bearing.outer_race", "DE", 0.9, 3))

    (found,) = differences(before, _with(("bearing.outer_race", "DE", 0.9, 3), watch=True))

    assert found.after is not None
    assert (found.change, found.after.listed) == ("changed", "watch")
    assert differences(before, _with(("bearing.outer_race", "DE", 0.88, 3))) == []
