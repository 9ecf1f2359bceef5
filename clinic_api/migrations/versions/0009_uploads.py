"""Resumable uploads, and what each factory has stored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "factory_usage",
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("stored_bytes", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("files_of_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_factory_usage_factory_id")),
        sa.PrimaryKeyConstraint("factory_id", name=op.f("pk_factory_usage")),
    )
    op.execute(
        "INSERT INTO factory_usage (factory_id, stored_bytes, day, files_of_day) "
        "SELECT factory_id, SUM(size_bytes), '2000-01-01', 0 FROM recordings GROUP BY factory_id"
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=True),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("recording_id", sa.String(length=40), nullable=True),
        sa.Column("refusal", sa.String(length=60), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_uploads_factory_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_uploads_equipment_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_uploads_account_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_uploads_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    for name in ("factory_id", "account_id", "expires_at"):
        op.create_index(op.f(f"ix_uploads_{name}"), "uploads", [name])
    for table in ("factory_usage", "uploads"):
        protect_rows(table)


def downgrade() -> None:
    op.drop_table("uploads")
    op.drop_table("factory_usage")
