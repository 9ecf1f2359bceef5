"""Signed diagnoses, prescriptions, follow-up measurements, confirmed findings, satisfaction, discharge."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import keep_lines, protect_rows

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TENANT_TABLES = (
    "diagnosis_drafts",
    "diagnoses",
    "examination_signatures",
    "prescription_items",
    "follow_ups",
    "follow_up_measurements",
    "confirmed_findings",
    "satisfaction",
    "discharges",
)
KEPT_TABLES = ("diagnoses", "examination_signatures", "confirmed_findings", "satisfaction", "discharges")


def upgrade() -> None:
    _change_examination_status("status IN ('opinion', 'signed')")
    _create_diagnoses()
    _create_treatment()
    _create_outcomes()
    for table in TENANT_TABLES:
        protect_rows(table)
    for table in KEPT_TABLES:
        keep_lines(table)


def downgrade() -> None:
    for table in reversed(TENANT_TABLES):
        op.drop_table(table)
    op.execute("UPDATE examinations SET status = 'opinion'")
    _change_examination_status("status IN ('opinion')")


def _change_examination_status(condition: str) -> None:
    with op.batch_alter_table("examinations") as examinations:
        examinations.drop_constraint(op.f("ck_examinations_status_known"), type_="check")
        examinations.create_check_constraint(op.f("ck_examinations_status_known"), condition)


def _create_diagnoses() -> None:
    op.create_table(
        "diagnosis_drafts",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("content", JsonDocument, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("cosigned_sha256", sa.String(length=64), nullable=True),
        sa.Column("cosigner", JsonDocument, nullable=True),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_diagnosis_drafts_case_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_diagnosis_drafts_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diagnosis_drafts")),
        sa.UniqueConstraint("case_id", name=op.f("uq_diagnosis_drafts_case_id")),
    )
    op.create_index(op.f("ix_diagnosis_drafts_case_id"), "diagnosis_drafts", ["case_id"])
    op.create_index(op.f("ix_diagnosis_drafts_factory_id"), "diagnosis_drafts", ["factory_id"])
    op.create_table(
        "diagnoses",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("document", JsonDocument, nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.Column("previous_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("urgency BETWEEN 1 AND 5", name=op.f("ck_diagnoses_urgency_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_diagnoses_case_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_diagnoses_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diagnoses")),
        sa.UniqueConstraint("case_id", "version", name=op.f("uq_diagnoses_case_id_version")),
    )
    op.create_index(op.f("ix_diagnoses_case_id"), "diagnoses", ["case_id"])
    op.create_index(op.f("ix_diagnoses_factory_id"), "diagnoses", ["factory_id"])
    op.create_index(op.f("ix_diagnoses_signed_at"), "diagnoses", ["signed_at"])
    op.create_table(
        "examination_signatures",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("examination_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=False),
        sa.Column("document", JsonDocument, nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.Column("previous_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "decision IN ('confirmed', 'corrected')", name=op.f("ck_examination_signatures_decision_known")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_examination_signatures_case_id")),
        sa.ForeignKeyConstraint(
            ["examination_id"], ["examinations.id"], name=op.f("fk_examination_signatures_examination_id")
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_examination_signatures_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_examination_signatures")),
        sa.UniqueConstraint("examination_id", "version", name=op.f("uq_examination_signatures_examination_id_version")),
    )
    op.create_index(op.f("ix_examination_signatures_case_id"), "examination_signatures", ["case_id"])
    op.create_index(op.f("ix_examination_signatures_factory_id"), "examination_signatures", ["factory_id"])


def _create_treatment() -> None:
    op.create_table(
        "prescription_items",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("diagnosis_id", sa.String(length=40), nullable=False),
        sa.Column("what", JsonDocument, nullable=False),
        sa.Column("owner_kind", sa.String(length=12), nullable=False),
        sa.Column("owner_account_id", sa.String(length=40), nullable=True),
        sa.Column("owner_name", sa.String(length=240), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("prescribed_by", sa.String(length=240), nullable=False),
        sa.Column("prescribed_at", UtcDateTime(), nullable=False),
        sa.Column("closed_by", sa.String(length=240), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)", name=op.f("ck_prescription_items_closed_when_not_open")
        ),
        sa.CheckConstraint("owner_kind IN ('factory', 'doctor')", name=op.f("ck_prescription_items_owner_known")),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'not_done', 'withdrawn')", name=op.f("ck_prescription_items_state_known")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_prescription_items_case_id")),
        sa.ForeignKeyConstraint(["diagnosis_id"], ["diagnoses.id"], name=op.f("fk_prescription_items_diagnosis_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_prescription_items_factory_id")),
        sa.ForeignKeyConstraint(
            ["owner_account_id"], ["accounts.id"], name=op.f("fk_prescription_items_owner_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescription_items")),
    )
    op.create_index(op.f("ix_prescription_items_case_id"), "prescription_items", ["case_id"])
    op.create_index(op.f("ix_prescription_items_diagnosis_id"), "prescription_items", ["diagnosis_id"])
    op.create_index(op.f("ix_prescription_items_factory_id"), "prescription_items", ["factory_id"])
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=240), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_follow_ups_case_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_follow_ups_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    op.create_index(op.f("ix_follow_ups_case_id"), "follow_ups", ["case_id"])
    op.create_index(op.f("ix_follow_ups_factory_id"), "follow_ups", ["factory_id"])
    op.create_table(
        "follow_up_measurements",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("follow_up_id", sa.String(length=40), nullable=False),
        sa.Column("recording_id", sa.String(length=40), nullable=False),
        sa.Column("job_id", sa.String(length=40), nullable=True),
        sa.Column("examination_id", sa.String(length=40), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=True),
        sa.Column("comparison", JsonDocument, nullable=True),
        sa.Column("problem", JsonDocument, nullable=True),
        sa.Column("added_by", sa.String(length=240), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("compared_at", UtcDateTime(), nullable=True),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('better', 'same', 'worse', 'not_comparable')",
            name=op.f("ck_follow_up_measurements_verdict_known"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_follow_up_measurements_case_id")),
        sa.ForeignKeyConstraint(
            ["examination_id"], ["examinations.id"], name=op.f("fk_follow_up_measurements_examination_id")
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_follow_up_measurements_factory_id")),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_ups.id"], name=op.f("fk_follow_up_measurements_follow_up_id")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_follow_up_measurements_job_id")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_follow_up_measurements_recording_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_measurements")),
        sa.UniqueConstraint("examination_id", name=op.f("uq_follow_up_measurements_examination_id")),
        sa.UniqueConstraint("job_id", name=op.f("uq_follow_up_measurements_job_id")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_follow_up_measurements_recording_id")),
    )
    op.create_index(op.f("ix_follow_up_measurements_case_id"), "follow_up_measurements", ["case_id"])
    op.create_index(op.f("ix_follow_up_measurements_factory_id"), "follow_up_measurements", ["factory_id"])
    op.create_index(op.f("ix_follow_up_measurements_follow_up_id"), "follow_up_measurements", ["follow_up_id"])


def _create_outcomes() -> None:
    op.create_table(
        "confirmed_findings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("examination_id", sa.String(length=40), nullable=True),
        sa.Column("finding_index", sa.Integer(), nullable=True),
        sa.Column("fault", sa.String(length=60), nullable=True),
        sa.Column("component", sa.String(length=120), nullable=True),
        sa.Column("predicted_probability", sa.Double(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("found_fault", sa.String(length=60), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("told_by", sa.String(length=240), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('confirmed', 'refuted', 'other')", name=op.f("ck_confirmed_findings_outcome_known")
        ),
        sa.CheckConstraint(
            "(examination_id IS NULL) = (finding_index IS NULL)", name=op.f("ck_confirmed_findings_prediction_whole")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_confirmed_findings_case_id")),
        sa.ForeignKeyConstraint(
            ["examination_id"], ["examinations.id"], name=op.f("fk_confirmed_findings_examination_id")
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_confirmed_findings_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmed_findings")),
    )
    op.create_index(op.f("ix_confirmed_findings_case_id"), "confirmed_findings", ["case_id"])
    op.create_index(op.f("ix_confirmed_findings_factory_id"), "confirmed_findings", ["factory_id"])
    op.create_index(
        op.f("ix_confirmed_findings_prediction"), "confirmed_findings", ["examination_id", "finding_index", "id"]
    )
    op.create_index(op.f("ix_confirmed_findings_told_at"), "confirmed_findings", ["told_at"])
    op.create_table(
        "satisfaction",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("told_by", sa.String(length=240), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_satisfaction_score_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_satisfaction_case_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_satisfaction_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfaction")),
        sa.UniqueConstraint("case_id", name=op.f("uq_satisfaction_case_id")),
    )
    op.create_index(op.f("ix_satisfaction_case_id"), "satisfaction", ["case_id"])
    op.create_index(op.f("ix_satisfaction_factory_id"), "satisfaction", ["factory_id"])
    op.create_table(
        "discharges",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("measurement_id", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("discharged_by", sa.String(length=240), nullable=False),
        sa.Column("discharged_at", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('repaired', 'improved', 'unchanged', 'untreated', 'declined')",
            name=op.f("ck_discharges_outcome_known"),
        ),
        sa.CheckConstraint(
            "measurement_id IS NOT NULL OR reason IS NOT NULL", name=op.f("ck_discharges_result_or_reason")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_discharges_case_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_discharges_factory_id")),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["follow_up_measurements.id"], name=op.f("fk_discharges_measurement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discharges")),
    )
    op.create_index(op.f("ix_discharges_case_id"), "discharges", ["case_id"])
    op.create_index(op.f("ix_discharges_discharged_at"), "discharges", ["discharged_at"])
    op.create_index(op.f("ix_discharges_factory_id"), "discharges", ["factory_id"])
