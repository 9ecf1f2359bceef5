"""Backup and restore.

A backup folder holds any number of backups: ``objects/`` has each stored content once, named by its SHA-256, and each
``<UTC time>/`` a copy of the database, the hospital's secret and a manifest with the rows of each table and every
content's name and size. The database is copied first and the contents after it: contents are never changed, so all
that the copied rows name is there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import SQLAlchemyError

from clinic_api.database import Database, database_now
from clinic_api.kit.ids import new_id
from clinic_api.operation.database_copy import (
    copy_name,
    count_rows,
    dump_database,
    is_empty_database,
    load_database,
)
from clinic_api.operation.marks import BACKUP_MADE, note
from clinic_api.operation.models import BackupRecord
from clinic_api.operation.texts import OperationFailed
from clinic_api.settings import Settings, driver_url
from clinic_api.storage import Storage
from clinic_api.storage.access import storage_of

__all__ = ["Backup", "Restored", "keep_failure", "list_backups", "make_backup", "restore_backup", "try_restore"]

_FORMAT: Final = "hospital-backup/1"
_MANIFEST: Final = "manifest.json"
_SECRET: Final = "secret.key"  # noqa: S105 - a file's name
_PART_BYTES: Final = 1 << 20


@dataclass(frozen=True)
class Backup:
    """One backup: where it lies, when it was made, what it holds."""

    folder: Path
    made_at: datetime
    rows: Mapping[str, int]
    contents: Mapping[str, int]
    """SHA-256 → length in bytes."""


@dataclass(frozen=True)
class Restored:
    """What a restore brought back and checked."""

    rows: int
    contents: int
    size_bytes: int


def make_backup(settings: Settings, target: Path, *, keep: int | None = None) -> Backup:
    """Write a new backup below ``target`` and return it; with ``keep``, only the newest so many stay.

    A backup is there whole or not at all: its folder gets its name last. Raises `OperationFailed`.
    """
    started = time.monotonic()
    made_at = datetime.now(UTC).replace(microsecond=0)
    folder = target / made_at.strftime("%Y-%m-%dT%H%M%SZ")
    unfinished = target / f".{folder.name}.{os.getpid()}"
    if folder.exists():
        raise OperationFailed("backup_exists", folder=folder)
    objects = target / "objects"
    objects.mkdir(parents=True, exist_ok=True)
    unfinished.mkdir(mode=0o700)
    try:
        copy = unfinished / copy_name(settings.database_url)
        rows = dump_database(settings.database_url, copy)
        contents = _copy_contents(storage_of(settings), objects)
        if (settings.data_dir / _SECRET).is_file():
            shutil.copyfile(settings.data_dir / _SECRET, unfinished / _SECRET)
            (unfinished / _SECRET).chmod(0o600)
        backup = Backup(folder, made_at, rows, contents)
        _write_manifest(unfinished, backup, copy)
        _sync(unfinished)
        unfinished.rename(folder)
        _sync_folder(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    _keep_record(settings, "backup", folder, started, _figures(backup))
    if keep is not None:
        _forget_old(target, keep)
    return backup


def list_backups(target: Path) -> list[Backup]:
    """Return the whole backups below ``target``, the oldest first."""
    manifests = sorted(target.glob(f"[0-9]*/{_MANIFEST}")) if target.is_dir() else []
    return [_read_manifest(manifest.parent)[0] for manifest in manifests]


def restore_backup(settings: Settings, folder: Path) -> Restored:
    """Bring the backup in ``folder`` back into an empty database and data folder, and check it.

    Each content is hashed on its way, and the rows of each table are counted afterwards. Raises `OperationFailed`:
    nothing is ever overwritten, and what does not fit is named.
    """
    backup, copy_sha256 = _read_manifest(folder)
    copy = folder / copy_name(settings.database_url)
    if not copy.is_file():
        raise OperationFailed("backup_of_other_engine", folder=folder, expected=copy.name)
    if _sha256_of(copy) != copy_sha256:
        raise OperationFailed("backup_damaged", name=copy.name)
    storage = storage_of(settings)
    if not is_empty_database(settings.database_url) or next(storage.list(), None) is not None:
        raise OperationFailed("restore_target_not_empty", folder=settings.data_dir)
    size_bytes = _bring_contents_back(folder.parent / "objects", storage, backup.contents)
    load_database(settings.database_url, copy)
    if (folder / _SECRET).is_file():
        shutil.copyfile(folder / _SECRET, settings.data_dir / _SECRET)
        (settings.data_dir / _SECRET).chmod(0o600)
    rows = count_rows(settings.database_url)
    _refuse_other_rows(rows, backup)
    return Restored(sum(rows.values()), len(backup.contents), size_bytes)


def _copy_contents(storage: Storage, objects: Path) -> dict[str, int]:
    """Copy what ``objects`` does not hold yet; return every content of the storage with its length."""
    contents = {}
    for sha256 in storage.list():
        target = objects / sha256[:2] / sha256
        if not target.is_file():
            target.parent.mkdir(exist_ok=True)
            fresh = target.with_name(f".{sha256}.{os.getpid()}")
            with storage.open(sha256) as source, fresh.open("wb") as file:
                shutil.copyfileobj(source, file, _PART_BYTES)
                file.flush()
                os.fsync(file.fileno())
            fresh.rename(target)
        contents[sha256] = target.stat().st_size
    return contents


def _bring_contents_back(objects: Path, storage: Storage, contents: Mapping[str, int]) -> int:
    for sha256, size_bytes in contents.items():
        path = objects / sha256[:2] / sha256
        if not path.is_file():
            raise OperationFailed("backup_content_missing", name=sha256)
        kept = storage.store_stream(_parts(path), limit_bytes=size_bytes)
        if kept.sha256 != sha256:
            raise OperationFailed("backup_damaged", name=sha256)
    return sum(contents.values())


def _write_manifest(folder: Path, backup: Backup, copy: Path) -> None:
    manifest = {
        "format": _FORMAT,
        "made_at": backup.made_at.isoformat(),
        "database": {"file": copy.name, "sha256": _sha256_of(copy)},
        "rows": dict(backup.rows),
        "contents": dict(backup.contents),
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _read_manifest(folder: Path) -> tuple[Backup, str]:
    try:
        manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != _FORMAT:
            raise ValueError
        made_at = datetime.fromisoformat(manifest["made_at"])
        backup = Backup(folder, made_at, manifest["rows"], manifest["contents"])
        return backup, str(manifest["database"]["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        raise OperationFailed("no_backup_there", folder=folder) from None


def _forget_old(target: Path, keep: int) -> None:
    """Remove all but the newest ``keep`` backups, and the contents that none of the rest names."""
    backups = list_backups(target)
    for backup in backups[: max(0, len(backups) - keep)]:
        shutil.rmtree(backup.folder)
    named = {sha256 for backup in list_backups(target) for sha256 in backup.contents}
    for path in (target / "objects").glob("*/*"):
        if path.name not in named:
            path.unlink()


def try_restore(settings: Settings, folder: Path, *, database_url: str | None = None) -> Restored:
    """Bring the database of the backup in ``folder`` back into a place of its own, count its rows and hash every
    content; the hospital that runs stays as it is, and keeps what came of it.

    The place is a temporary folder, or the empty database at ``database_url``, without which PostgreSQL's has none.
    Raises `OperationFailed`.
    """
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="restore-trial-") as temporary:
            restored = _try(settings, folder, _trial_url(settings, database_url, Path(temporary)))
    except OperationFailed as failure:
        keep_failure(settings, "trial", folder, started, failure)
        raise
    _keep_record(settings, "trial", folder, started, restored)
    return restored


def _try(settings: Settings, folder: Path, database_url: str) -> Restored:
    backup, copy_sha256 = _read_manifest(folder)
    copy = folder / copy_name(settings.database_url)
    if not copy.is_file():
        raise OperationFailed("backup_of_other_engine", folder=folder, expected=copy.name)
    if _sha256_of(copy) != copy_sha256:
        raise OperationFailed("backup_damaged", name=copy.name)
    if not is_empty_database(database_url):
        raise OperationFailed("trial_database_not_empty")
    for sha256 in backup.contents:
        path = folder.parent / "objects" / sha256[:2] / sha256
        if not path.is_file():
            raise OperationFailed("backup_content_missing", name=sha256)
        if _sha256_of(path) != sha256:
            raise OperationFailed("backup_damaged", name=sha256)
    load_database(database_url, copy)
    _refuse_other_rows(count_rows(database_url), backup)
    return _figures(backup)


def _trial_url(settings: Settings, given: str | None, temporary: Path) -> str:
    if given is not None:
        return driver_url(given)
    if copy_name(settings.database_url) != copy_name("sqlite:///"):
        raise OperationFailed("trial_needs_database")
    return f"sqlite:///{temporary / 'clinic.sqlite3'}"


def _figures(backup: Backup) -> Restored:
    return Restored(sum(backup.rows.values()), len(backup.contents), sum(backup.contents.values()))


def _refuse_other_rows(rows: Mapping[str, int], backup: Backup) -> None:
    if differing := sorted(table for table in rows.keys() | backup.rows if rows.get(table) != backup.rows.get(table)):
        raise OperationFailed("restored_rows_differ", tables=", ".join(differing))


def keep_failure(settings: Settings, kind: str, folder: Path, started: float, failure: OperationFailed) -> None:
    """Let the hospital remember that a backup or a trial failed, where its database answers."""
    problem = {"code": failure.code, "text": failure.text.to_json()}
    with suppress(SQLAlchemyError):
        _keep_record(settings, kind, folder, started, None, problem)


def _keep_record(
    settings: Settings,
    kind: str,
    folder: Path,
    started: float,
    figures: Restored | None,
    problem: dict[str, Any] | None = None,
) -> None:
    database = Database(settings.database_url)
    try:
        with database.session() as session:
            if kind == "backup" and problem is None:
                note(session, BACKUP_MADE)
            record = BackupRecord(
                id=new_id("bak"),
                kind=kind,
                at=database_now(session),
                seconds=round(time.monotonic() - started, 1),
                folder=str(folder),
            )
            if figures is not None:
                record.rows, record.contents = figures.rows, figures.contents
                record.size_bytes = figures.size_bytes
            if problem is not None:  # a given None would be kept as JSON's null
                record.problem = problem
            session.add(record)
    finally:
        database.dispose()


def _sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    for part in _parts(path):
        digest.update(part)
    return digest.hexdigest()


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(_PART_BYTES):
            yield part


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
