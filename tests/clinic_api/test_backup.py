from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from clinic_api.app import create_app
from clinic_api.database import Database
from clinic_api.kit.principal import Role
from clinic_api.operation.backup import list_backups, make_backup, restore_backup
from clinic_api.operation.database_copy import count_rows
from clinic_api.operation.marks import BACKUP_MADE, marks
from clinic_api.operation.texts import OperationFailed
from clinic_api.settings import Settings
from clinic_api.storage import Storage
from clinic_api.storage.access import storage_of
from tests.clinic_api.databases import postgres_database
from tests.clinic_api.hospital import PASSWORD, Hospital, content_of, email_of

pytestmark = pytest.mark.usefixtures("contents")


@pytest.fixture
def empty(settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """Settings of another hospital on the same kind of database, where nothing is yet."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'other' / 'clinic.sqlite3'}"
        if settings.database_url.startswith("postgresql"):
            url = stack.enter_context(postgres_database())
        yield settings.model_copy(update={"data_dir": tmp_path / "other", "database_url": url})


def _storage(settings: Settings) -> Storage:
    return storage_of(settings)


def test_restored_hospital_is_the_one_that_was_backed_up(
    settings: Settings, empty: Settings, hospital: Hospital, tmp_path: Path
) -> None:
    before = count_rows(settings.database_url)
    backup = make_backup(settings, tmp_path / "backups")

    restored = restore_backup(empty, backup.folder)

    assert count_rows(empty.database_url) == before
    assert restored.rows == sum(before.values())
    assert set(_storage(empty).list()) == set(_storage(settings).list()) == set(backup.contents)
    with TestClient(create_app(empty)) as client:
        login = client.post("/api/v1/sessions", json={"email": email_of(Role.FACTORY_USER), "password": PASSWORD})
        headers = {"Authorization": f"Bearer {login.json()['token']}"}
        content = client.get(f"/api/v1/recordings/{hospital.own.recording_id}/content", headers=headers)
    assert content.content == content_of(hospital.own.canary)


def test_restore_overwrites_nothing(settings: Settings, hospital: Hospital, tmp_path: Path) -> None:
    backup = make_backup(settings, tmp_path / "backups")
    before = count_rows(settings.database_url)

    with pytest.raises(OperationFailed) as refusal:
        restore_backup(settings, backup.folder)

    assert refusal.value.code == "restore_target_not_empty"
    assert count_rows(settings.database_url) == before


def test_a_content_that_changed_in_the_backup_is_not_restored(
    settings: Settings, empty: Settings, hospital: Hospital, tmp_path: Path
) -> None:
    backup = make_backup(settings, tmp_path / "backups")
    changed = next((tmp_path / "backups" / "objects").glob("*/*"))
    changed.write_bytes(b"x" * changed.stat().st_size)

    with pytest.raises(OperationFailed) as refusal:
        restore_backup(empty, backup.folder)

    assert (refusal.value.code, changed.name in str(refusal.value)) == ("backup_damaged", True)


def test_a_changed_copy_of_the_database_is_not_restored(
    settings: Settings, empty: Settings, hospital: Hospital, tmp_path: Path
) -> None:
    backup = make_backup(settings, tmp_path / "backups")
    copy = next(backup.folder.glob("database.*"))
    content = copy.read_bytes()
    copy.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with pytest.raises(OperationFailed) as refusal:
        restore_backup(empty, backup.folder)

    assert refusal.value.code == "backup_damaged"


def test_old_backups_go_with_what_only_they_need(settings: Settings, hospital: Hospital, tmp_path: Path) -> None:
    target = tmp_path / "backups"
    first = make_backup(settings, target)
    first.folder.rename(target / "2020-01-01T000000Z")  # as if made long ago
    orphan = _storage(settings).store_stream([b"gone later"], limit_bytes=100)
    second = make_backup(settings, target)
    second.folder.rename(target / "2020-01-02T000000Z")
    _storage(settings).path_of(orphan.sha256).unlink()

    make_backup(settings, target, keep=1)

    assert len(list_backups(target)) == 1
    assert {path.name for path in (target / "objects").glob("*/*")} == set(_storage(settings).list())


def test_a_backup_that_failed_leaves_nothing(settings: Settings, tmp_path: Path) -> None:
    gone = settings.model_copy(update={"database_url": "postgresql+psycopg://nobody@127.0.0.1:1/none"})
    with pytest.raises(OperationFailed) as refusal:
        make_backup(gone, tmp_path / "backups")

    assert refusal.value.code == "database_away"
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["objects"]


def test_the_service_knows_when_it_was_backed_up(settings: Settings, database: Database, tmp_path: Path) -> None:
    make_backup(settings, tmp_path / "backups")

    with database.session(read_only=True) as session:
        assert marks(session)[BACKUP_MADE].value == 1


def test_what_is_no_backup_is_refused(empty: Settings, tmp_path: Path) -> None:
    with pytest.raises(OperationFailed) as refusal:
        restore_backup(empty, tmp_path)

    assert refusal.value.code == "no_backup_there"
