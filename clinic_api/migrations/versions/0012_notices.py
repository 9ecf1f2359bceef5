"""What people are told by mail, and what they chose to be told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("event_id", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("mail_id", sa.String(length=40), nullable=True),
        sa.Column("dropped_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_notices_factory_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_notices_event_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notices_account_id")),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name=op.f("fk_notices_mail_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("event_id", "account_id", name=op.f("uq_notices_event_id_account_id")),
    )
    op.create_index(op.f("ix_notices_factory_id"), "notices", ["factory_id"])
    op.create_index(op.f("ix_notices_account_id"), "notices", ["account_id"])
    waiting = sa.text("mail_id IS NULL AND dropped_at IS NULL")
    op.create_index("ix_notices_waiting", "notices", ["due_at"], postgresql_where=waiting, sqlite_where=waiting)
    protect_rows("notices")
    op.create_table(
        "notice_choices",
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("choice", sa.String(length=6), nullable=False),
        sa.CheckConstraint("choice IN ('now', 'digest', 'never')", name=op.f("ck_notice_choices_choice_known")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notice_choices_account_id")),
        sa.PrimaryKeyConstraint("account_id", "topic", name=op.f("pk_notice_choices")),
    )


def downgrade() -> None:
    op.drop_table("notice_choices")
    op.drop_table("notices")
