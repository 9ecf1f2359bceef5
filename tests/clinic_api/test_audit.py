from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from clinic_api.audit.models import HOSPITAL_CHAIN, AuditLine
from clinic_api.audit.service import note, verify_chain, verify_chains
from clinic_api.database import Database
from clinic_api.kit.china import CHINA
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import BOTH_ENGINES
from tests.clinic_api.hospital import Hospital

pytestmark = BOTH_ENGINES

VALUES: dict[str, object] = {"text": '风机 \u00e9 "quoted"', "number": 3, "yes": True, "none": None, "list": ["b", "a"]}


def _write(database: Database, count: int, factory_id: str | None) -> None:
    with database.session() as session:
        for number in range(count):
            note(session, None, "test.done", f"thing {number}", VALUES, factory_id=factory_id)


def _tamper(database: Database, statement: str, **values: Any) -> None:
    """Change lines as whoever owns the database can: with the triggers out of the way."""
    with database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for event in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_lines_kept_{event}"))
        assert connection.execute(text(statement), values).rowcount == 1


def test_chains_that_nobody_touched_are_intact(database: Database, hospital: Hospital) -> None:
    _write(database, 5, hospital.own.factory_id)
    _write(database, 3, None)
    with database.session(read_only=True) as session:
        chains = {chain.chain: chain for chain in verify_chains(session)}
        last = session.execute(
            select(AuditLine.sha256).where(AuditLine.chain == HOSPITAL_CHAIN, AuditLine.number == 3)
        ).scalar_one()

    assert set(chains) == {hospital.own.factory_id, hospital.foreign.factory_id, HOSPITAL_CHAIN}
    assert all(chain.intact and chain.first_broken is None for chain in chains.values())
    assert (chains[HOSPITAL_CHAIN].lines, chains[HOSPITAL_CHAIN].head_sha256) == (3, last)
    assert chains[hospital.own.factory_id].lines == 6


@pytest.mark.parametrize(
    ("statement", "first_broken"),
    [
        ("UPDATE audit_lines SET subject = 'other' WHERE chain = :chain AND number = 4", 4),
        ("UPDATE audit_lines SET by = 'Somebody else' WHERE chain = :chain AND number = 2", 2),
        ("UPDATE audit_lines SET request_id = 'another' WHERE chain = :chain AND number = 6", 6),
        ("DELETE FROM audit_lines WHERE chain = :chain AND number = 1", 1),
        ("DELETE FROM audit_lines WHERE chain = :chain AND number = 3", 3),
    ],
)
def test_a_planted_change_shows(database: Database, hospital: Hospital, statement: str, first_broken: int) -> None:
    chain = hospital.own.factory_id
    _write(database, 5, chain)
    _tamper(database, statement.replace("SET by", 'SET "by"'), chain=chain)
    with database.session(read_only=True) as session:
        verified = verify_chain(session, chain)
        other = verify_chain(session, hospital.foreign.factory_id)

    assert (verified.intact, verified.first_broken) == (False, first_broken)
    assert other.intact


def test_lines_cut_off_at_the_end_show_against_a_head_kept_elsewhere(database: Database, hospital: Hospital) -> None:
    chain = hospital.own.factory_id
    _write(database, 5, chain)
    with database.session(read_only=True) as session:
        kept = verify_chain(session, chain)
    _tamper(database, "DELETE FROM audit_lines WHERE chain = :chain AND number = 6", chain=chain)
    with database.session(read_only=True) as session:
        now = verify_chain(session, chain)

    assert now.intact
    assert (now.lines, now.head_sha256) != (kept.lines, kept.head_sha256)


@pytest.mark.parametrize("statement", ["UPDATE audit_lines SET subject = 'x'", "DELETE FROM audit_lines"])
def test_the_database_refuses_to_change_lines(database: Database, hospital: Hospital, statement: str) -> None:
    with pytest.raises(DBAPIError, match="never changed"), database.session() as session:
        session.execute(text(statement))


def test_lines_written_at_the_same_moment_make_one_chain(database: Database, hospital: Hospital) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: _write(database, 2, hospital.own.factory_id), range(8)))
    with database.session(read_only=True) as session:
        chain = verify_chain(session, hospital.own.factory_id)

    assert (chain.intact, chain.lines) == (True, 17)


def test_what_is_undone_leaves_no_line(login: Login, database: Database) -> None:
    admin = login(Role.FACTORY_ADMIN)
    before = admin.get("/api/v1/audit/verify").json()
    admin.post("/api/v1/api-keys", json={"name": "Gateway", "equipment_ids": ["eqp_" + "0" * 26]})

    assert admin.get("/api/v1/audit/verify").json() == before


def test_what_administrators_do_is_written_with_the_request(login: Login, hospital: Hospital) -> None:
    admin = login(Role.FACTORY_ADMIN)
    headers = {"X-Request-Id": "request-of-the-test"}
    guest = {"email": "li.na@example.org", "role": "factory_user", "name_en": "Li Na", "name_zh": "李娜"}
    invitation = admin.post("/api/v1/invitations", json=guest, headers=headers).json()
    admin.delete(f"/api/v1/invitations/{invitation['id']}", headers=headers)
    account_url = f"/api/v1/accounts/{hospital.own.account_id}"
    admin.patch(account_url, json={"role": "factory_admin"}, headers=headers)
    admin.patch(account_url, json={"disabled": True}, headers=headers)
    admin.delete(f"{account_url}/sessions", headers=headers)
    key = admin.post("/api/v1/api-keys", json={"name": "Gateway"}, headers=headers).json()
    admin.post(f"/api/v1/api-keys/{key['id']}/rotate", json={}, headers=headers)
    admin.delete(f"/api/v1/api-keys/{key['id']}", headers=headers)
    label_url = f"/api/v1/equipment/{hospital.own.equipment_id}/label"
    admin.post(f"{label_url}/rotate", headers=headers)
    admin.delete(label_url, headers=headers)
    lines = [line for line in admin.get("/api/v1/audit").json()["items"] if line["action"] != "seed.made"]

    assert [line["action"] for line in reversed(lines)] == [
        "invitation.made",
        "invitation.revoked",
        "account.changed",
        "account.changed",
        "account.logged_out",
        "api_key.made",
        "api_key.rotated",
        "api_key.revoked",
        "label.rotated",
        "label.revoked",
    ]
    assert {line["request_id"] for line in lines} == {"request-of-the-test"}
    assert {line["by"] for line in lines} == {"factory_admin 人员 (factory_admin person)"}
    assert key["key"] not in str(lines)
    assert all(chain["intact"] for chain in admin.get("/api/v1/audit/verify").json())


