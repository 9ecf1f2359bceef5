"""What the routes of operation give."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from clinic_api.kit.fields import TextRead

__all__ = [
    "BackupRecordRead",
    "BackupStateRead",
    "CheckPartRead",
    "CodedText",
    "ServiceCheckRead",
    "StorageStateRead",
    "SystemRead",
    "VersionsRead",
]


class CodedText(BaseModel):
    """Why something failed: a stable code and a sentence."""

    code: str
    text: TextRead


class BackupRecordRead(BaseModel):
    """A backup that was made, or a trial that brought one back elsewhere; ``problem`` where it failed."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: Literal["backup", "trial"]
    at: datetime
    seconds: float
    folder: str
    rows: int | None
    contents: int | None
    size_bytes: int | None
    problem: CodedText | None


class BackupStateRead(BaseModel):
    """The last good backup and trial; ``overdue``: the next backup should have been made by ``due_by``."""

    last: BackupRecordRead | None
    last_trial: BackupRecordRead | None
    last_failure: BackupRecordRead | None
    due_by: datetime | None
    overdue: bool


class StorageStateRead(BaseModel):
    """What is stored, as the rows tell it, and the disk of the data folder."""

    place: Literal["folder", "bucket"]
    contents: int
    content_bytes: int
    database_bytes: int
    disk_total_bytes: int
    disk_free_bytes: int
    disk_low: bool


class VersionsRead(BaseModel):
    """What runs here; ``schema_revision`` is the database's, ``schema_newest`` what this version wants."""

    hospital: str
    python: str
    database: str
    schema_revision: str
    schema_newest: str


class SystemRead(BaseModel):
    """The service at ``at``."""

    at: datetime
    versions: VersionsRead
    backup: BackupStateRead
    storage: StorageStateRead
    broker: Literal["ok", "absent", "down"]


class CheckPartRead(BaseModel):
    """What one part of a check found."""

    name: str
    level: Literal["ok", "warning", "failed"]
    text: TextRead


class ServiceCheckRead(BaseModel):
    """A check of the whole service; ``results`` are null until a worker has made it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    asked_at: datetime
    asked_by: str
    finished_at: datetime | None
    results: list[CheckPartRead] | None
    problem: CodedText | None
