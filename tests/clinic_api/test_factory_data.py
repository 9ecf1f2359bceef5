"""All of a factory's data: as one file, and gone when it asks for that."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from clinic_api.audit.models import AuditLine
from clinic_api.cases.models import CaseEvent
from clinic_api.database import Database, utc_now
from clinic_api.factory_data.erasing import DELETIONS, _erase_rows
from clinic_api.factory_data.expiry import EXPORTS
from clinic_api.factory_data.models import FactoryDeletion, FactoryExport
from clinic_api.factory_data.tables import BY_PARENT, OF_HOSPITAL, exported_columns, exported_tables, rows_of
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.kit.principal import Role
from clinic_api.migrations.tables import METADATA
from clinic_api.oidc.models import OidcIdentity
from clinic_api.settings import Settings
from clinic_api.signals.preparing import shelf_of
from clinic_api.storage.access import storage_of
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import BOTH_ENGINES, ONE_ENGINE
from tests.clinic_api.hospital import Hospital, content_of

pytestmark = BOTH_ENGINES

WAIT_SECONDS = 60.0


def _work(settings: Settings, database: Database) -> None:
    Desk(settings, database, storage_of(settings), KINDS).work_off(seconds=WAIT_SECONDS)


def _url(hospital: Hospital, what: str) -> str:
    return f"/api/v1/factories/{hospital.own.factory_id}/{what}"


@pytest.fixture
def archive(
    login: Login, hospital: Hospital, contents: None, settings: Settings, database: Database
) -> zipfile.ZipFile:
    """An export of the own factory, downloaded."""
    manager = login(Role.FACTORY_ADMIN)
    asked = manager.post(_url(hospital, "exports"))
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    _work(settings, database)
    ready = manager.get(_url(hospital, "exports")).json()["items"][0]
    assert ready["state"] == "ready", ready
    answer = manager.get(f"/api/v1/factory-exports/{ready['id']}/content")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert hashlib.sha256(answer.content).hexdigest() == ready["sha256"]
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_every_table_says_whose_its_rows_are() -> None:
    of_factory = {table.name for table in METADATA.sorted_tables if "factory_id" in table.c} | {"factories"}
    named = [of_factory - OF_HOSPITAL, set(OF_HOSPITAL), set(BY_PARENT)]

    assert set.union(*named) == set(METADATA.tables)
    assert sum(len(names) for names in named) == len(METADATA.tables)


def test_an_export_holds_every_row_and_content_of_the_factory_and_no_other(
    archive: zipfile.ZipFile, hospital: Hospital, database: Database
) -> None:
    manifest = json.loads(archive.read("manifest.json"))
    with database.session(read_only=True) as session:
        for table in exported_tables():
            written = archive.read(f"tables/{table.name}.jsonl").decode().splitlines()
            rows = session.execute(select(*exported_columns(table)).where(rows_of(table, hospital.own.factory_id)))
            expected = [
                {name: json.loads(json.dumps(value, default=lambda at: at.isoformat())) for name, value in row.items()}
                for row in rows.mappings()
            ]
            found = [json.loads(line) for line in written]
            if table.name not in {"audit_lines", "factory_exports", "jobs"}:  # the export itself wrote to these
                assert sorted(map(str, found)) == sorted(map(str, expected)), table.name
            assert manifest["entries"][f"tables/{table.name}.jsonl"]["rows"] == len(found)

    own = content_of("OWN-CANARY")
    assert archive.read(f"contents/{hashlib.sha256(own).hexdigest()}") == own
    assert manifest["missing_contents"] == []
    assert "工业医院" in archive.read("README.txt").decode()
    for name, entry in manifest["entries"].items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == entry["sha256"], name


def test_an_export_holds_nothing_foreign_and_nothing_to_log_in_with(
    archive: zipfile.ZipFile, hospital: Hospital
) -> None:
    whole = b"\n".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    own = hospital.own

    assert "OWN-CANARY" in whole
    for secret in ("FOREIGN-CANARY", hospital.foreign.factory_id, "$argon2", own.label_token[4:], own.link_token[4:]):
        assert secret not in whole
    for token in (own.key, own.label_token[4:], own.link_token[4:]):
        assert hashlib.sha256(token.encode()).hexdigest() not in whole


def test_one_export_at_a_time_and_it_runs_out(
    login: Login, hospital: Hospital, contents: None, settings: Settings, database: Database
) -> None:
    manager = login(Role.FACTORY_ADMIN)
    export_id = manager.post(_url(hospital, "exports")).json()["id"]
    again = manager.post(_url(hospital, "exports"))
    too_early = manager.get(f"/api/v1/factory-exports/{export_id}/content")
    _work(settings, database)
    with database.session() as session:
        session.execute(
            update(FactoryExport).where(FactoryExport.id == export_id).values(expires_at=utc_now() - timedelta(hours=1))
        )
        sha256 = session.get_one(FactoryExport, export_id).sha256
    path = storage_of(settings).path_of(str(sha256))
    os.utime(path, (0, 0))
    with database.session() as session:
        EXPORTS.run(session, settings)
    _work(settings, database)

    assert (again.status_code, again.json()["code"]) == (409, "export_under_way")
    assert (too_early.status_code, too_early.json()["code"]) == (409, "export_not_ready")
    assert manager.get(f"/api/v1/factory-exports/{export_id}/content").json()["code"] == "export_not_ready"
    assert not path.exists()
    with database.session(read_only=True) as session:
        assert session.get_one(FactoryExport, export_id).sha256 is None


def _ask(caller: TestClient, hospital: Hospital, name: str = "Factory OWN-CANARY") -> Any:
    return caller.post(_url(hospital, "deletion"), json={"factory_name": name})


def _counts(database: Database, factory_id: str) -> dict[str, int]:
    with database.session(read_only=True) as session:
        return {
            table.name: session.execute(
                select(func.count()).select_from(table).where(rows_of(table, factory_id))
            ).scalar_one()
            for table in METADATA.sorted_tables
            if table.name not in OF_HOSPITAL
        }


def _agreed(login: Login, hospital: Hospital, database: Database, settings: Settings) -> None:
    """Two people agree on the deletion of the own factory, and its time comes."""
    assert _ask(login(Role.FACTORY_ADMIN), hospital).status_code == 201
    confirmed = login(Role.ADMIN).post(_url(hospital, "deletion/confirm"))
    assert confirmed.json()["state"] == "confirmed", confirmed.text
    with database.session() as session:
        due = update(FactoryDeletion).where(FactoryDeletion.state == "confirmed")
        session.execute(due.values(due_at=utc_now() - timedelta(seconds=1)))
    for sha256 in storage_of(settings).list():
        os.utime(storage_of(settings).path_of(sha256), (0, 0))
    with database.session() as session:
        DELETIONS.run(session, settings)


def test_nothing_of_a_deleted_factory_is_left_and_the_other_is_untouched(
    login: Login, hospital: Hospital, contents: None, settings: Settings, database: Database
) -> None:
    login(Role.FACTORY_USER)  # sessions go too, and what somebody of the factory logs in with elsewhere
    with database.session() as session:
        of_own = update(OidcIdentity).where(OidcIdentity.subject == hospital.own.canary)
        session.execute(of_own.values(account_id=hospital.own.account_id))
    before = _counts(database, hospital.foreign.factory_id)
    _agreed(login, hospital, database, settings)
    _work(settings, database)

    with database.session(read_only=True) as session:
        rows = {
            table.name: [str(row) for row in session.execute(select(table)).all()] for table in METADATA.sorted_tables
        }
        deletion = session.scalars(select(FactoryDeletion).where(FactoryDeletion.state == "erased")).one()
        told = session.scalars(select(AuditLine.action).where(AuditLine.subject == hospital.own.factory_id)).all()
    left = [name for name, lines in rows.items() for line in lines if "OWN-CANARY" in line]
    naming = {name for name, lines in rows.items() for line in lines if hospital.own.factory_id in line}
    assert left == []
    assert naming <= {"factory_deletions", "audit_lines", "jobs"}
    assert "factory.erased" in told
    assert deletion.counts is not None
    assert (deletion.counts["cases"], deletion.counts["contents"], deletion.contents) == (1, 1, None)
    assert _counts(database, hospital.foreign.factory_id) == before
    storage = storage_of(settings)
    assert [storage.open(sha256).read() for sha256 in storage.list()] == [content_of("FOREIGN-CANARY")]


def test_a_deletion_that_was_killed_between_rows_and_contents_goes_on(
    login: Login, hospital: Hospital, contents: None, settings: Settings, database: Database
) -> None:
    _agreed(login, hospital, database, settings)
    with database.session() as session:
        deletion_id = session.scalars(select(FactoryDeletion.id).where(FactoryDeletion.state == "erasing")).one()
        _erase_rows(session, deletion_id)
    own = hashlib.sha256(content_of("OWN-CANARY")).hexdigest()
    there = storage_of(settings).path_of(own).exists()
    copy = shelf_of(settings).folder_of(own, "key")
    copy.mkdir(parents=True)
    _work(settings, database)

    assert there
    assert not storage_of(settings).path_of(own).exists()
    assert not copy.parent.exists()
    with database.session(read_only=True) as session:
        assert session.get_one(FactoryDeletion, deletion_id).state == "erased"


def test_a_content_that_another_factory_has_too_stays(
    login: Login, hospital: Hospital, contents: None, settings: Settings, database: Database
) -> None:
    own = hashlib.sha256(content_of("OWN-CANARY")).hexdigest()
    with database.session() as session:
        session.execute(
            update(FactoryExport).where(FactoryExport.factory_id == hospital.foreign.factory_id).values(sha256=own)
        )
    _agreed(login, hospital, database, settings)
    _work(settings, database)

    assert storage_of(settings).path_of(own).exists()


def test_a_deletion_needs_two_people_and_the_factorys_name(login: Login, hospital: Hospital) -> None:
    admin, manager = login(Role.ADMIN), login(Role.FACTORY_ADMIN)
    wrong = _ask(manager, hospital, "Factory X")
    asked = _ask(admin, hospital)
    again = _ask(manager, hospital)
    alone = admin.post(_url(hospital, "deletion/confirm"))
    not_theirs = manager.post(_url(hospital, "deletion/confirm"))
    taken_back = manager.delete(_url(hospital, "deletion"))

    assert (wrong.status_code, wrong.json()["code"]) == (422, "factory_name_differs")
    assert (asked.status_code, asked.json()["state"]) == (201, "requested")
    assert (again.status_code, again.json()["code"]) == (409, "deletion_under_way")
    assert (alone.status_code, alone.json()["code"]) == (403, "second_person_needed")
    assert (not_theirs.status_code, not_theirs.json()["code"]) == (403, "permission_denied")
    assert taken_back.json()["state"] == manager.get(_url(hospital, "deletion")).json()["state"] == "cancelled"
    assert manager.delete(_url(hospital, "deletion")).json()["code"] == "deletion_not_found"


def test_a_confirmed_deletion_waits_and_can_be_taken_back(
    login: Login, hospital: Hospital, settings: Settings, database: Database
) -> None:
    _ask(login(Role.FACTORY_ADMIN), hospital)
    confirmed = login(Role.ADMIN).post(_url(hospital, "deletion/confirm")).json()
    with database.session() as session:
        DELETIONS.run(session, settings)
    _work(settings, database)
    taken_back = login(Role.FACTORY_ADMIN).delete(_url(hospital, "deletion"))

    assert confirmed["due_at"] > f"{utc_now() + timedelta(days=settings.factory_deletion_days - 1):%Y-%m-%dT%H}"
    assert taken_back.json()["state"] == "cancelled"
    assert login(Role.FACTORY_USER).get(f"/api/v1/cases/{hospital.own.case_id}").status_code == 200


@pytest.mark.parametrize("state", ["requested", "confirmed", "erased", "cancelled"])
def test_lines_are_kept_while_no_two_people_agreed(hospital: Hospital, database: Database, state: str) -> None:
    people = {"requested_by_id": "a", "confirmed_by_id": "b"}
    with database.session() as session:
        session.add(FactoryDeletion(id=f"del_{state}", factory_id=hospital.own.factory_id, state=state, **people))
    removal = METADATA.tables["case_events"].delete().where(CaseEvent.factory_id == hospital.own.factory_id)

    with pytest.raises(DBAPIError, match="never changed"), database.session() as session:
        session.execute(removal)


@ONE_ENGINE
def test_the_database_asks_for_two_people_too(hospital: Hospital, database: Database) -> None:
    same = {"factory_id": hospital.own.factory_id, "requested_by_id": "a", "confirmed_by_id": "a"}
    with pytest.raises(DBAPIError, match="two_people"), database.session() as session:
        session.add(FactoryDeletion(id="del_x", state="erasing", **same))
