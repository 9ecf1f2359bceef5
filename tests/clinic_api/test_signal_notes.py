"""Notes on plots: pinned to a place, seen by those who see the recording, removed by their author alone."""

from __future__ import annotations

from typing import Any

import pytest

from clinic_api.database import Database
from clinic_api.kit.principal import Role
from clinic_api.settings import Settings
from clinic_api.signals.notes import service
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.examined_fan import examine_fan
from tests.clinic_api.hospital import Hospital

NOTE = {"plot": "envelope", "channel": "1", "x_from": 104.0, "x_to": 106.0, "y": 0.4, "text": "BPFO 外圈"}


def _url(hospital: Hospital) -> str:
    return f"/api/v1/recordings/{hospital.own.recording_id}/notes"


def test_a_note_is_pinned_seen_and_removed_by_its_author(login: Login, hospital: Hospital) -> None:
    engineer, coordinator, owner = login(Role.ENGINEER), login(Role.COORDINATOR), login(Role.FACTORY_ADMIN)

    pinned = engineer.post(_url(hospital), json=NOTE)
    note_url = f"{_url(hospital)}/{pinned.json()['id']}"
    seen = owner.get(_url(hospital)).json()["items"][-1]
    refused = coordinator.delete(note_url)

    assert pinned.status_code == 201, pinned.text
    assert {name: seen[name] for name in NOTE} == NOTE
    assert (seen["author"], seen["mine"]) == ({"en": "engineer person", "zh": "engineer 人员"}, False)
    assert pinned.json()["mine"]
    assert (refused.status_code, refused.json()["code"]) == (403, "note_not_yours")
    assert engineer.delete(note_url).status_code == 204
    assert engineer.delete(note_url).json()["code"] == "note_not_found"
    assert pinned.json()["id"] not in [each["id"] for each in owner.get(_url(hospital)).json()["items"]]


def test_a_note_may_speak_of_a_finding_and_is_a_line_of_the_case(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    fan = examine_fan(login, hospital, database, settings)
    engineer, url = login(Role.ENGINEER), f"/api/v1/recordings/{fan.recording_id}/notes"

    pinned = engineer.post(url, json=NOTE | {"finding_index": 0}).json()
    beyond = engineer.post(url, json=NOTE | {"finding_index": 9})

    assert (pinned["examination_id"], pinned["finding_index"]) == (fan.examination_id, 0)
    assert beyond.json()["code"] == "note_finding_unknown"
    line = engineer.get(f"/api/v1/cases/{fan.case_id}/timeline").json()["items"][-1]
    assert (line["kind"], "fan.wav" in line["text"]["zh"]) == ("note_pinned", True)


@ONE_ENGINE
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"plot": "map"}, "validation_failed"),
        ({"x_from": 107.0}, "note_place_reversed"),
        ({"x_to": 1e300}, "validation_failed"),
        ({"text": "  "}, "validation_failed"),
        ({"text": "x" * 1001}, "validation_failed"),
        ({"text": "a\0b"}, "validation_failed"),
        ({"channel": ""}, "validation_failed"),
        ({"author": "someone else"}, "validation_failed"),
        ({"finding_index": 0}, "note_finding_unknown"),
    ],
)
def test_what_is_no_note_is_refused(login: Login, hospital: Hospital, changes: dict[str, Any], code: str) -> None:
    answer = login(Role.ENGINEER).post(_url(hospital), json=NOTE | changes)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


@ONE_ENGINE
def test_a_recording_takes_no_more_notes_than_a_plot_can_show(
    login: Login, hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_MOST_NOTES", 2)
    engineer = login(Role.ENGINEER)

    answers = [engineer.post(_url(hospital), json=NOTE) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 409]  # one is there already
    assert answers[1].json()["code"] == "notes_full"


def test_another_factory_sees_no_note(login: Login, hospital: Hospital) -> None:
    stranger = login(Role.FACTORY_ADMIN, foreign=True)

    assert stranger.get(_url(hospital)).json()["code"] == "recording_not_found"


@ONE_ENGINE
def test_a_note_is_found_on_its_own_recording_only(login: Login, hospital: Hospital) -> None:
    url = f"/api/v1/recordings/{hospital.foreign.recording_id}/notes/{hospital.own.note_id}"

    assert login(Role.ENGINEER).delete(url).json()["code"] == "note_not_found"
