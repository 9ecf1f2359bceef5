"""The schema's history (Alembic) and the way to the newest one: ``clinic migrate``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from clinic_api.database import Database

__all__ = ["BrokenReferences", "alembic_config", "migrating", "upgrade"]


def alembic_config() -> Config:
    """Return Alembic's configuration; the connection to use goes into ``attributes["connection"]``."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def upgrade(database_url: str) -> None:
    """Bring the database to the newest schema in one transaction; nothing happens when it is there already."""
    database = Database(database_url)
    try:
        with migrating(database) as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        _index_what_has_no_words_yet(database)
    finally:
        database.dispose()


def _index_what_has_no_words_yet(database: Database) -> None:
    from clinic_api.search.indexing import index_missing  # the models are needed only now

    with database.session() as session:
        index_missing(session)


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """Yield a connection in one transaction for migrations; raises `BrokenReferences` where a row leads nowhere.

    SQLite makes some tables anew and would take the dropped ones for deleted rows, so it checks foreign keys at the
    end instead of meanwhile.
    """
    with database.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        raw = connection.connection.driver_connection
        if is_sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if is_sqlite else []
            if broken:
                raise BrokenReferences(f"{len(broken)} rows lead nowhere, the first in {broken[0][0]}")
        connection.invalidate()  # the next user of the pool wants its foreign keys checked


class BrokenReferences(Exception):
    """A migration left rows whose foreign key leads nowhere; it was undone."""
