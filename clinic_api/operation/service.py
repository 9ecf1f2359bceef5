"""The service itself as its administrator sees it: versions, backups, storage, and checks on demand."""

from __future__ import annotations

import platform
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Literal

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import ColumnElement, Select, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from clinic_api.attachments.models import Attachment
from clinic_api.audit.service import note
from clinic_api.cases.timeline import person_name
from clinic_api.database import database_now
from clinic_api.errors import NotFound
from clinic_api.factory_data.models import FactoryExport
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.health import broker_answers
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal
from clinic_api.migrations import alembic_config
from clinic_api.operation.check import BACKUP_HOURS, FREE_BYTES
from clinic_api.operation.checking import SERVICE_CHECK
from clinic_api.operation.models import BackupRecord, ServiceCheck
from clinic_api.operation.schemas import (
    BackupRecordRead,
    BackupStateRead,
    ServiceCheckRead,
    StorageStateRead,
    SystemRead,
    VersionsRead,
)
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from diagnostics.version import package_version

__all__ = ["SystemService"]

_CHECK_PRIORITY: Final = 1
_CHECK_ATTEMPTS: Final = 2
_ASKED_LATELY: Final = timedelta(minutes=15)
"""A check that was asked for within this time and is not made yet is not asked for again."""


class SystemService:
    """The service on behalf of one administrator."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        self._session = session
        self._principal = principal
        self._settings = settings

    def read(self) -> SystemRead:
        """Return how the service is now, by what can be looked up at once."""
        return SystemRead(
            at=database_now(self._session),
            versions=self._versions(),
            backup=self._backup(),
            storage=self._storage(),
            broker=_broker(self._settings),
        )

    def backups(self, page: PageParameters) -> Page[BackupRecordRead]:
        """Return the backups and trials, the newest first."""
        rows, next_cursor = fetch_page(self._session, select(BackupRecord), BackupRecord.id, page)
        return Page(items=[BackupRecordRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def ask_check(self) -> tuple[ServiceCheckRead, str | None]:
        """Ask for a check; return it with the job whose bell is to be rung, or the one that is waited for already."""
        now = database_now(self._session)
        waiting = select(ServiceCheck).where(
            ServiceCheck.finished_at.is_(None), ServiceCheck.asked_at > now - _ASKED_LATELY
        )
        earlier = self._session.scalars(waiting.order_by(ServiceCheck.id.desc()).limit(1)).one_or_none()
        if earlier is not None:
            return ServiceCheckRead.model_validate(earlier), None
        check = ServiceCheck(id=new_id("chk"), asked_at=now, asked_by=person_name(self._principal))
        self._session.add(check)
        job_id = enqueue(
            self._session,
            kind=SERVICE_CHECK,
            subject_id=check.id,
            factory_id=None,
            priority=_CHECK_PRIORITY,
            max_attempts=_CHECK_ATTEMPTS,
        )
        self._session.flush()
        note(self._session, self._principal, "check.asked", check.id)
        return ServiceCheckRead.model_validate(check), job_id

    def checks(self, page: PageParameters) -> Page[ServiceCheckRead]:
        """Return the checks that were asked for, the newest first."""
        rows, next_cursor = fetch_page(self._session, select(ServiceCheck), ServiceCheck.id, page)
        return Page(items=[ServiceCheckRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def check(self, check_id: str) -> ServiceCheckRead:
        """Return one check; raises `NotFound`."""
        row = self._session.get(ServiceCheck, check_id) if is_id(check_id, "chk") else None
        if row is None:
            raise NotFound()
        return ServiceCheckRead.model_validate(row)

    def _versions(self) -> VersionsRead:
        bind = self._session.connection()
        is_postgres = bind.dialect.name == "postgresql"
        version = self._session.execute(text("SHOW server_version" if is_postgres else "SELECT sqlite_version()"))
        return VersionsRead(
            hospital=package_version(),
            python=platform.python_version(),
            database=f"{'PostgreSQL' if is_postgres else 'SQLite'} {version.scalar_one()}",
            schema_revision=MigrationContext.configure(bind).get_current_revision() or "–",
            schema_newest=ScriptDirectory.from_config(alembic_config()).get_current_head() or "–",
        )

    def _backup(self) -> BackupStateRead:
        good, failed = BackupRecord.problem.is_(None), BackupRecord.problem.is_not(None)
        last = self._newest(BackupRecord.kind == "backup", good)
        failure = self._newest(failed)
        due_by = None if last is None else last.at + timedelta(hours=BACKUP_HOURS)
        if failure is not None and last is not None and failure.at < last.at:
            failure = None
        return BackupStateRead(
            last=last,
            last_trial=self._newest(BackupRecord.kind == "trial", good),
            last_failure=failure,
            due_by=due_by,
            overdue=due_by is None or due_by < database_now(self._session),
        )

    def _newest(self, *conditions: ColumnElement[bool]) -> BackupRecordRead | None:
        newest = select(BackupRecord).where(*conditions).order_by(BackupRecord.at.desc()).limit(1)
        row = self._session.scalars(newest).one_or_none()
        return None if row is None else BackupRecordRead.model_validate(row)

    def _storage(self) -> StorageStateRead:
        sizes = [self._session.execute(_sizes(model)).one() for model in (Recording, Attachment, FactoryExport)]
        folder = self._settings.data_dir
        disk = shutil.disk_usage(folder if folder.exists() else ".")
        return StorageStateRead(
            place="folder" if self._settings.bucket_url is None else "bucket",
            contents=sum(row[0] for row in sizes),
            content_bytes=sum(int(row[1] or 0) for row in sizes),
            database_bytes=self._database_bytes(),
            disk_total_bytes=disk.total,
            disk_free_bytes=disk.free,
            disk_low=disk.free < FREE_BYTES,
        )

    def _database_bytes(self) -> int:
        if self._session.get_bind().dialect.name == "postgresql":
            return int(self._session.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
        path = Path(str(make_url(self._settings.database_url).database))
        return sum(file.stat().st_size for file in (path, path.with_name(f"{path.name}-wal")) if file.exists())


def _sizes(model: Any) -> Select[Any]:
    return select(func.count(model.sha256), func.sum(model.size_bytes)).where(model.sha256.is_not(None))


def _broker(settings: Settings) -> Literal["ok", "absent", "down"]:
    if settings.broker_url is None:
        return "absent"
    return "ok" if broker_answers(settings.broker_url) else "down"
