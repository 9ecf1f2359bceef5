"""What administrators look after: last logins, processes at work, backups, checks, and changes of the calendar."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("accounts", sa.Column("last_login_at", UtcDateTime(), nullable=True))
    op.execute(
        "UPDATE accounts SET last_login_at = "
        "(SELECT max(created_at) FROM login_sessions WHERE login_sessions.account_id = accounts.id)"
    )
    op.create_table(
        "service_processes",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("host", sa.String(length=120), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "host", "pid", name=op.f("pk_service_processes")),
    )
    op.create_table(
        "backup_records",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=True),
        sa.Column("contents", sa.Integer(), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("problem", JsonDocument, nullable=True),
        sa.CheckConstraint("kind IN ('backup', 'trial')", name=op.f("ck_backup_records_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_records")),
    )
    op.create_table(
        "service_checks",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.String(length=240), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("results", JsonDocument, nullable=True),
        sa.Column("problem", JsonDocument, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_checks")),
    )
    op.create_table(
        "calendar_changes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("off", JsonDocument, nullable=False),
        sa.Column("worked", JsonDocument, nullable=False),
        sa.Column("notice", sa.String(length=240), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=240), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_calendar_changes_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_changes")),
    )
    op.create_index("ix_calendar_changes_year_id", "calendar_changes", ["year", "id"])
    op.create_index(op.f("ix_calendar_changes_account_id"), "calendar_changes", ["account_id"])


def downgrade() -> None:
    op.drop_table("calendar_changes")
    op.drop_table("service_checks")
    op.drop_table("backup_records")
    op.drop_table("service_processes")
    op.drop_column("accounts", "last_login_at")
