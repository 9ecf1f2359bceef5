"""Teams and review panels beside second opinions; indexes by which similar cases are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_VERDICTS = "'opinion_right', 'doctor_right', 'both_partly', 'cannot_tell'"
_AGREEMENTS = "'agrees', 'differs_slightly', 'differs'"
_LIVE = "state IN ('open', 'amendment_advised')"
_INDEXES = (
    ("ix_cases_department_id", "cases", ["department", "id"]),
    ("ix_confirmed_findings_fault_id", "confirmed_findings", ["fault", "id"]),
    ("ix_confirmed_findings_found_fault_id", "confirmed_findings", ["found_fault", "id"]),
)


def upgrade() -> None:
    _create_reviews()
    op.add_column(
        "case_consultations", sa.Column("kind", sa.String(length=16), nullable=False, server_default="second_opinion")
    )
    op.add_column("case_consultations", sa.Column("department", sa.String(length=20), nullable=True))
    op.add_column("case_consultations", sa.Column("review_id", sa.String(length=40), nullable=True))
    op.drop_index("uq_case_consultations_open", table_name="case_consultations")
    with op.batch_alter_table("case_consultations") as consultations:
        consultations.drop_constraint(op.f("ck_case_consultations_agreement_known"), type_="check")
        consultations.create_check_constraint(
            op.f("ck_case_consultations_agreement_known"), f"agreement IN ({_AGREEMENTS}, {_VERDICTS})"
        )
        consultations.create_check_constraint(
            op.f("ck_case_consultations_kind_known"), "kind IN ('second_opinion', 'team', 'review')"
        )
        consultations.create_check_constraint(
            op.f("ck_case_consultations_team_of_department"), "kind <> 'team' OR department IS NOT NULL"
        )
        consultations.create_check_constraint(
            op.f("ck_case_consultations_review_named"), "(kind = 'review') = (review_id IS NOT NULL)"
        )
        consultations.create_foreign_key(op.f("fk_case_consultations_review_id"), "case_reviews", ["review_id"], ["id"])
    _index_open_consultations()
    op.create_index(op.f("ix_case_consultations_review_id"), "case_consultations", ["review_id"])
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns)


def _create_reviews() -> None:
    op.create_table(
        "case_reviews",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("diagnosis_id", sa.String(length=40), nullable=False),
        sa.Column("examination_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("disagreements", JsonDocument, nullable=False),
        sa.Column("proposal", JsonDocument, nullable=False),
        sa.Column("panel_problem", JsonDocument, nullable=True),
        sa.Column("conclusion", sa.String(length=16), nullable=True),
        sa.Column("conclusion_words", sa.Text(), nullable=True),
        sa.Column("concluded_by", sa.String(length=240), nullable=True),
        sa.Column("concluded_by_id", sa.String(length=40), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("concluded_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'amendment_advised', 'concluded', 'settled', 'renewed')",
            name=op.f("ck_case_reviews_state_known"),
        ),
        sa.CheckConstraint(f"conclusion IN ({_VERDICTS})", name=op.f("ck_case_reviews_conclusion_known")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_case_reviews_factory_id")),
        sa.ForeignKeyConstraint(
            ["factory_id", "case_id"], ["cases.factory_id", "cases.id"], name=op.f("fk_case_reviews_factory_id_case_id")
        ),
        sa.ForeignKeyConstraint(["diagnosis_id"], ["diagnoses.id"], name=op.f("fk_case_reviews_diagnosis_id")),
        sa.ForeignKeyConstraint(["examination_id"], ["examinations.id"], name=op.f("fk_case_reviews_examination_id")),
        sa.ForeignKeyConstraint(["concluded_by_id"], ["accounts.id"], name=op.f("fk_case_reviews_concluded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reviews")),
    )
    for name in ("factory_id", "case_id"):
        op.create_index(op.f(f"ix_case_reviews_{name}"), "case_reviews", [name])
    op.create_index("ix_case_reviews_state_id", "case_reviews", ["state", "id"])
    op.create_index(
        "uq_case_reviews_live",
        "case_reviews",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text(_LIVE),
        postgresql_where=sa.text(_LIVE),
    )
    protect_rows("case_reviews")


def _index_open_consultations() -> None:
    op.create_index(
        "uq_case_consultations_open",
        "case_consultations",
        ["case_id", "doctor_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    for name, table, _ in _INDEXES:
        op.drop_index(name, table_name=table)
    op.execute("DELETE FROM case_consultations WHERE kind <> 'second_opinion'")
    op.drop_index(op.f("ix_case_consultations_review_id"), table_name="case_consultations")
    op.drop_index("uq_case_consultations_open", table_name="case_consultations")
    with op.batch_alter_table("case_consultations") as consultations:
        for name in ("review_named", "team_of_department", "kind_known", "agreement_known"):
            consultations.drop_constraint(op.f(f"ck_case_consultations_{name}"), type_="check")
        consultations.create_check_constraint(
            op.f("ck_case_consultations_agreement_known"), f"agreement IN ({_AGREEMENTS})"
        )
        consultations.drop_constraint(op.f("fk_case_consultations_review_id"), type_="foreignkey")
        for name in ("review_id", "department", "kind"):
            consultations.drop_column(name)
    _index_open_consultations()
    op.drop_table("case_reviews")
