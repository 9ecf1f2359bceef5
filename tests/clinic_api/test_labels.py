from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader
from sqlalchemy import func, select

from clinic_api.accounts.models import Account
from clinic_api.cases.models import Case
from clinic_api.database import Database, utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict
from clinic_api.kit.principal import Role
from clinic_api.labels.models import CaseLink, Label
from clinic_api.labels.service import case_link, case_url, label_of, label_url
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import wav_of_damaged_outer_race


def _new_machine(login: Login) -> str:
    body = {"name_en": "Pump", "name_zh": "泵", "kind": "pump"}
    machine: str = login(Role.FACTORY_ADMIN).post("/api/v1/equipment", json=body).json()["id"]
    return machine


def _bearer(url: str) -> dict[str, str]:
    return {"Authorization": f"Bearer ihl_{url.rpartition('/l/')[2]}"}


def test_a_label_is_the_same_however_often_it_is_made(login: Login, client: TestClient) -> None:
    machine = _new_machine(login)
    path = f"/api/v1/equipment/{machine}/label"
    first, second = (login(Role.FACTORY_ADMIN).post(path).json() for _ in range(2))

    assert first == second
    assert first["url"].startswith("http://testserver/l/")
    assert len(first["url"].rpartition("/l/")[2]) == 26  # 130 bits in base 32
    assert client.get("/api/v1/equipment", headers=_bearer(first["url"])).json()["items"][0]["id"] == machine


def test_labels_made_at_the_same_moment_are_one(
    login: Login, settings: Settings, database: Database, hospital: Hospital
) -> None:
    machine = _new_machine(login)

    def make(_: int) -> str:
        with database.session() as session:
            return label_url(settings, label_of(session, settings, session.get_one(Equipment, machine)))

    with ThreadPoolExecutor(8) as pool:
        urls = set(pool.map(make, range(8)))
    with database.session(read_only=True) as session:
        labels = session.execute(select(func.count()).where(Label.equipment_id == machine)).scalar_one()
        accounts = session.execute(
            select(func.count()).where(Account.role == "reporter", Account.factory_id == hospital.own.factory_id)
        ).scalar_one()

    assert (len(urls), labels, accounts) == (1, 1, 1)


def test_the_database_does_not_hold_the_token(hospital: Hospital, database: Database) -> None:
    with database.session(read_only=True) as session:
        for model in (Label, CaseLink):
            kept = " ".join(map(repr, session.execute(select(model.__table__)).all()))
            assert hospital.own.label_token[4:] not in kept
            assert hospital.own.link_token[4:] not in kept


def test_a_rotated_label_is_out_at_once(login: Login, client: TestClient, hospital: Hospital) -> None:
    path = f"/api/v1/equipment/{hospital.own.equipment_id}/label"
    scanned = login(Role.REPORTER)
    before = scanned.get("/api/v1/equipment").status_code
    new = login(Role.FACTORY_ADMIN).post(f"{path}/rotate").json()

    assert (before, scanned.get("/api/v1/equipment").status_code) == (200, 401)
    assert new["generation"] == 2
    assert client.get("/api/v1/equipment", headers=_bearer(new["url"])).status_code == 200
    assert login(Role.FACTORY_ADMIN).post(path).json() == new


def test_a_revoked_label_is_out_and_the_next_is_another(login: Login, client: TestClient, hospital: Hospital) -> None:
    path = f"/api/v1/equipment/{hospital.own.equipment_id}/label"
    admin = login(Role.FACTORY_ADMIN)
    old = admin.post(path).json()
    revoked = admin.delete(path).status_code
    refused = client.get("/api/v1/equipment", headers=_bearer(old["url"])).status_code
    new = admin.post(path).json()

    assert (revoked, refused) == (204, 401)
    assert new["url"] != old["url"]
    assert new["short_code"] != old["short_code"]


def test_whoever_scanned_a_label_sees_its_machine_and_nothing_else(
    login: Login, hospital: Hospital, database: Database
) -> None:
    other = _new_machine(login)
    scanned = login(Role.REPORTER)
    machines = scanned.get("/api/v1/equipment").json()["items"]

    assert [item["id"] for item in machines] == [hospital.own.equipment_id]
    assert (machines[0]["open_cases"], machines[0]["last_verdict"]) == (0, None)  # the case there is not the reporter's
    assert scanned.get(f"/api/v1/equipment/{other}").status_code == 404
    for path in ("cases", "examinations", "factories", "accounts", "audit", "api-keys", "queue", "me"):
        assert scanned.get(f"/api/v1/{path}").status_code in {403, 404}, path


