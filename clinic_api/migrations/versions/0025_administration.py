"""What administrators look after: last logins, processes at work, backups, checks, and changes of the calendar."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import UtcDateTime

revision = "0025"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("accounts", sa.Column("last_login_at", UtcDateTime(), nullable=True))
    op.execute(
        "UPDATE accounts SET last_login_at = "
        "(SELECT max(created_at) FROM login_sessions WHERE login_sessions.account_id = accounts.id)"
    )


def downgrade() -> None:
    op.drop_column("accounts", "last_login_at")
