"""Reception by label: the ticket of somebody without an account, and what the link of the case tells."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from clinic_api.cases.flow import FirstOpinion
from clinic_api.cases.models import Case
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.database import Database
from clinic_api.intake.complaint import RUNNING, SINCE, TILES, complaint_of
from clinic_api.intake.models import Ticket
from clinic_api.intake.service import address_hmac
from clinic_api.jobs.desk import Desk
from clinic_api.kit.idempotency import IdempotencyKeyRow
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from experts.triage import triage
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.reporters import add_key_account, client_of

SEEDED = 2
TICKET: dict[str, Any] = {"tiles": ["noise", "heat"], "since": "today", "running": "yes", "language": "zh"}


@pytest.fixture
def label_account(hospital: Hospital, database: Database) -> str:
    return add_key_account(database, Role.REPORTER, hospital.own.factory_id, "Reporter")


@pytest.fixture
def reporter(
    app: FastAPI,
    database: Database,
    settings: Settings,
    hospital: Hospital,
    label_account: str,
    monkeypatch: pytest.MonkeyPatch,
) -> TestClient:
    """Whoever scanned the label of the own factory's machine."""
    return client_of(app, database, settings, label_account, monkeypatch, equipment_id=hospital.own.equipment_id)


def _follower(
    app: FastAPI, database: Database, settings: Settings, account: str, patch: pytest.MonkeyPatch, case_id: str
) -> TestClient:
    return client_of(app, database, settings, account, patch, case_id=case_id)


def _count(database: Database, model: type[Any]) -> int:
    with database.session(read_only=True) as session:
        return session.execute(select(func.count()).select_from(model)).scalar_one()


def _work_off(settings: Settings, database: Database) -> None:
    storage = storage_of(settings)
    Desk(settings, database, storage, {FIRST_OPINION: FirstOpinion()}).work_off(seconds=60)


def test_the_label_shows_its_machine_and_nothing_else(reporter: TestClient, hospital: Hospital) -> None:
    told = reporter.get("/api/v1/intake/machine").json()

    assert told == {
        "name": {"en": f"Fan {hospital.own.canary}", "zh": f"风机 {hospital.own.canary}"},
        "number": f"A {hospital.own.canary}",
        "location": f"Hall {hospital.own.canary}",
        "languages": ["zh", "en"],
    }


def test_a_ticket_of_one_tile_opens_a_case(
    reporter: TestClient, hospital: Hospital, database: Database, login: Login
) -> None:
    answer = reporter.post("/api/v1/intake/tickets", json={"tiles": ["shaking"], "language": "en"})
    case = login(Role.FACTORY_USER).get(f"/api/v1/cases/{answer.json()['case_id']}").json()
    kept = login(Role.COORDINATOR).get(f"/api/v1/cases/{answer.json()['case_id']}/ticket").json()

    assert answer.status_code == 201, answer.text
    assert (case["equipment_id"], case["mode"], case["state"]) == (hospital.own.equipment_id, "reception", "submitted")
    assert case["complaint"] == "It shakes (vibration)."
    assert (kept["tiles"], kept["words"], kept["contact"]) == (["shaking"], None, None)
    assert kept["code"] == answer.json()["code"]


def test_the_reporters_own_words_come_first_and_unchanged(reporter: TestClient, login: Login) -> None:
    body = TICKET | {"words": "轴承那边 咯吱咯吱", "contact": "王 13800000000"}
    receipt = reporter.post("/api/v1/intake/tickets", json=body).json()
    caller = login(Role.FACTORY_ADMIN)

    assert caller.get(f"/api/v1/cases/{receipt['case_id']}").json()["complaint"] == (
        "轴承那边 咯吱咯吱\n异响、发热。开始时间：今天。设备仍在运行。"
    )
    assert caller.get(f"/api/v1/cases/{receipt['case_id']}/ticket").json()["words"] == "轴承那边 咯吱咯吱"


