"""Accounts that hold keys, events that are told to others, turns of periodic tasks, the request behind a job."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FACTORY_ROLES_BEFORE = "(role IN ('factory_user', 'factory_admin')) = (factory_id IS NOT NULL)"
_FACTORY_ROLES = "(role IN ('factory_user', 'factory_admin', 'gateway', 'reporter')) = (factory_id IS NOT NULL)"
_KEY_ROLES = "(role IN ('gateway', 'reporter')) = (email IS NULL)"
_ROLES_BEFORE = "role IN ('factory_user', 'factory_admin', 'engineer', 'doctor', 'coordinator', 'admin', 'funder')"
_ROLES = (
    "role IN ('reporter', 'factory_user', 'factory_admin', 'engineer', 'doctor', 'coordinator', 'admin', 'funder', "
    "'gateway')"
)


def upgrade() -> None:
    with op.batch_alter_table("accounts") as accounts:
        accounts.alter_column("email", existing_type=sa.String(length=254), nullable=True)
        accounts.alter_column("password_hash", existing_type=sa.String(length=255), nullable=True)
        accounts.drop_constraint(op.f("ck_accounts_role_known"), type_="check")
        accounts.drop_constraint(op.f("ck_accounts_factory_role_has_factory"), type_="check")
        accounts.create_check_constraint(op.f("ck_accounts_role_known"), _ROLES)
        accounts.create_check_constraint(op.f("ck_accounts_factory_role_has_factory"), _FACTORY_ROLES)
        accounts.create_check_constraint(op.f("ck_accounts_person_has_email"), _KEY_ROLES)
    op.add_column("jobs", sa.Column("request_id", sa.String(length=64), nullable=True))
    op.create_table(
        "schedule_slots",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("slot", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", "slot", name=op.f("pk_schedule_slots")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=True),
        sa.Column("data", JsonDocument, nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_events_case_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_events_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_case_id"), "events", ["case_id"])
    op.create_index(op.f("ix_events_factory_id"), "events", ["factory_id"])
    op.create_index("ix_events_factory_id_id", "events", ["factory_id", "id"])
    op.create_index(op.f("ix_events_kind"), "events", ["kind"])
    protect_rows("events")
    op.create_table(
        "mails",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=240), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_mails_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    op.create_index(op.f("ix_mails_factory_id"), "mails", ["factory_id"])
    protect_rows("mails")


def downgrade() -> None:
    op.drop_table("mails")
    op.drop_table("events")
    op.drop_table("schedule_slots")
    op.drop_column("jobs", "request_id")
    op.execute("DELETE FROM accounts WHERE email IS NULL")
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_constraint(op.f("ck_accounts_person_has_email"), type_="check")
        accounts.drop_constraint(op.f("ck_accounts_factory_role_has_factory"), type_="check")
        accounts.drop_constraint(op.f("ck_accounts_role_known"), type_="check")
        accounts.create_check_constraint(op.f("ck_accounts_role_known"), _ROLES_BEFORE)
        accounts.create_check_constraint(op.f("ck_accounts_factory_role_has_factory"), _FACTORY_ROLES_BEFORE)
        accounts.alter_column("password_hash", existing_type=sa.String(length=255), nullable=False)
        accounts.alter_column("email", existing_type=sa.String(length=254), nullable=False)
