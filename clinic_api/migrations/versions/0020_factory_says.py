"""What the factory says: facts that a recording does not carry, and whether a planned visit suits it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("facts", JsonDocument, nullable=True))
    with op.batch_alter_table("visits") as visits:
        visits.add_column(sa.Column("consent", sa.String(length=8), nullable=True))
        visits.add_column(sa.Column("consent_words", sa.Text(), nullable=True))
        visits.add_column(sa.Column("consent_by", sa.String(length=240), nullable=True))
        visits.add_column(sa.Column("consent_at", UtcDateTime(), nullable=True))
        visits.create_check_constraint(op.f("ck_visits_consent_known"), "consent IN ('agreed', 'declined')")


def downgrade() -> None:
    with op.batch_alter_table("visits") as visits:
        visits.drop_constraint(op.f("ck_visits_consent_known"), type_="check")
        for name in ("consent_at", "consent_by", "consent_words", "consent"):
            visits.drop_column(name)
    op.drop_column("recordings", "facts")
