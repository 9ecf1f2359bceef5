"""Notes pinned to a place in a plot, and examinations repeated under other assumptions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signal_notes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("recording_id", sa.String(length=40), nullable=False),
        sa.Column("plot", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=120), nullable=False),
        sa.Column("x_from", sa.Double(), nullable=False),
        sa.Column("x_to", sa.Double(), nullable=False),
        sa.Column("y", sa.Double(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("examination_id", sa.String(length=40), nullable=True),
        sa.Column("finding_index", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("author_en", sa.String(length=120), nullable=False),
        sa.Column("author_zh", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "plot IN ('time', 'spectrum', 'envelope', 'spectrogram', 'orders', 'orbit')",
            name=op.f("ck_signal_notes_plot_known"),
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_signal_notes_factory_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_signal_notes_recording_id")),
        sa.ForeignKeyConstraint(["examination_id"], ["examinations.id"], name=op.f("fk_signal_notes_examination_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_signal_notes_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_notes")),
    )
    op.create_table(
        "re_examinations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("examination_id", sa.String(length=40), nullable=False),
        sa.Column("overrides", JsonDocument, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", JsonDocument, nullable=False),
        sa.Column("differences", JsonDocument, nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("asked_by_en", sa.String(length=120), nullable=False),
        sa.Column("asked_by_zh", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_re_examinations_factory_id")),
        sa.ForeignKeyConstraint(
            ["examination_id"], ["examinations.id"], name=op.f("fk_re_examinations_examination_id")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_re_examinations_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_re_examinations")),
    )
    for table, columns in (
        ("signal_notes", ("factory_id", "recording_id")),
        ("re_examinations", ("factory_id", "examination_id")),
    ):
        for name in columns:
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
        protect_rows(table)


def downgrade() -> None:
    op.drop_table("re_examinations")
    op.drop_table("signal_notes")
