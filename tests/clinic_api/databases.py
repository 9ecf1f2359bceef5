"""Fresh migrated databases for tests: an SQLite file, or a PostgreSQL database that is dropped afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from clinic_api.migrations import upgrade
from clinic_api.migrations.tables import METADATA

ENGINES = ("sqlite", "postgresql")

BOTH_ENGINES = pytest.mark.quick_engines(*ENGINES)
"""For tests of what is written differently for the two: the quick run has both."""

REPOSITORY_WALLS = pytest.mark.quick_engines("sqlite")
"""For tests of the tenant walls: on PostgreSQL row-level security would hide a hole in a repository."""

ONE_ENGINE = pytest.mark.parametrize("template_url", ["sqlite"], indirect=True, scope="session")
"""For tests of what is decided without a query of its own: the second engine would run the same lines again."""

POSTGRESQL = pytest.mark.parametrize("template_url", ["postgresql"], indirect=True, scope="session")
"""For tests of what PostgreSQL alone does."""


def engines_for(test: pytest.Item) -> list[Any]:
    """Return both engines; those that `make test` does without here are left to `make test-long`.

    The quick run is on PostgreSQL unless `BOTH_ENGINES` or `REPOSITORY_WALLS` says else; on SQLite where there is none.
    """
    marker = test.get_closest_marker("quick_engines")
    quick = marker.args if marker else ("postgresql",)
    if _answering_server() is None:
        quick = ENGINES
    return [each if each in quick else pytest.param(each, marks=pytest.mark.long) for each in ENGINES]


def server_url() -> URL:
    """Return the server to make databases on, or skip with one line when none answers."""
    url = _answering_server()
    if url is None:
        pytest.skip("no PostgreSQL answers at 127.0.0.1:5432 or CLINIC_TEST_POSTGRES_URL")
    return url


@cache
def _answering_server() -> URL | None:
    named = os.environ.get("CLINIC_TEST_POSTGRES_URL")
    url = make_url(named or "postgresql://postgres@127.0.0.1:5432/postgres").set(drivername="postgresql+psycopg")
    try:
        with _connect(url):
            return url
    except psycopg.OperationalError:
        return None


@contextmanager
def postgres_database() -> Iterator[str]:
    """Make an empty database and drop it at the end."""
    server = server_url()
    name = f"clinic_test_{secrets.token_hex(6)}"
    _execute(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def migrated_template(engine: str, folder: Path) -> Iterator[str]:
    """Make one database with the newest schema for the tests of this process."""
    if engine == "sqlite":
        url = f"sqlite:///{folder / 'template.sqlite3'}"
        upgrade(url)
        yield url
        return
    with postgres_database() as url:
        upgrade(url)
        yield url


@contextmanager
def filled_template(template_url: str, folder: Path, fill: Callable[[str], None]) -> Iterator[str]:
    """Keep what ``fill(url)`` writes beside the template, so that tests begin with a copy of it; yields where.

    On SQLite that is another file, on PostgreSQL the schema ``filled`` of the same database.
    """
    if not template_url.startswith("postgresql"):
        with clean_database(template_url, folder) as url:
            fill(url)
            yield url
        return
    _refill(template_url, [])
    fill(template_url)
    filled = _filled_tables(template_url)
    copies = [sql.SQL("CREATE TABLE filled.{0} AS TABLE public.{0}").format(name) for name in filled]
    _execute(make_url(template_url), sql.SQL("; ").join([sql.SQL("CREATE SCHEMA filled"), *copies]))
    yield template_url


@contextmanager
def clean_database(template_url: str, folder: Path, filled: str | None = None) -> Iterator[str]:
    """Give one test a migrated database, empty or with the rows of `filled_template`: a copy of the SQLite file, or
    the PostgreSQL database, emptied before.
    """
    if not template_url.startswith("postgresql"):
        target = folder / "clinic.sqlite3"
        shutil.copyfile(str(make_url(filled or template_url).database), target)
        yield f"sqlite:///{target}"
        return
    _refill(template_url, _filled_tables(filled) if filled else [])
    yield template_url


def _table_names() -> list[sql.Identifier]:
    return [sql.Identifier(table.name) for table in METADATA.sorted_tables]


@cache
def _filled_tables(url: str) -> list[sql.Identifier]:
    """Return the tables that have rows when this is first asked, in an order in which they can be filled."""
    with _connect(make_url(url)) as connection:
        has_rows = [sql.SQL("EXISTS (SELECT FROM public.{})").format(name) for name in _table_names()]
        answer = connection.execute(sql.SQL("SELECT {}").format(sql.SQL(", ").join(has_rows))).fetchone()
    return [name for name, has in zip(_table_names(), answer or (), strict=True) if has]


def _refill(template_url: str, names: list[sql.Identifier]) -> None:
    """Empty every table, then copy those called ``names`` from the schema ``filled``.

    As a replica, PostgreSQL skips the triggers that keep the lines of a time line.
    """
    begin = "SET lock_timeout = '10s'; SET session_replication_role = replica"
    emptying = [sql.SQL("DELETE FROM {}").format(name) for name in _table_names()]
    filling = [sql.SQL("INSERT INTO public.{0} SELECT * FROM filled.{0}").format(name) for name in names]
    _execute(make_url(template_url), sql.SQL("; ").join([sql.SQL(begin), *emptying, *filling]))


def _connect(url: URL) -> psycopg.Connection:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, connect_timeout=2, autocommit=True)


def _execute(server: URL, statement: sql.Composed) -> None:
    with _connect(server) as connection:
        connection.execute(statement)
