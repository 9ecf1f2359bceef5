"""A hospital that was filled by the first release, brought to the newest schema.

``upgrades/schema_0001.json`` has the rows that the first release itself wrote: table → rows, JSON columns as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from fastapi.testclient import TestClient
from sqlalchemy import Connection, text

from clinic_api.app import create_app
from clinic_api.database import Database
from clinic_api.kit.principal import Role
from clinic_api.migrations import alembic_config, migrating, upgrade
from clinic_api.settings import Settings
from tests.clinic_api.databases import ENGINES, postgres_database
from tests.clinic_api.hospital import PASSWORD, email_of

ROWS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "upgrades" / "schema_0001.json").read_text(encoding="utf-8")
)


@pytest.fixture(params=ENGINES)
def old_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database as the first release left it."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
        if request.param == "postgresql":
            url = stack.enter_context(postgres_database())
        database = Database(url)
        stack.callback(database.dispose)
        with migrating(database) as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
            for table, rows in ROWS.items():
                _insert(connection, table, rows)
        yield database


def _insert(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if connection.dialect.name == "postgresql":
        statement = text(
            f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, CAST(:rows AS jsonb))"
        )
        connection.execute(statement, {"rows": json.dumps(rows)})
        return
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        values = ", ".join(f":{name}" for name in row)
        plain = {name: json.dumps(value) if isinstance(value, list | dict) else value for name, value in row.items()}
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), plain)


def _rows_now(connection: Connection, table: str, columns: list[str]) -> dict[str, dict[str, Any]]:
    names = ", ".join(f'"{name}"' for name in columns)
    found = connection.execute(text(f"SELECT {names} FROM {table}")).mappings()
    return {json.dumps(list(plain.values())[:3]): plain for plain in (_plain(dict(row)) for row in found)}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON says it, whichever database it came from."""
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        return json.loads(value)
    return value


def test_every_row_of_the_first_release_is_there_unchanged(old_database: Database) -> None:
    upgrade(old_database.url)

    with old_database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('app.factory', '*', true)"))
        for table, rows in ROWS.items():
            now = _rows_now(connection, table, list(rows[0]))
            before = {json.dumps(list(plain.values())[:3]): plain for plain in map(_plain, rows)}
            assert {key: now.get(key) for key in before} == before, table


def test_people_go_on_with_their_cases(old_database: Database, tmp_path: Path) -> None:
    upgrade(old_database.url)
    case = ROWS["cases"][0]

    settings = Settings(data_dir=tmp_path, database_url=old_database.url, broker_url=None, argon2_memory_kib=8)
    with TestClient(create_app(settings)) as client:
        login = client.post("/api/v1/sessions", json={"email": email_of(Role.FACTORY_USER), "password": PASSWORD})
        headers = {"Authorization": f"Bearer {login.json()['token']}"}
        shown = client.get(f"/api/v1/cases/{case['id']}", headers=headers).json()
        lines = client.get(f"/api/v1/cases/{case['id']}/timeline", headers=headers).json()["items"]
        opened = client.post("/api/v1/cases", json={"complaint": "It hums again", "language": "en"}, headers=headers)

    assert (shown["complaint"], shown["state"]) == (case["complaint"], "assigned")
    assert [line["text"]["en"] for line in lines] == ["Opened OWN-CANARY"]
    assert opened.status_code == 201


def test_going_back_gives_the_services_own_assignments_to_somebody(old_database: Database) -> None:
    upgrade(old_database.url)
    by = "SELECT count(*) FROM assignments WHERE assigned_by_id IS NULL"
    with migrating(old_database) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('app.factory', '*', true)"))
        connection.execute(text("UPDATE assignments SET assigned_by_id = NULL"))
        assert connection.execute(text(by)).scalar_one() == len(ROWS["assignments"]) > 0
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0013")

        assert connection.execute(text(by)).scalar_one() == 0
