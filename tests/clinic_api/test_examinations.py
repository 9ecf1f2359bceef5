from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from clinic_api.database import Database
from clinic_api.examinations.making import Opinion, Refusal, read_answer
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.examined_fan import examine_fan
from tests.clinic_api.hospital import DOCUMENT, Hospital


@pytest.fixture
def examined(login: Login, hospital: Hospital, database: Database, settings: Settings) -> str:
    """The id of an examination that was really made: uploaded, opened and examined by a worker's desk."""
    return examine_fan(login, hospital, database, settings).examination_id


def test_an_examination_shows_its_document_and_figures(login: Login, examined: str) -> None:
    client = login("engineer")

    examination = client.get(f"/api/v1/examinations/{examined}").json()

    assert (examination["verdict"], examination["status"]) == ("fault", "opinion")
    assert examination["document"]["schema"] == "examination/1"
    assert examination["document"]["findings"][0]["fault"] == "bearing.outer_race"
    assert examination["recording_filename"] == "fan.wav"
    assert [(f["index"], f["finding_index"]) for f in examination["figures"]] == [(0, 0)]
    pictures = [
        client.get(f"/api/v1/examinations/{examined}/figures/0", params={"lang": language}) for language in ("en", "zh")
    ]
    assert all(picture.headers["content-type"] == "image/png" for picture in pictures)
    assert all(picture.content.startswith(b"\x89PNG\r\n\x1a\n") for picture in pictures)
    assert pictures[0].content != pictures[1].content


def test_a_figure_that_is_not_there_is_named(login: Login, hospital: Hospital, contents: None) -> None:
    answer = login("engineer").get(f"/api/v1/examinations/{hospital.own.examination_id}/figures/9")

    assert (answer.status_code, answer.json()["code"]) == (404, "figure_not_found")


def test_the_work_list_is_newest_first_and_filtered(login: Login, hospital: Hospital, examined: str) -> None:
    client = login("engineer")

    everything = [item["id"] for item in client.get("/api/v1/examinations").json()["items"]]
    faults = [item["id"] for item in client.get("/api/v1/examinations", params={"verdict": "fault"}).json()["items"]]

    assert everything == [examined, hospital.foreign.examination_id, hospital.own.examination_id]
    assert faults == [examined]


def _all_answers(client: TestClient, examination_id: str) -> set[int]:
    urls = (f"/api/v1/examinations/{examination_id}", f"/api/v1/examinations/{examination_id}/figures/0")
    return {client.get(url).status_code for url in urls}


def test_an_examination_is_seen_by_its_factory_and_its_doctor_only(
    login: Login, hospital: Hospital, examined: str
) -> None:
    assert _all_answers(login("factory_user"), examined) == {200}
    assert _all_answers(login("factory_user", foreign=True), examined) == {404}
    assert _all_answers(login("doctor"), examined) == {404}  # the new case is not assigned yet
    assert login("doctor").get(f"/api/v1/examinations/{hospital.own.examination_id}").status_code == 200
    assert _all_answers(login("funder"), examined) == {403}


def test_texts_from_hostile_files_are_made_storable(tmp_path: Path) -> None:
    document = DOCUMENT | {"summary": {"en": "a\0b\ud800", "zh": "轴\0承"}}

    opinion = read_answer({"document": document, "figures": []}, tmp_path)
    refusal = read_answer({"refused": {"code": "recording_damaged", "en": "x\0.wav", "zh": "坏\0"}}, tmp_path)

    assert isinstance(opinion, Opinion)
    assert opinion.document["summary"] == {"en": "ab?", "zh": "轴承"}
    assert isinstance(refusal, Refusal)
    assert refusal.text.en == "x.wav"
