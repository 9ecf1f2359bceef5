"""Run by Alembic: apply (or, for a new revision, compare) the models on the connection it was handed."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection, text

from clinic_api.database import UtcDateTime
from clinic_api.migrations.tables import METADATA, is_of_models


def _render_type(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types by their names in new revisions."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, JSON):
        return "JsonDocument"
    return False


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    include_object=is_of_models,
    render_as_batch=bool(context.config.attributes.get("alters_tables", True)),
    render_item=_render_type,
)
with context.begin_transaction():
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT set_config('app.factory', '*', true)"))
    context.run_migrations()
