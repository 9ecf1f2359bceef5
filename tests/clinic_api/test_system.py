from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from clinic_api.database import Database, database_now
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.kit.principal import Role
from clinic_api.operation.backup import keep_failure, make_backup, try_restore
from clinic_api.operation.database_copy import count_rows
from clinic_api.operation.models import BackupRecord
from clinic_api.operation.texts import OperationFailed
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import BOTH_ENGINES, ONE_ENGINE, postgres_database
from tests.clinic_api.hospital import Hospital

pytestmark = [pytest.mark.usefixtures("contents"), BOTH_ENGINES]


@pytest.fixture
def elsewhere(settings: Settings) -> Iterator[str | None]:
    """Where a trial brings a backup back: PostgreSQL needs an empty database of its own."""
    with ExitStack() as stack:
        is_postgres = settings.database_url.startswith("postgresql")
        yield stack.enter_context(postgres_database()) if is_postgres else None


def test_without_a_backup_one_is_overdue(login: Login) -> None:
    system = login(Role.ADMIN).get("/api/v1/system").json()

    assert system["backup"] == {
        "last": None,
        "last_trial": None,
        "last_failure": None,
        "due_by": None,
        "overdue": True,
    }


def test_a_backup_is_told_with_its_size_until_the_next_one_is_due(
    login: Login, hospital: Hospital, settings: Settings, database: Database, tmp_path: Path
) -> None:
    backup = make_backup(settings, tmp_path / "backups")
    admin = login(Role.ADMIN)
    fresh = admin.get("/api/v1/system").json()["backup"]
    with database.session() as session:
        session.execute(update(BackupRecord).values(at=database_now(session) - timedelta(hours=27)))

    old = admin.get("/api/v1/system").json()["backup"]

    assert fresh["last"]["folder"] == str(backup.folder)
    assert fresh["last"]["rows"] == sum(backup.rows.values())
    assert fresh["last"]["size_bytes"] == sum(backup.contents.values())
    assert (fresh["overdue"], old["overdue"]) == (False, True)


def test_a_trial_brings_a_backup_back_elsewhere_and_changes_nothing_here(
    login: Login, hospital: Hospital, settings: Settings, elsewhere: str | None, tmp_path: Path
) -> None:
    backup = make_backup(settings, tmp_path / "backups")
    before = count_rows(settings.database_url)

    restored = try_restore(settings, backup.folder, database_url=elsewhere)

    trial = login(Role.ADMIN).get("/api/v1/system").json()["backup"]["last_trial"]
    assert restored.rows == sum(backup.rows.values())
    assert (trial["rows"], trial["contents"], trial["problem"]) == (restored.rows, len(backup.contents), None)
    after = count_rows(settings.database_url)
    assert {table for table in after if after[table] != before[table]} <= {"backup_records", "login_sessions"}


def test_a_trial_of_a_damaged_backup_fails_and_is_remembered(
    login: Login, hospital: Hospital, settings: Settings, elsewhere: str | None, tmp_path: Path
) -> None:
    backup = make_backup(settings, tmp_path / "backups")
    content = next((tmp_path / "backups" / "objects").glob("*/*"))
    content.write_bytes(b"x" * content.stat().st_size)

    with pytest.raises(OperationFailed) as refusal:
        try_restore(settings, backup.folder, database_url=elsewhere)

    state = login(Role.ADMIN).get("/api/v1/system").json()["backup"]
    assert refusal.value.code == "backup_damaged"
    assert (state["last_trial"], state["last_failure"]["kind"]) == (None, "trial")
    assert state["last_failure"]["problem"]["code"] == "backup_damaged"


def test_a_failed_backup_is_shown_until_one_succeeds(
    login: Login, hospital: Hospital, settings: Settings, tmp_path: Path
) -> None:
    admin = login(Role.ADMIN)
    keep_failure(settings, "backup", tmp_path, 0.0, OperationFailed("tool_missing", name="pg_dump"))
    failed = admin.get("/api/v1/system").json()["backup"]

    make_backup(settings, tmp_path / "backups")

    assert failed["last_failure"]["problem"]["code"] == "tool_missing"
    assert failed["overdue"] is True
    assert admin.get("/api/v1/system").json()["backup"]["last_failure"] is None
    kinds = [(each["kind"], each["problem"] is None) for each in admin.get("/api/v1/system/backups").json()["items"]]
    assert kinds == [("backup", True), ("backup", False)]


def test_the_system_tells_versions_and_room(login: Login, hospital: Hospital, settings: Settings) -> None:
    system = login(Role.ADMIN).get("/api/v1/system").json()

    versions, storage = system["versions"], system["storage"]
    engine = "PostgreSQL" if settings.database_url.startswith("postgresql") else "SQLite"
    assert versions["database"].startswith(f"{engine} ")
    assert versions["schema_revision"] == versions["schema_newest"]
    assert storage["content_bytes"] > 0
    assert storage["database_bytes"] > 0
    assert 0 < storage["disk_free_bytes"] < storage["disk_total_bytes"]
    assert system["broker"] == "absent"


def test_a_check_on_demand_is_made_by_a_worker_once(
    login: Login, hospital: Hospital, settings: Settings, database: Database
) -> None:
    admin = login(Role.ADMIN)
    asked = admin.post("/api/v1/system/checks")
    again = admin.post("/api/v1/system/checks").json()

    Desk(settings, database, storage_of(settings), KINDS).work_off(seconds=120)

    check = admin.get(f"/api/v1/system/checks/{asked.json()['id']}").json()
    levels = {part["name"]: part["level"] for part in check["results"]}
    assert (asked.status_code, asked.json()["results"]) == (202, None)
    assert again["id"] == asked.json()["id"]
    assert check["finished_at"] is not None
    assert (levels["database"], levels["lines"], levels["contents"]) == ("ok", "ok", "ok")
    assert levels["backup"] == "warning"
    assert admin.post("/api/v1/system/checks").json()["id"] != check["id"]


@ONE_ENGINE
def test_a_check_that_nobody_makes_says_so_when_it_is_given_up(login: Login) -> None:
    admin = login(Role.ADMIN)
    check = admin.post("/api/v1/system/checks").json()
    job = admin.get("/api/v1/jobs", params={"kind": "service_check"}).json()["items"][0]

    admin.post(f"/api/v1/jobs/{job['id']}/give-up", json={"reason": "No worker."})

    read = admin.get(f"/api/v1/system/checks/{check['id']}").json()
    assert (read["problem"]["code"], read["results"]) == ("given_up", None)
    assert read["finished_at"] is not None
