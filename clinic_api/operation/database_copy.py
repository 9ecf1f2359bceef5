"""Copying a whole database to one file and back: SQLite's own backup, and PostgreSQL's ``pg_dump``/``pg_restore``.

Both give one consistent moment while the service goes on writing, with the number of rows each table had then.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, MetaData, create_engine, func, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from clinic_api.operation.texts import OperationFailed

__all__ = ["copy_name", "count_rows", "dump_database", "is_empty_database", "load_database"]

_TOOL_SECONDS: Final = 3600
_ALL_ROWS: Final = "-c app.factory=* -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
"""PostgreSQL's own programs see the rows of all factories and take the time they need."""


def copy_name(database_url: str) -> str:
    """Return what the copy of the database at ``database_url`` is called."""
    return "database.sqlite3" if _is_sqlite(database_url) else "database.pgdump"


def dump_database(database_url: str, target: Path) -> dict[str, int]:
    """Write the database as it is at one moment to the new file ``target``; return the rows of each table at that
    moment. Raises `OperationFailed`.
    """
    url = make_url(database_url)
    if _is_sqlite(database_url):
        with closing(sqlite3.connect(str(url.database))) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        return count_rows(f"sqlite:///{target}")
    with _connection(database_url) as connection:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        options = ["--format=custom", "--no-owner", "--no-privileges", "--enable-row-security"]
        _run_tool("pg_dump", url, [*options, f"--snapshot={snapshot}", f"--file={target}", f"--dbname={url.database}"])
        return _count_rows(connection)


def load_database(database_url: str, source: Path) -> None:
    """Fill the empty database at ``database_url`` from the copy ``source``; raises `OperationFailed`."""
    url = make_url(database_url)
    if _is_sqlite(database_url):
        target = Path(str(url.database))
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(target)) as database:
            copy.backup(database)
        return
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _run_tool("pg_restore", url, [*options, f"--dbname={url.database}", str(source)])


def is_empty_database(database_url: str) -> bool:
    """Tell whether there is no table yet at ``database_url``."""
    if _is_sqlite(database_url) and not Path(str(make_url(database_url).database)).exists():
        return True
    with _connection(database_url) as connection:
        return not inspect(connection).get_table_names()


def count_rows(database_url: str) -> dict[str, int]:
    """Return the number of rows of every table there is, whatever the models know."""
    with _connection(database_url) as connection:
        return _count_rows(connection)


def _count_rows(connection: Connection) -> dict[str, int]:
    metadata = MetaData()
    metadata.reflect(connection)
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in metadata.sorted_tables
    }


@contextmanager
def _connection(database_url: str) -> Iterator[Connection]:
    """Yield a connection of its own, outside of the service's pool and time limits."""
    options = {} if _is_sqlite(database_url) else {"connect_timeout": 10, "options": _ALL_ROWS}
    engine = create_engine(database_url, poolclass=NullPool, connect_args=options)
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise OperationFailed("database_away", reason=str(error.orig).strip().splitlines()[0]) from None
    with connection:
        yield connection


def _is_sqlite(database_url: str) -> bool:
    return make_url(database_url).get_backend_name() == "sqlite"


def _run_tool(name: str, url: URL, options: list[str]) -> None:
    """Run one of PostgreSQL's own programs; the password goes through its environment, where no process list shows
    it.
    """
    program = shutil.which(name)
    if program is None:
        raise OperationFailed("tool_missing", name=name)
    environment = os.environ | {"PGPASSWORD": url.password or "", "PGCONNECT_TIMEOUT": "10", "PGOPTIONS": _ALL_ROWS}
    where = [f"--host={url.host or 'localhost'}", f"--port={url.port or 5432}", f"--username={url.username or ''}"]
    done = subprocess.run(  # noqa: S603 - the command is ours, no shell
        [program, "--no-password", *where, *options],
        env=environment,
        capture_output=True,
        text=True,
        timeout=_TOOL_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise OperationFailed("tool_failed", name=name, reason=lines[0] if lines else done.returncode)
