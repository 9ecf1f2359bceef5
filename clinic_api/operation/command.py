"""``clinic backup``, ``clinic restore`` and ``clinic check``: what they print and how they end."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from clinic_api.migrations import tables
from clinic_api.operation.backup import keep_failure, make_backup, restore_backup, try_restore
from clinic_api.operation.check import CheckResult, check_service
from clinic_api.operation.texts import TEXTS, OperationFailed
from clinic_api.settings import load_settings_or_exit

__all__ = ["run_backup", "run_check", "run_restore"]

KNOWN_TABLES: Final = tables.METADATA.tables  # importing them makes every foreign key of a model lead somewhere
_MIB: Final = 1 << 20
_SIGNS: Final = {"ok": "ok     ", "warning": "warning", "failed": "FAILED "}


def run_backup(target: Path, *, keep: int | None, language: str) -> int:
    """Make a backup and print one line of what it holds; raises `OperationFailed`."""
    started = time.monotonic()
    settings = load_settings_or_exit()
    try:
        backup = make_backup(settings, target, keep=keep)
    except OperationFailed as failure:
        keep_failure(settings, "backup", target, started, failure)
        raise
    values = {
        "folder": backup.folder,
        "rows": sum(backup.rows.values()),
        "contents": len(backup.contents),
        "mib": round(sum(backup.contents.values()) / _MIB, 1),
        "seconds": round(time.monotonic() - started, 1),
    }
    print(TEXTS("backup_made", **values).in_language(language))
    return 0


def run_restore(folder: Path, *, trial: bool, into: str | None, language: str) -> int:
    """Bring a backup back and print what was checked; a ``trial`` leaves the hospital as it is. Raises
    `OperationFailed`.
    """
    started = time.monotonic()
    settings = load_settings_or_exit()
    restored = try_restore(settings, folder, database_url=into) if trial else restore_backup(settings, folder)
    values = {
        "rows": restored.rows,
        "contents": restored.contents,
        "mib": round(restored.size_bytes / _MIB, 1),
        "seconds": round(time.monotonic() - started, 1),
    }
    print(TEXTS("backup_tried" if trial else "backup_restored", **values).in_language(language))
    return 0


def run_check(*, as_json: bool, language: str) -> int:
    """Print one line a part; 0 when nothing failed, 1 otherwise. Raises `OperationFailed` without a database."""
    results: list[CheckResult] = []
    try:
        for result in check_service(load_settings_or_exit()):
            results.append(result)
            if not as_json:
                print(f"{_SIGNS[result.level]} {result.name:10s} {result.text.in_language(language)}", flush=True)
    except SQLAlchemyError as error:
        raise OperationFailed("database_away", reason=str(error).splitlines()[0]) from None
    if as_json:
        json.dump([{"name": r.name, "level": r.level, "text": r.text.to_json()} for r in results], sys.stdout)
        print()
    return int(any(result.level == "failed" for result in results))