def test_whoever_scanned_a_label_opens_a_case_on_its_machine_only(login: Login, hospital: Hospital) -> None:
    other = _new_machine(login)
    scanned = login(Role.REPORTER)
    upload = scanned.post(
        "/api/v1/recordings",
        params={"equipment_id": hospital.own.equipment_id, "filename": "fan.wav"},
        content=wav_of_damaged_outer_race(seconds=0.2),
    )
    body = {"complaint": "It hums", "language": "en", "equipment_id": hospital.own.equipment_id}
    opened = scanned.post("/api/v1/cases", json={**body, "recording_id": upload.json()["id"]})
    again = scanned.post("/api/v1/cases", json={**body, "recording_id": upload.json()["id"]})
    others_recording = scanned.post("/api/v1/cases", json={**body, "recording_id": hospital.own.recording_id})
    elsewhere = scanned.post("/api/v1/cases", json={**body, "equipment_id": other})
    unlisted = scanned.post("/api/v1/cases", json={**body, "equipment_id": None})

    assert (upload.status_code, opened.status_code) == (201, 201)
    assert opened.json()["factory_id"] == hospital.own.factory_id
    assert (again.status_code, others_recording.status_code, elsewhere.status_code) == (404, 404, 404)
    assert (unlisted.status_code, unlisted.json()["code"]) == (422, "equipment_required")


def test_whoever_follows_a_link_sees_that_case_and_nothing_else(
    login: Login, client: TestClient, hospital: Hospital, settings: Settings, database: Database
) -> None:
    body = {"complaint": "It leaks", "language": "en", "equipment_id": hospital.own.equipment_id}
    second = login(Role.FACTORY_USER).post("/api/v1/cases", json=body).json()["id"]
    follower = login(Role.REPORTER, by_link=True)
    seen = [item["id"] for item in follower.get("/api/v1/cases").json()["items"]]

    assert seen == [hospital.own.case_id]
    assert follower.get(f"/api/v1/cases/{hospital.own.case_id}/timeline").status_code == 200
    assert follower.get(f"/api/v1/recordings/{hospital.own.recording_id}").status_code == 200
    assert follower.get(f"/api/v1/examinations/{hospital.own.examination_id}").status_code == 200
    assert follower.get(f"/api/v1/cases/{second}").status_code == 404
    assert follower.get(f"/api/v1/cases/{second}/timeline").status_code == 404
    assert follower.post("/api/v1/cases", json=body).json()["code"] == "permission_denied"


def test_a_link_is_made_once_and_ends_when_it_is_revoked(
    login: Login, settings: Settings, database: Database, hospital: Hospital
) -> None:
    follower = login(Role.REPORTER, by_link=True)
    before = follower.get("/api/v1/cases").status_code
    with database.session() as session:
        case = session.get_one(Case, hospital.own.case_id)
        token = case_link(session, settings, case)
        rows = session.execute(select(CaseLink).where(CaseLink.case_id == case.id)).scalars().all()
        rows[0].revoked_at = utc_now()

    assert "ihf_" + token == hospital.own.link_token
    assert case_url(settings, token) == f"http://testserver/f/{token}"
    assert len(rows) == 1
    assert (before, follower.get("/api/v1/cases").status_code) == (200, 401)


def test_disabling_the_reporters_account_ends_all_labels_and_links_of_the_factory(
    login: Login, database: Database, hospital: Hospital
) -> None:
    callers = [login(Role.REPORTER), login(Role.REPORTER, by_link=True)]
    with database.session() as session:
        account = session.execute(
            select(Account).where(Account.role == "reporter", Account.factory_id == hospital.own.factory_id)
        ).scalar_one()
        account.disabled_at = utc_now()

    assert [callers[0].get("/api/v1/equipment").status_code, callers[1].get("/api/v1/cases").status_code] == [401, 401]


def test_a_label_is_no_link_and_a_link_no_label(client: TestClient, hospital: Hospital) -> None:
    swapped = [
        "ihf_" + hospital.own.label_token[4:],
        "ihl_" + hospital.own.link_token[4:],
        "ihl_",
        "ihf_é",
        "ihl_" + "a" * 26,
    ]

    for token in swapped:
        headers = {"Authorization": f"Bearer {token}".encode()}
        assert client.get("/api/v1/equipment", headers=headers).status_code == 401  # type: ignore[arg-type]


