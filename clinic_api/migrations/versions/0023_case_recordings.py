"""Further recordings of a case beside the one whose opinion stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_recordings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("recording_id", sa.String(length=40), nullable=False),
        sa.Column("job_id", sa.String(length=40), nullable=True),
        sa.Column("added_by", sa.String(length=240), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("problem", JsonDocument, nullable=True),
        sa.ForeignKeyConstraint(
            ["factory_id", "case_id"],
            ["cases.factory_id", "cases.id"],
            name=op.f("fk_case_recordings_factory_id_case_id"),
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_case_recordings_factory_id")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_case_recordings_job_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_case_recordings_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_recordings")),
        sa.UniqueConstraint("job_id", name=op.f("uq_case_recordings_job_id")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_case_recordings_recording_id")),
    )
    for name in ("factory_id", "case_id"):
        op.create_index(op.f(f"ix_case_recordings_{name}"), "case_recordings", [name])
    protect_rows("case_recordings")


def downgrade() -> None:
    op.drop_table("case_recordings")
