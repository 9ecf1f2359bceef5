"""What running the service needs: fair shares of the queue, and what the service remembers of its own running."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_jobs_started_at", "jobs", ["started_at"])
    op.create_table(
        "service_marks",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_service_marks")),
    )


def downgrade() -> None:
    op.drop_table("service_marks")
    op.drop_index("ix_jobs_started_at", table_name="jobs")