def test_a_ticket_can_never_be_changed(reporter: TestClient, database: Database) -> None:
    reporter.post("/api/v1/intake/tickets", json=TICKET)

    for statement in ("UPDATE tickets SET words = 'other'", "DELETE FROM tickets"):
        with pytest.raises(DBAPIError), database.session() as session:
            session.execute(text(statement))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_danger_to_people_is_urgency_1_whatever_else_is_said(language: str) -> None:
    spoken = {"since": "unknown", "running": "yes", "words": None, "language": language}
    for tile in TILES:
        calm = complaint_of(tiles=[tile], danger=False, **spoken)
        alarmed = complaint_of(tiles=[tile], danger=True, **spoken)
        judged = [
            triage(words, findings=[], examination_urgency=None, equipment_kind="fan", criticality="c").urgency
            for words in (calm, alarmed)
        ]
        assert judged[1] == 1
        assert judged[0] > 1, tile


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_wording_of_time_or_running_is_taken_for_a_danger(language: str) -> None:
    for since in SINCE:
        for running in RUNNING:
            words = complaint_of(
                tiles=["noise"], since=since, running=running, danger=False, words=None, language=language
            )
            told = triage(words, findings=[], examination_urgency=None, equipment_kind="fan", criticality="c")
            assert told.urgency in ({2, 3} if running == "no" else {3}), words


