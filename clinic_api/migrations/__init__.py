"""The schema's history (Alembic) and the way to the newest one: ``clinic migrate``."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from clinic_api.database import Database

__all__ = ["alembic_config", "upgrade"]


def alembic_config() -> Config:
    """Return Alembic's configuration; the connection to use goes into ``attributes["connection"]``."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def upgrade(database_url: str) -> None:
    """Bring the database to the newest schema in one transaction; nothing happens when it is there already."""
    database = Database(database_url)
    try:
        with database.engine.begin() as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        database.dispose()
