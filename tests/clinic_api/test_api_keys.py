from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import String, cast, select, update

from clinic_api.accounts.models import Account
from clinic_api.accounts.service import disable_account
from clinic_api.api_keys.authentication import new_secret
from clinic_api.api_keys.models import ApiKey
from clinic_api.database import Database, utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.migrations.tables import METADATA
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import wav_of_damaged_outer_race

KEY_FORM = r"ihk_[0-9a-z]{8}_[A-Za-z0-9_-]{43}_[0-9a-f]{8}"


def _call(client: TestClient, key: str, path: str = "/api/v1/equipment") -> Any:
    return client.get(path, headers={"Authorization": f"Bearer {key}"})


def _make(login: Login, **body: Any) -> dict[str, Any]:
    answer = login(Role.FACTORY_ADMIN).post("/api/v1/api-keys", json={"name": "Gateway hall 2", **body})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def _second_machine(database: Database, factory_id: str) -> str:
    with database.session() as session:
        row = Equipment(
            id=new_id("eqp"),
            factory_id=factory_id,
            name_en="Pump",
            name_zh="泵",
            kind="pump",
            location="Hall 2",
            criticality="b",
        )
        session.add(row)
        session.flush()
        return row.id


def _upload(client: TestClient, key: str, equipment_id: str, content: bytes) -> int:
    return client.post(
        "/api/v1/recordings",
        params={"equipment_id": equipment_id, "filename": "fan.wav"},
        content=content,
        headers={"Authorization": f"Bearer {key}"},
    ).status_code


def test_a_gateway_sends_a_recording_with_its_key(login: Login, client: TestClient, hospital: Hospital) -> None:
    made = _make(login, scopes=["recording_upload"])
    content = wav_of_damaged_outer_race(seconds=0.2)

    assert re.fullmatch(KEY_FORM, made["key"])
    assert made["key"].split("_")[1] == made["public_id"]
    assert _upload(client, made["key"], hospital.own.equipment_id, content) == 201
    assert _upload(client, made["key"], hospital.foreign.equipment_id, content) == 404
    refused = _call(client, made["key"])
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


def test_a_key_for_some_machines_reaches_no_other(
    login: Login, client: TestClient, hospital: Hospital, database: Database
) -> None:
    other = _second_machine(database, hospital.own.factory_id)
    key = _make(login, equipment_ids=[hospital.own.equipment_id])["key"]
    content = wav_of_damaged_outer_race(seconds=0.2)

    assert _upload(client, key, hospital.own.equipment_id, content) == 201
    assert _upload(client, key, other, content) == 404
    assert [item["id"] for item in _call(client, key).json()["items"]] == [hospital.own.equipment_id]
    assert _call(client, key, f"/api/v1/equipment/{other}").status_code == 404


def test_the_database_does_not_hold_the_key(login: Login, database: Database) -> None:
    key = (
        login(Role.FACTORY_ADMIN)
        .post("/api/v1/api-keys", json={"name": "Gateway"}, headers={"Idempotency-Key": "once"})
        .json()["key"]
    )
    secret = key.split("_", 2)[2][:43]
    with database.session(read_only=True) as session:
        for table in METADATA.sorted_tables:
            for column in table.columns:
                found = session.execute(select(cast(column, String)).where(cast(column, String).contains(secret)))
                assert found.first() is None, (table.name, column.name)


def test_a_creation_sent_again_shows_no_key_again(login: Login) -> None:
    caller = login(Role.FACTORY_ADMIN)
    first, second = (
        caller.post("/api/v1/api-keys", json={"name": "Gateway"}, headers={"Idempotency-Key": "once"}).json()
        for _ in range(2)
    )

    assert first["id"] == second["id"]
    assert first["key"] is not None
    assert second["key"] is None


def test_a_rotated_key_works_beside_the_old_one_until_the_overlap_ends(
    login: Login, client: TestClient, database: Database
) -> None:
    old = _make(login)
    admin = login(Role.FACTORY_ADMIN)
    new = admin.post(f"/api/v1/api-keys/{old['id']}/rotate", json={"overlap_hours": 1}).json()
    third = admin.post(f"/api/v1/api-keys/{new['id']}/rotate", json={})
    both = [_call(client, key).status_code for key in (old["key"], new["key"])]
    with database.session() as session:
        ends = session.execute(select(ApiKey.expires_at).where(ApiKey.id == old["id"])).scalar_one()
        session.execute(update(ApiKey).where(ApiKey.id == old["id"]).values(expires_at=utc_now()))
    after = [_call(client, key).status_code for key in (old["key"], new["key"])]

    assert new["account_id"] == old["account_id"]
    assert (new["scopes"], new["equipment_ids"]) == (old["scopes"], old["equipment_ids"])
    assert both == [200, 200]
    assert ends is not None
    assert timedelta(minutes=55) < ends - utc_now() <= timedelta(hours=1)
    assert (third.status_code, third.json()["code"]) == (409, "rotation_under_way")
    assert after == [401, 200]
    assert admin.post(f"/api/v1/api-keys/{old['id']}/rotate", json={}).json()["code"] == "key_not_live"


