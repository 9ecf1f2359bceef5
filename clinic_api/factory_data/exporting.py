"""The job that puts all of a factory's data into one zip file, read row by row and never held in memory."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final, cast

from sqlalchemy import Table, select, union
from sqlalchemy.orm import Session

from clinic_api.database import database_now
from clinic_api.factory_data.models import FactoryExport
from clinic_api.factory_data.tables import exported_columns, exported_tables, rows_of
from clinic_api.jobs import queue
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.operation.contents import CONTENT_COLUMNS
from clinic_api.storage import Storage, UploadWriter
from diagnostics.texts import Catalogue

__all__ = ["EXPORT", "FORMAT_VERSION", "ExportFactory"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
EXPORT: Final = "factory_export"
FORMAT_VERSION: Final = 1
_KEPT: Final = timedelta(days=7)
_CHUNK_BYTES: Final = 1024 * 1024
_ROWS_AT_ONCE: Final = 500
_LARGEST_BYTES: Final = 1 << 44


@dataclass(frozen=True)
class ExportFactory:
    """The kind of job that makes an export."""

    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Write the file, make it durable, and name it in the unit of work that ends the job."""
        content = None
        with desk.database.session(read_only=True) as session:
            factory_id = _wanted(session, job.subject_id)
        if factory_id is not None:
            with desk.storage.writer(_LARGEST_BYTES) as upload:
                _write_zip(upload, desk, factory_id)
                content = upload.keep()
        with desk.database.session() as session:
            queue.finish(session, job)
            export = session.get(FactoryExport, job.subject_id)
            if content is not None and export is not None:
                now = database_now(session)
                export.state, export.ready_at, export.expires_at = "ready", now, now + _KEPT
                export.sha256, export.size_bytes = content.sha256, content.size_bytes

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Tell that there will be no file."""
        export = session.get(FactoryExport, job.subject_id)
        if export is not None:
            export.state = "failed"

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Tell that a file is waited for again."""
        export = session.get(FactoryExport, subject_id)
        if export is not None and export.state == "failed":
            export.state = "waiting"


@dataclass
class _Archive:
    """A zip file whose entries are counted and hashed on their way into the storage."""

    zip: zipfile.ZipFile
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, parts: Iterator[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self.zip.open(name, "w", force_zip64=True) as entry:
            for part in parts:
                entry.write(part)
                digest.update(part)
                size += len(part)
        self.entries[name] = {"sha256": digest.hexdigest(), "size_bytes": size}


class _Sink:
    """What `zipfile` writes to: a stream without a way back."""

    def __init__(self, upload: UploadWriter) -> None:
        self._upload = upload

    def write(self, part: bytes) -> int:
        self._upload.write(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing is held back here."""


def _wanted(session: Session, export_id: str) -> str | None:
    """Return whose data is to be exported; None where nobody waits for it any more."""
    export = session.get(FactoryExport, export_id)
    return export.factory_id if export is not None and export.state == "waiting" else None


def _write_zip(upload: UploadWriter, desk: Desk, factory_id: str) -> None:
    """Write the rows as one moment of the database has them, then the contents, with no transaction open."""
    with zipfile.ZipFile(cast("IO[bytes]", _Sink(upload)), "w", zipfile.ZIP_DEFLATED) as file:
        archive = _Archive(file)
        with desk.database.session(read_only=True) as session:
            made_at, contents = database_now(session), _contents(session, factory_id)
            for table in exported_tables():
                rows = _Lines(session, table, factory_id)
                archive.add(f"tables/{table.name}.jsonl", iter(rows))
                archive.entries[f"tables/{table.name}.jsonl"]["rows"] = rows.count
        missing = [sha256 for sha256 in contents if not _add_content(archive, desk.storage, sha256)]
        readme = _TEXTS("readme")
        archive.add("README.txt", iter([f"{readme.zh}\n\n{readme.en}\n".encode()]))
        manifest = {
            "schema": f"factory_export/{FORMAT_VERSION}",
            "factory_id": factory_id,
            "made_at": made_at.isoformat(),
            "entries": archive.entries,
            "withheld_columns": {table.name: names for table in exported_tables() if (names := _withheld(table))},
            "missing_contents": missing,
        }
        file.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))


def _withheld(table: Table) -> list[str]:
    return sorted({column.name for column in table.columns} - {column.name for column in exported_columns(table)})


@dataclass
class _Lines:
    """The rows of one table as JSON lines; ``count`` is how many went by."""

    session: Session
    table: Table
    factory_id: str
    count: int = 0

    def __iter__(self) -> Iterator[bytes]:
        statement = select(*exported_columns(self.table)).where(rows_of(self.table, self.factory_id))
        ordered = statement.order_by(*self.table.primary_key.columns).execution_options(yield_per=_ROWS_AT_ONCE)
        for row in self.session.execute(ordered).mappings():
            self.count += 1
            yield json.dumps(dict(row), ensure_ascii=False, default=_plain).encode() + b"\n"


def _contents(session: Session, factory_id: str) -> Sequence[str]:
    """Return the SHA-256 of every content of the factory but its exports, each once."""
    columns = [column for column in CONTENT_COLUMNS if column.class_ is not FactoryExport]
    named = [
        select(column.label("sha256")).where(rows_of(column.class_.__table__, factory_id), column.is_not(None))
        for column in columns
    ]
    return session.scalars(union(*named).order_by("sha256")).all()


def _add_content(archive: _Archive, storage: Storage, sha256: str) -> bool:
    """Add a content; tell whether the storage has it."""

    try:
        content = storage.open(sha256)
    except FileNotFoundError:
        return False
    with content:
        archive.add(f"contents/{sha256}", iter(lambda: content.read(_CHUNK_BYTES), b""))
    return True


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