def test_a_danger_is_told_to_stop_before_and_after_triage(
    app: FastAPI,
    reporter: TestClient,
    label_account: str,
    settings: Settings,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receipt = reporter.post("/api/v1/intake/tickets", json=TICKET | {"danger": True}).json()
    follower = _follower(app, database, settings, label_account, monkeypatch, receipt["case_id"])
    before = follower.get("/api/v1/intake/case").json()
    _work_off(settings, database)
    after = follower.get("/api/v1/intake/case").json()

    assert (before["advice"], before["state"], before["until"]) == ("stop", "submitted", None)
    assert (after["advice"], after["state"]) == ("stop", "triaged")
    assert after["until"] is not None
    assert after["code"] == receipt["code"]
    assert after["with_whom"]["en"] == "the hospital's reception"
    assert after["advice_text"]["zh"] == "请立即停机，远离设备，并致电医院。"


def test_the_receipts_link_leads_to_the_case_and_is_the_same_when_sent_again(
    client: TestClient, reporter: TestClient, database: Database
) -> None:
    twice = [reporter.post("/api/v1/intake/tickets", json=TICKET, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    urls = {answer.json()["url"] for answer in twice}
    token = urls.pop().rpartition("/f/")[2]
    case = client.get("/api/v1/intake/case", headers={"Authorization": f"Bearer ihf_{token}"}).json()

    assert urls == set()
    assert case["code"] == twice[0].json()["code"]
    with database.session(read_only=True) as session:
        kept = session.scalars(select(IdempotencyKeyRow.answer)).all()
    assert kept
    assert token not in str(kept)


def test_whoever_follows_a_case_reads_what_the_doctor_asked(
    login: Login, client: TestClient, hospital: Hospital
) -> None:
    following = {"Authorization": f"Bearer {hospital.own.link_token}"}
    before = client.get("/api/v1/intake/case", headers=following).json()["questions"]
    doctor, case_id = login(Role.DOCTOR), hospital.own.case_id
    assert doctor.post(f"/api/v1/cases/{case_id}/begin-consultation").status_code == 200
    asked = doctor.post(f"/api/v1/cases/{case_id}/questions", json={"questions": ["Since when does it hum?"]})
    assert asked.status_code in {200, 201}, asked.text

    after = client.get("/api/v1/intake/case", headers=following).json()["questions"]

    assert {"en": "Since when does it hum?", "zh": "Since when does it hum?"} in after
    assert {"en": "Since when does it hum?", "zh": "Since when does it hum?"} not in before


def test_the_link_names_the_attending_doctor(
    app: FastAPI,
    label_account: str,
    hospital: Hospital,
    settings: Settings,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    follower = _follower(app, database, settings, label_account, monkeypatch, hospital.own.case_id)
    told = follower.get("/api/v1/intake/case").json()

    assert (told["with_whom"]["zh"], told["advice"]) == ("陈", "run_this_week")


def test_a_link_or_label_of_another_factory_leads_nowhere(
    app: FastAPI,
    label_account: str,
    hospital: Hospital,
    settings: Settings,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    follower = _follower(app, database, settings, label_account, monkeypatch, hospital.foreign.case_id)
    scanned = client_of(app, database, settings, label_account, monkeypatch, equipment_id=hospital.foreign.equipment_id)

    assert follower.get("/api/v1/intake/case").status_code == 404
    assert follower.get("/api/v1/intake/machine").json()["code"] == "label_needed"
    assert scanned.get("/api/v1/intake/machine").status_code == 404
    assert scanned.post("/api/v1/intake/tickets", json=TICKET).status_code == 404
    assert scanned.get("/api/v1/intake/case").json()["code"] == "link_needed"


def test_a_report_sent_again_by_the_phone_is_one_case(reporter: TestClient, database: Database) -> None:
    before = _count(database, Case)

    def send(_: int) -> Any:
        return reporter.post("/api/v1/intake/tickets", json=TICKET, headers={"Idempotency-Key": "phone-1"})

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(16)))
    kept = [answer.json() for answer in answers if answer.status_code == 201]

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert kept
    assert all(receipt == kept[0] for receipt in kept)
    assert (_count(database, Case) - before, _count(database, Ticket) - SEEDED) == (1, 1)


def test_a_label_takes_so_many_tickets_an_hour(reporter: TestClient, settings: Settings, database: Database) -> None:
    allowed = settings.tickets_per_hour_label - 1  # one is seeded for this machine
    codes = [reporter.post("/api/v1/intake/tickets", json=TICKET).status_code for _ in range(allowed + 1)]
    refused = reporter.post("/api/v1/intake/tickets", json=TICKET)

    assert codes == [201] * allowed + [429]
    assert refused.json()["code"] == "tickets_too_many"
    assert int(refused.headers["Retry-After"]) <= 3600
    assert _count(database, Ticket) == SEEDED + allowed


def test_one_address_is_kept_apart_without_being_kept(settings: Settings) -> None:
    same_line = [address_hmac(settings, address) for address in ("2001:db8::1", "2001:db8::2")]

    assert same_line[0] == same_line[1]
    assert address_hmac(settings, "2001:db8:0:1::1") != same_line[0]
    assert "192.0.2.7" not in address_hmac(settings, "192.0.2.7") != address_hmac(settings, "192.0.2.8")


def _add_recording(database: Database, factory_id: str, equipment_id: str, account_id: str) -> str:
    with database.session() as session:
        recording = Recording(
            id=new_id("rec"),
            factory_id=factory_id,
            equipment_id=equipment_id,
            uploaded_by=account_id,
            filename="phone.wav",
            format="wav",
            size_bytes=1,
            sha256="0" * 64,
        )
        session.add(recording)
    return recording.id


def test_a_sound_sent_with_the_label_belongs_to_the_case(
    reporter: TestClient, label_account: str, hospital: Hospital, database: Database, login: Login
) -> None:
    sound = _add_recording(database, hospital.own.factory_id, hospital.own.equipment_id, label_account)
    receipt = reporter.post("/api/v1/intake/tickets", json=TICKET | {"recording_ids": [sound]}).json()
    again = reporter.post("/api/v1/intake/tickets", json=TICKET | {"recording_ids": [sound]})

    assert login(Role.DOCTOR).get(f"/api/v1/cases/{receipt['case_id']}").status_code == 404
    assert login(Role.ENGINEER).get(f"/api/v1/cases/{receipt['case_id']}").json()["recording"]["id"] == sound
    assert again.json()["code"] == "recording_not_of_label"


def test_recordings_of_others_cannot_be_taken(reporter: TestClient, hospital: Hospital) -> None:
    codes = {
        recording_id: reporter.post("/api/v1/intake/tickets", json=TICKET | {"recording_ids": [recording_id]}).json()
        for recording_id in (hospital.own.recording_id, hospital.foreign.recording_id, new_id("rec"), "nonsense")
    }

    assert {answer["code"] for answer in codes.values()} == {"recording_not_of_label"}


@pytest.mark.parametrize("body", [{"tiles": []}, {"tiles": ["fire"]}, {"urgency": 1}, {"words": "\0"}])
def test_a_wrong_ticket_is_refused_and_nothing_kept(
    reporter: TestClient, database: Database, body: dict[str, Any]
) -> None:
    assert reporter.post("/api/v1/intake/tickets", json=TICKET | body).status_code == 422
    assert _count(database, Ticket) == SEEDED
