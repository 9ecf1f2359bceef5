"""Words of cases and machines, and saved filters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=True),
        sa.Column("equipment_id", sa.String(length=40), nullable=True),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.CheckConstraint("visibility IN ('everyone', 'hospital')", name=op.f("ck_search_documents_visibility_known")),
        sa.CheckConstraint(
            "(case_id IS NULL) = (equipment_id IS NOT NULL)", name=op.f("ck_search_documents_one_subject")
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_search_documents_factory_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_search_documents_case_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_search_documents_equipment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("source_id", name=op.f("uq_search_documents_source_id")),
    )
    for name in ("factory_id", "case_id", "equipment_id"):
        op.create_index(op.f(f"ix_search_documents_{name}"), "search_documents", [name])
    protect_rows("search_documents")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX ix_search_documents_tokens ON search_documents "
            "USING gin (array_to_tsvector(string_to_array(tokens, ' ')))"
        )
    else:
        _make_fts5()
    op.create_table(
        "saved_filters",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", JsonDocument, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("subject IN ('cases', 'equipment')", name=op.f("ck_saved_filters_subject_known")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_saved_filters_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("account_id", "subject", "name", name=op.f("uq_saved_filters_account_id_subject_name")),
    )


def _make_fts5() -> None:
    """Make SQLite's index of the tokens, kept by triggers; our tokens are words already, so it splits at spaces."""
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5(tokens, content='search_documents', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    forget = "INSERT INTO search_words(search_words, rowid, tokens) VALUES ('delete', old.id, old.tokens);"
    keep = "INSERT INTO search_words(rowid, tokens) VALUES (new.id, new.tokens);"
    for name, when, does in (
        ("added", "INSERT", keep),
        ("changed", "UPDATE", forget + keep),
        ("gone", "DELETE", forget),
    ):
        op.execute(f"CREATE TRIGGER search_documents_{name} AFTER {when} ON search_documents BEGIN {does} END")


def downgrade() -> None:
    op.drop_table("saved_filters")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_documents")