def test_a_factory_reads_its_own_audit_and_the_hospital_all(login: Login, hospital: Hospital) -> None:
    own = login(Role.FACTORY_ADMIN)
    chains = [chain["chain"] for chain in own.get("/api/v1/audit/verify").json()]
    subjects = {line["subject"] for line in own.get("/api/v1/audit").json()["items"]}
    of_all = {line["subject"] for line in login(Role.ADMIN).get("/api/v1/audit").json()["items"]}

    assert chains == [hospital.own.factory_id]
    assert subjects == {hospital.own.canary}
    assert of_all == {hospital.own.canary, hospital.foreign.canary}


def test_the_audit_is_found_by_thing_and_by_action(login: Login, hospital: Hospital) -> None:
    admin = login(Role.ADMIN)
    url = f"/api/v1/accounts/{hospital.own.account_id}"
    admin.patch(url, json={"name_en": "Wang"})
    admin.delete(f"{url}/sessions")

    def actions(**query: str) -> list[str]:
        return [line["action"] for line in admin.get("/api/v1/audit", params=query).json()["items"]]

    assert actions(subject=hospital.own.account_id) == ["account.logged_out", "account.changed"]
    assert actions(action="account.changed") == ["account.changed"]
    assert actions(action="account") == ["account.logged_out", "account.changed"]
    assert actions(action="%") == []


def test_the_audit_is_found_by_person_and_by_day(login: Login, hospital: Hospital) -> None:
    admin = login(Role.ADMIN)
    admin.delete(f"/api/v1/accounts/{hospital.own.account_id}/sessions")
    me = admin.get("/api/v1/me").json()
    today = datetime.now(CHINA).date()

    def subjects(**query: str) -> list[str]:
        answer = admin.get("/api/v1/audit", params={"action": "account", **query})
        assert answer.status_code == 200, answer.text
        return [line["subject"] for line in answer.json()["items"]]

    done = [hospital.own.account_id]
    assert subjects(by=me["name_en"].upper()) == subjects(by=me["name_zh"]) == subjects(by=me["id"]) == done
    assert subjects(by="somebody else") == []
    assert subjects(day_from=str(today), day_to=str(today)) == done
    assert subjects(day_to=str(today - timedelta(days=1))) == []
    assert subjects(day_from=str(today + timedelta(days=1))) == []
    backwards = {"day_from": str(today), "day_to": str(today - timedelta(days=1))}
    assert admin.get("/api/v1/audit", params=backwards).status_code == 422


def test_the_audit_is_given_as_csv_which_is_a_line_itself(login: Login, hospital: Hospital) -> None:
    admin = login(Role.ADMIN)
    admin.patch(f"/api/v1/accounts/{hospital.own.account_id}", json={"name_en": "=Wang"})

    answer = admin.get("/api/v1/audit.csv", params={"action": "account.changed"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    last = admin.get("/api/v1/audit").json()["items"][0]

    assert len(rows) == 2
    assert rows[1][3:5] == ["account.changed", hospital.own.account_id]
    assert json.loads(rows[1][6]) == {"name_en": "=Wang"}
    assert len(rows[1][8]) == 64
    assert last["action"] == "audit.exported"


def test_a_factory_exports_its_own_audit_only(login: Login, hospital: Hospital) -> None:
    text = login(Role.FACTORY_ADMIN).get("/api/v1/audit.csv").content.decode("utf-8-sig")

    assert hospital.own.canary in text
    assert hospital.foreign.canary not in text


def test_changes_of_factories_and_endpoints_are_written_without_secrets(login: Login, hospital: Hospital) -> None:
    admin = login(Role.ADMIN)
    factory = admin.post("/api/v1/factories", json={"name_en": "Mill", "name_zh": "磨坊"}).json()
    admin.patch(f"/api/v1/factories/{factory['id']}", json={"note": "Ring twice."})
    hook = {"name": "CMMS", "address": "https://cmms.example/hooks/secret-path", "factory_id": factory["id"]}
    endpoint = admin.post("/api/v1/endpoints", json=hook).json()
    url = f"/api/v1/endpoints/{endpoint['id']}"
    admin.patch(url, json={"enabled": False})
    secret = admin.post(f"{url}/secret").json()["secret"]
    admin.delete(url)
    lines = [line for line in admin.get("/api/v1/audit").json()["items"] if line["factory_id"] == factory["id"]]

    assert [line["action"] for line in reversed(lines)] == [
        "factory.made",
        "factory.changed",
        "endpoint.made",
        "endpoint.changed",
        "endpoint.secret_rotated",
        "endpoint.removed",
    ]
    for hidden in ("secret-path", secret, endpoint["secret"], "Ring twice"):
        assert hidden not in str(lines)