def test_the_idempotency_keys_of_two_labels_do_not_meet(login: Login, client: TestClient, hospital: Hospital) -> None:
    machine = _new_machine(login)
    url = login(Role.FACTORY_ADMIN).post(f"/api/v1/equipment/{machine}/label").json()["url"]
    key = {"Idempotency-Key": "1"}

    def report(headers: dict[str, str], equipment_id: str) -> Any:
        body = {"complaint": "It hums", "language": "en", "equipment_id": equipment_id}
        return client.post("/api/v1/cases", json=body, headers=headers | key)

    scanned = {"Authorization": f"Bearer {hospital.own.label_token}"}
    answers = [report(scanned, hospital.own.equipment_id) for _ in range(2)] + [report(_bearer(url), machine)]

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"] != answers[2].json()["id"]


def _find(client: TestClient, code: str) -> Any:
    return client.post("/api/v1/label-codes", json={"code": code})


def test_the_letters_under_the_code_do_what_the_code_does(login: Login, client: TestClient, hospital: Hospital) -> None:
    label = login(Role.FACTORY_ADMIN).post(f"/api/v1/equipment/{hospital.own.equipment_id}/label").json()
    typed = label["short_code"].lower().replace("-", " ")
    found = _find(client, typed)

    assert label["short_code"].replace("-", "").isalpha()
    assert found.json() == {"token": hospital.own.label_token, "url": label["url"]}
    assert _find(client, "AAAAA-AAAAA").json()["code"] == "label_unknown"


def test_letters_are_not_to_be_guessed(client: TestClient, hospital: Hospital) -> None:
    guesses = [_find(client, "".join(chr(ord("A") + digit) for digit in divmod(n, 8)) + "CDE-FGHJK") for n in range(64)]
    guesses += [_find(client, f"{'ABCDEFGH'[n % 8]}{'ABCDEFGH'[n // 8]}LLL-LLLLL") for n in range(40)]

    assert [answer.status_code for answer in guesses] == [404] * 100 + [429] * 4
    assert int(guesses[-1].headers["Retry-After"]) >= 1


def test_a_label_of_a_lost_secret_is_not_printed_wrongly(
    settings: Settings, database: Database, hospital: Hospital
) -> None:
    other = settings.model_copy(update={"secret_key": Settings(secret_key="s" * 40).secret_key})
    with database.session() as session:
        label = label_of(session, other, session.get_one(Equipment, hospital.own.equipment_id))
        with pytest.raises(Conflict) as refusal:
            label_url(other, label)

    assert refusal.value.code == "label_unreadable"


def test_a_sheet_holds_the_label_of_each_machine_once(login: Login, hospital: Hospital) -> None:
    manager, machine, other = login(Role.FACTORY_ADMIN), hospital.own.equipment_id, _new_machine(login)

    sheet = manager.post("/api/v1/label-sheets", json={"equipment_ids": [other, machine, other], "layout": "2x4"})
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(sheet.content)).pages)
    labels = [manager.post(f"/api/v1/equipment/{each}/label").json() for each in (other, machine)]

    assert (sheet.status_code, sheet.headers["content-disposition"]) == (200, 'attachment; filename="labels.pdf"')
    assert [text.count(label["short_code"]) for label in labels] == [1, 1]
    assert [label["generation"] for label in labels] == [1, 1]


def test_a_sheet_with_a_foreign_machine_is_refused_whole(login: Login, hospital: Hospital, database: Database) -> None:
    manager = login(Role.FACTORY_ADMIN)
    other = _new_machine(login)

    answer = manager.post("/api/v1/label-sheets", json={"equipment_ids": [other, hospital.foreign.equipment_id]})

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    with database.session(read_only=True) as session:
        assert session.execute(select(func.count()).where(Label.equipment_id == other)).scalar_one() == 0


@pytest.mark.parametrize("body", [{"equipment_ids": []}, {"equipment_ids": ["x"] * 241}, {"layout": "9x9"}])
@ONE_ENGINE
def test_a_sheet_of_nothing_or_too_much_is_refused(login: Login, body: dict[str, Any]) -> None:
    assert login(Role.FACTORY_ADMIN).post("/api/v1/label-sheets", json=body).status_code == 422
