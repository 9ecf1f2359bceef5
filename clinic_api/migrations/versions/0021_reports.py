"""Reports of cases: a code by which anyone checks one, what it says of itself, its file, and pictures as data."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added one by one, not in a batch: SQLite would make the table anew and lose what keeps its rows from changes.
    op.add_column("issued_documents", sa.Column("code", sa.String(length=16), nullable=True))
    op.add_column("issued_documents", sa.Column("details", JsonDocument, nullable=True))
    op.add_column("issued_documents", sa.Column("file_sha256", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_issued_documents_code"), "issued_documents", ["code"], unique=True)
    op.create_index(op.f("ix_issued_documents_file_sha256"), "issued_documents", ["file_sha256"])
    op.add_column("examination_figures", sa.Column("plot_sha256", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("examination_figures", "plot_sha256")
    op.drop_index(op.f("ix_issued_documents_file_sha256"), table_name="issued_documents")
    op.drop_index(op.f("ix_issued_documents_code"), table_name="issued_documents")
    for name in ("file_sha256", "details", "code"):
        op.drop_column("issued_documents", name)
