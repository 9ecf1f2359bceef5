from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from clinic_api.database import Database
from clinic_api.migrations import alembic_config, migrating, upgrade
from clinic_api.migrations.tables import METADATA, is_of_models
from tests.clinic_api.databases import ENGINES, migrated_template
from tests.clinic_api.hospital import Hospital


def test_migrated_database_is_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_of_models})
        differences = compare_metadata(context, METADATA)

    assert differences == []


def test_migrated_checks_are_what_the_models_say(database: Database) -> None:
    inspector = inspect(database.engine)
    in_database = {
        (table, check["name"]) for table in METADATA.tables for check in inspector.get_check_constraints(table)
    }
    in_models = {
        (table.name, str(constraint.name))
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }

    assert in_database == in_models


def test_upgrading_twice_changes_nothing(database_url: str, database: Database, hospital: Hospital) -> None:
    upgrade(database_url)

    with database.session(read_only=True) as session:
        assert session.execute(text("SELECT count(*) FROM factories")).scalar_one() == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_downgrade_removes_every_table(engine: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        database = Database(stack.enter_context(migrated_template(engine, tmp_path)))
        stack.callback(database.dispose)
        _downgrade(database)

        assert inspect(database.engine).get_table_names() == ["alembic_version"]


def _downgrade(database: Database) -> None:
    with migrating(database) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")


def test_sqlite_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'new' / 'folder' / 'clinic.sqlite3'}")

    assert (tmp_path / "new" / "folder" / "clinic.sqlite3").is_file()