def test_a_rotation_without_overlap_ends_the_old_key_at_once(login: Login, client: TestClient) -> None:
    old = _make(login)
    new = login(Role.FACTORY_ADMIN).post(f"/api/v1/api-keys/{old['id']}/rotate", json={"overlap_hours": 0}).json()

    assert [_call(client, key).status_code for key in (old["key"], new["key"])] == [401, 200]


@pytest.mark.parametrize("ending", ["revoked", "expired", "account_disabled"])
def test_a_key_is_refused_at_once_when_it_is_over(
    login: Login, client: TestClient, database: Database, ending: str
) -> None:
    made = _make(login, expires_at=(utc_now() + timedelta(days=1)).isoformat())
    before = _call(client, made["key"]).status_code
    if ending == "revoked":
        assert login(Role.FACTORY_ADMIN).delete(f"/api/v1/api-keys/{made['id']}").status_code == 204
    else:
        with database.session() as session:
            if ending == "expired":
                past = utc_now() - timedelta(seconds=1)
                session.execute(update(ApiKey).where(ApiKey.id == made["id"]).values(expires_at=past))
            else:
                disable_account(session, session.get_one(Account, made["account_id"]))

    assert (before, _call(client, made["key"]).status_code) == (200, 401)


def test_a_key_that_differs_in_one_character_is_refused(client: TestClient, hospital: Hospital) -> None:
    key = hospital.own.key
    middle = "A" if key[30] != "A" else "B"
    changed = [key[:30] + middle + key[31:], key[:-1], key + "0", key.upper(), "ihk_", new_secret().key]
    same_id = new_secret().key
    changed.append(key[:12] + same_id[12:])

    assert _call(client, key).status_code == 200
    assert [_call(client, other).status_code for other in changed] == [401] * len(changed)


def test_a_key_is_no_session_cookie(client: TestClient, hospital: Hospital) -> None:
    for token in (hospital.own.key, hospital.own.label_token, hospital.own.link_token):
        client.cookies.set("ih_session", token)
        assert client.get("/api/v1/equipment").status_code == 401


def test_last_use_is_noted_to_within_ten_minutes(login: Login, client: TestClient, database: Database) -> None:
    made = _make(login)
    url = f"/api/v1/api-keys/{made['id']}"
    unused = login(Role.FACTORY_ADMIN).get(url).json()["last_used_at"]
    _call(client, made["key"])
    first = login(Role.FACTORY_ADMIN).get(url).json()["last_used_at"]
    _call(client, made["key"])

    assert unused is None
    assert first is not None
    assert login(Role.FACTORY_ADMIN).get(url).json()["last_used_at"] == first


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"scopes": ["account_write"]}, 422, "scope_unknown"),
        ({"scopes": ["nonsense"]}, 422, "validation_failed"),
        ({"scopes": []}, 422, "validation_failed"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, 422, "expiry_past"),
        ({"expires_at": "2030-01-01T00:00:00"}, 422, "validation_failed"),
        ({"equipment_ids": ["eqp_" + "0" * 26]}, 404, "not_found"),
    ],
)
def test_what_a_key_cannot_be_is_refused(login: Login, body: dict[str, Any], status: int, code: str) -> None:
    answer = login(Role.FACTORY_ADMIN).post("/api/v1/api-keys", json={"name": "Gateway", **body})

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_key_is_for_machines_of_its_own_factory(login: Login, hospital: Hospital) -> None:
    for role in (Role.FACTORY_ADMIN, Role.ADMIN):
        body = {"name": "Gateway", "factory_id": hospital.own.factory_id}
        foreign = {**body, "equipment_ids": [hospital.foreign.equipment_id]}
        assert login(role).post("/api/v1/api-keys", json=foreign).status_code == 404
    elsewhere = {"name": "Gateway", "factory_id": hospital.foreign.factory_id}
    assert login(Role.FACTORY_ADMIN).post("/api/v1/api-keys", json=elsewhere).status_code == 404
    assert login(Role.ADMIN).post("/api/v1/api-keys", json={"name": "Gateway"}).json()["code"] == "factory_required"


@ONE_ENGINE
def test_two_keys_have_nothing_in_common(app: FastAPI) -> None:
    keys = {new_secret().key for _ in range(50)}

    assert len({key.split("_")[1] for key in keys}) == len({key[13:56] for key in keys}) == 50
