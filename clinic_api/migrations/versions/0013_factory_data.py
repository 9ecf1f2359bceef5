"""Exports and deletions of a factory's data."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ERASING = "SELECT 1 FROM factory_deletions WHERE factory_id = OLD.factory_id AND state = 'erasing'"


def upgrade() -> None:
    op.create_table(
        "factory_exports",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("requested_by", sa.String(length=240), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("ready_at", UtcDateTime(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'ready', 'failed', 'expired')", name=op.f("ck_factory_exports_state_known")
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_factory_exports_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factory_exports")),
    )
    for name in ("factory_id", "sha256", "expires_at"):
        op.create_index(op.f(f"ix_factory_exports_{name}"), "factory_exports", [name])
    protect_rows("factory_exports")
    op.create_table(
        "factory_deletions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("requested_by_id", sa.String(length=40), nullable=False),
        sa.Column("confirmed_by_id", sa.String(length=40), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("contents", JsonDocument, nullable=True),
        sa.Column("counts", JsonDocument, nullable=True),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('requested', 'confirmed', 'erasing', 'erased', 'cancelled')",
            name=op.f("ck_factory_deletions_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('requested', 'cancelled') OR "
            "(confirmed_by_id IS NOT NULL AND confirmed_by_id != requested_by_id)",
            name=op.f("ck_factory_deletions_two_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factory_deletions")),
    )
    for name in ("factory_id", "due_at"):
        op.create_index(op.f(f"ix_factory_deletions_{name}"), "factory_deletions", [name])
    _guard_kept_lines(_ERASING)


def _guard_kept_lines(erasing: str | None) -> None:
    """Lines that are added only go with their factory, while a deletion that two people agreed on is under way."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        unless = f"IF EXISTS ({erasing}) THEN RETURN OLD; END IF; " if erasing else ""
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' THEN {unless}NULL; END IF; "
            "RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$"
        )
        return
    triggers = sa.text("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%kept_delete'")
    unless = f"WHEN NOT EXISTS ({erasing}) " if erasing else ""
    for name, table in bind.execute(triggers).all():
        op.execute(f"DROP TRIGGER {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE DELETE ON {table} {unless}"
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )


def downgrade() -> None:
    _guard_kept_lines(None)
    op.drop_table("factory_deletions")
    op.drop_table("factory_exports")
