"""How migrations protect rows: one factory's rows from another, and lines that are added only from any change."""

from __future__ import annotations

from alembic import op

__all__ = ["keep_lines", "protect_rows", "release_lines"]


def protect_rows(table: str, factory_column: str = "factory_id") -> None:
    """Let PostgreSQL show rows of the transaction's factory only (``app.factory``; ``*`` for all, unset for none)."""
    if op.get_bind().dialect.name != "postgresql":
        return
    condition = f"current_setting('app.factory', true) IN ('*', {factory_column})"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY factory_rows ON {table} USING ({condition}) WITH CHECK ({condition})")


def keep_lines(table: str) -> None:
    """Refuse every change and removal of rows of ``table``; PostgreSQL's function ``refuse_change`` is revision 0001's.

    SQLite loses the triggers when a batch operation makes the table anew: call this again after one.
    """
    if op.get_bind().dialect.name == "postgresql":
        for event, level in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_kept_{level.lower()} BEFORE {event} ON {table} "
                f"FOR EACH {level} EXECUTE FUNCTION refuse_change()"
            )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_kept_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )


def release_lines(table: str) -> None:
    """Take away what `keep_lines` does, for as long as a migration changes ``table``."""
    if op.get_bind().dialect.name == "postgresql":
        for level in ("row", "statement"):
            op.execute(f"DROP TRIGGER {table}_kept_{level} ON {table}")
        return
    for event in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_kept_{event}")
