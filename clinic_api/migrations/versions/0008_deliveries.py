"""Endpoints, deliveries, and jobs of the hospital's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        jobs.alter_column("factory_id", existing_type=sa.String(length=40), nullable=True)
    op.add_column("events", sa.Column("visibility", sa.String(length=12), nullable=False, server_default="everyone"))
    with op.batch_alter_table("events") as events:
        events.alter_column("visibility", existing_type=sa.String(length=12), server_default=None)
    op.add_column("mails", sa.Column("case_id", sa.String(length=40), nullable=True))
    with op.batch_alter_table("mails") as mails:
        mails.create_foreign_key(op.f("fk_mails_case_id"), "cases", ["case_id"], ["id"])
    op.create_index(op.f("ix_mails_case_id"), "mails", ["case_id"])
    op.create_table(
        "endpoints",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("address_encrypted", sa.Text(), nullable=False),
        sa.Column("secrets_encrypted", JsonDocument, nullable=False),
        sa.Column("kinds", JsonDocument, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("failing_since", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("channel IN ('webhook', 'chat')", name=op.f("ck_endpoints_channel_known")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_endpoints_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endpoints")),
    )
    op.create_index(op.f("ix_endpoints_factory_id"), "endpoints", ["factory_id"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=True),
        sa.Column("event_id", sa.String(length=40), nullable=True),
        sa.Column("endpoint_id", sa.String(length=40), nullable=True),
        sa.Column("mail_id", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_code", sa.String(length=60), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("delivered_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'delivered', 'dead')", name=op.f("ck_deliveries_state_known")),
        sa.CheckConstraint("(mail_id IS NULL) = (endpoint_id IS NOT NULL)", name=op.f("ck_deliveries_one_target")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_deliveries_factory_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_deliveries_event_id")),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], ["endpoints.id"], name=op.f("fk_deliveries_endpoint_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name=op.f("fk_deliveries_mail_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("event_id", "endpoint_id", name=op.f("uq_deliveries_event_id_endpoint_id")),
        sa.UniqueConstraint("mail_id", name=op.f("uq_deliveries_mail_id")),
    )
    op.create_index(op.f("ix_deliveries_factory_id"), "deliveries", ["factory_id"])
    op.create_index("ix_deliveries_endpoint_id_id", "deliveries", ["endpoint_id", "id"])
    for table in ("endpoints", "deliveries"):
        protect_rows(table)


def downgrade() -> None:
    op.drop_table("deliveries")
    op.drop_table("endpoints")
    op.drop_index(op.f("ix_mails_case_id"), table_name="mails")
    with op.batch_alter_table("mails") as mails:
        mails.drop_constraint(op.f("fk_mails_case_id"), type_="foreignkey")
        mails.drop_column("case_id")
    op.drop_column("events", "visibility")
    op.execute("DELETE FROM job_effects WHERE job_id IN (SELECT id FROM jobs WHERE factory_id IS NULL)")
    op.execute("DELETE FROM jobs WHERE factory_id IS NULL")
    with op.batch_alter_table("jobs") as jobs:
        jobs.alter_column("factory_id", existing_type=sa.String(length=40), nullable=False)
