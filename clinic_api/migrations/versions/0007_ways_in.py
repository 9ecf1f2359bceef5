"""Tickets, visits, schedules, pushed recordings, alarms, questionnaires, work items, hazards; examinations without a
case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import keep_lines, protect_rows

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = (
    "tickets",
    "hazards",
    "visits",
    "visit_doctors",
    "visit_stops",
    "measurement_schedules",
    "schedule_turns",
    "pushed_recordings",
    "alarms",
    "questionnaire_sheets",
    "questionnaire_answers",
    "work_items",
)


def upgrade() -> None:
    with op.batch_alter_table("examinations") as examinations:
        examinations.alter_column("case_id", existing_type=sa.String(length=40), nullable=True)
    _add_tickets_and_hazards()
    _add_visits()
    _add_schedules()
    _add_pushes_and_alarms()
    _add_questionnaires()
    for table in _TABLES:
        protect_rows(table)
    keep_lines("tickets")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
    routine = "(SELECT id FROM examinations WHERE case_id IS NULL)"
    op.execute(f"DELETE FROM examination_figures WHERE examination_id IN {routine}")  # noqa: S608 - a constant
    op.execute("DELETE FROM examinations WHERE case_id IS NULL")
    with op.batch_alter_table("examinations") as examinations:
        examinations.alter_column("case_id", existing_type=sa.String(length=40), nullable=False)


def _add_tickets_and_hazards() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("tiles", JsonDocument, nullable=False),
        sa.Column("since", sa.String(length=12), nullable=False),
        sa.Column("running", sa.String(length=8), nullable=False),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("contact", sa.String(length=120), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("recording_ids", JsonDocument, nullable=False),
        sa.Column("address_hmac", sa.String(length=26), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("running IN ('yes', 'no', 'unknown')", name=op.f("ck_tickets_running_known")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_tickets_account_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tickets_case_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_tickets_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_tickets_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("case_id", name=op.f("uq_tickets_case_id")),
        sa.UniqueConstraint("code", name=op.f("uq_tickets_code")),
    )
    op.create_index("ix_tickets_address_hmac_created_at", "tickets", ["address_hmac", "created_at"])
    op.create_index("ix_tickets_equipment_id_created_at", "tickets", ["equipment_id", "created_at"])
    op.create_index(op.f("ix_tickets_factory_id"), "tickets", ["factory_id"])
    op.create_table(
        "hazards",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=True),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("reporter_name", sa.String(length=240), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("begun_by", sa.String(length=240), nullable=True),
        sa.Column("begun_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("closed_by", sa.String(length=240), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('removed', 'no_hazard')) = (feedback IS NOT NULL AND closed_at IS NOT NULL)",
            name=op.f("ck_hazards_closed_with_feedback"),
        ),
        sa.CheckConstraint("state != 'no_hazard' OR reason IS NOT NULL", name=op.f("ck_hazards_no_hazard_has_reason")),
        sa.CheckConstraint(
            "state IN ('seen', 'under_way', 'removed', 'no_hazard')", name=op.f("ck_hazards_state_known")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_hazards_account_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_hazards_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_hazards_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazards")),
        sa.UniqueConstraint("number", name=op.f("uq_hazards_number")),
    )
    op.create_index("ix_hazards_equipment_id_created_at", "hazards", ["equipment_id", "created_at"])
    op.create_index(op.f("ix_hazards_factory_id"), "hazards", ["factory_id"])


def _add_visits() -> None:
    op.create_table(
        "visits",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("planned_by_id", sa.String(length=40), nullable=False),
        sa.Column("arrived_at", UtcDateTime(), nullable=True),
        sa.Column("met", sa.String(length=120), nullable=True),
        sa.Column("left_at", UtcDateTime(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'under_way', 'done', 'cancelled')", name=op.f("ck_visits_state_known")
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_visits_factory_id")),
        sa.ForeignKeyConstraint(["planned_by_id"], ["accounts.id"], name=op.f("fk_visits_planned_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    op.create_index("ix_visits_day_id", "visits", ["day", "id"])
    op.create_index(op.f("ix_visits_factory_id"), "visits", ["factory_id"])
    op.create_table(
        "visit_doctors",
        sa.Column("visit_id", sa.String(length=40), nullable=False),
        sa.Column("doctor_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name=op.f("fk_visit_doctors_doctor_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_visit_doctors_factory_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_doctors_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", "doctor_id", name=op.f("pk_visit_doctors")),
    )
    op.create_index(op.f("ix_visit_doctors_doctor_id"), "visit_doctors", ["doctor_id"])
    op.create_index(op.f("ix_visit_doctors_factory_id"), "visit_doctors", ["factory_id"])
    op.create_table(
        "visit_stops",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("visit_id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("case_id", sa.String(length=40), nullable=True),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=240), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=True),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("state IN ('planned', 'done', 'skipped')", name=op.f("ck_visit_stops_state_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_visit_stops_case_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_visit_stops_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_visit_stops_factory_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_stops_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_stops")),
    )
    op.create_index(op.f("ix_visit_stops_case_id"), "visit_stops", ["case_id"])
    op.create_index(op.f("ix_visit_stops_equipment_id"), "visit_stops", ["equipment_id"])
    op.create_index(op.f("ix_visit_stops_factory_id"), "visit_stops", ["factory_id"])
    op.create_index(op.f("ix_visit_stops_visit_id"), "visit_stops", ["visit_id"])


def _add_schedules() -> None:
    op.create_table(
        "measurement_schedules",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("measured_by", sa.String(length=8), nullable=False),
        sa.Column("overdue_after_hours", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("next_due_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "measured_by IN ('gateway', 'factory', 'visit')", name=op.f("ck_measurement_schedules_measured_by_known")
        ),
        sa.CheckConstraint("every_days BETWEEN 1 AND 366", name=op.f("ck_measurement_schedules_every_days_sane")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_measurement_schedules_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_measurement_schedules_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement_schedules")),
    )
    op.create_index("ix_measurement_schedules_active_next_due_at", "measurement_schedules", ["active", "next_due_at"])
    op.create_index(op.f("ix_measurement_schedules_equipment_id"), "measurement_schedules", ["equipment_id"])
    op.create_index(op.f("ix_measurement_schedules_factory_id"), "measurement_schedules", ["factory_id"])
    op.create_table(
        "schedule_turns",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("schedule_id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=False),
        sa.Column("opens_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("overdue_at", UtcDateTime(), nullable=False),
        sa.Column("overdue_told_at", UtcDateTime(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("recording_id", sa.String(length=40), nullable=True),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_schedule_turns_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_schedule_turns_factory_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_schedule_turns_recording_id")),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["measurement_schedules.id"], name=op.f("fk_schedule_turns_schedule_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_turns")),
        sa.UniqueConstraint("schedule_id", "due_at", name=op.f("uq_schedule_turns_schedule_id_due_at")),
    )
    op.create_index(op.f("ix_schedule_turns_done_at"), "schedule_turns", ["done_at"])
    op.create_index(op.f("ix_schedule_turns_equipment_id"), "schedule_turns", ["equipment_id"])
    op.create_index(op.f("ix_schedule_turns_factory_id"), "schedule_turns", ["factory_id"])


def _add_pushes_and_alarms() -> None:
    op.create_table(
        "pushed_recordings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.String(length=64), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("recording_id", sa.String(length=40), nullable=False),
        sa.Column("measured_at", UtcDateTime(), nullable=True),
        sa.Column("problem_code", sa.String(length=60), nullable=True),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_pushed_recordings_account_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_pushed_recordings_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_pushed_recordings_factory_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_pushed_recordings_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pushed_recordings")),
        sa.UniqueConstraint("account_id", "sequence", name=op.f("uq_pushed_recordings_account_id_sequence")),
        sa.UniqueConstraint("equipment_id", "sha256", name=op.f("uq_pushed_recordings_equipment_id_sha256")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_pushed_recordings_recording_id")),
    )
    op.create_index(op.f("ix_pushed_recordings_factory_id"), "pushed_recordings", ["factory_id"])
    op.create_table(
        "alarms",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=False),
        sa.Column("examination_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=12), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("effect", sa.String(length=8), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("effect IN ('opened', 'joined', 'asked')", name=op.f("ck_alarms_effect_known")),
        sa.CheckConstraint("rule IN ('finding', 'zone', 'trend')", name=op.f("ck_alarms_rule_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_alarms_case_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_alarms_equipment_id")),
        sa.ForeignKeyConstraint(["examination_id"], ["examinations.id"], name=op.f("fk_alarms_examination_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_alarms_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
        sa.UniqueConstraint("examination_id", name=op.f("uq_alarms_examination_id")),
    )
    op.create_index(op.f("ix_alarms_case_id"), "alarms", ["case_id"])
    op.create_index(op.f("ix_alarms_equipment_id"), "alarms", ["equipment_id"])
    op.create_index(op.f("ix_alarms_factory_id"), "alarms", ["factory_id"])


def _add_questionnaires() -> None:
    op.create_table(
        "questionnaire_sheets",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_by_id", sa.String(length=40), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_questionnaire_sheets_factory_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["accounts.id"], name=op.f("fk_questionnaire_sheets_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_sheets")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_questionnaire_sheets_token_sha256")),
    )
    op.create_index(op.f("ix_questionnaire_sheets_factory_id"), "questionnaire_sheets", ["factory_id"])
    op.create_table(
        "questionnaire_answers",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=True),
        sa.Column("sheet_id", sa.String(length=40), nullable=False),
        sa.Column("draft_sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("answers", JsonDocument, nullable=False),
        sa.Column("company", sa.String(length=120), nullable=True),
        sa.Column("contact", sa.String(length=120), nullable=True),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'zh')", name=op.f("ck_questionnaire_answers_language_known")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_questionnaire_answers_factory_id")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["questionnaire_sheets.id"], name=op.f("fk_questionnaire_answers_sheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_answers")),
        sa.UniqueConstraint("draft_sha256", name=op.f("uq_questionnaire_answers_draft_sha256")),
    )
    op.create_index(op.f("ix_questionnaire_answers_factory_id"), "questionnaire_answers", ["factory_id"])
    op.create_index(op.f("ix_questionnaire_answers_sheet_id"), "questionnaire_answers", ["sheet_id"])
    op.create_index(op.f("ix_questionnaire_answers_submitted_at"), "questionnaire_answers", ["submitted_at"])
    op.create_table(
        "work_items",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("source_id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=True),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("text", JsonDocument, nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("claimed_by_id", sa.String(length=40), nullable=True),
        sa.Column("claimed_by", sa.String(length=240), nullable=True),
        sa.Column("case_id", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("source IN ('questionnaire', 'alarm')", name=op.f("ck_work_items_source_known")),
        sa.CheckConstraint("state IN ('open', 'claimed', 'case', 'dismissed')", name=op.f("ck_work_items_state_known")),
        sa.CheckConstraint("urgency BETWEEN 1 AND 5", name=op.f("ck_work_items_urgency_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_work_items_case_id")),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["accounts.id"], name=op.f("fk_work_items_claimed_by_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_work_items_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_work_items_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_items")),
    )
    op.create_index(op.f("ix_work_items_factory_id"), "work_items", ["factory_id"])
    op.create_index(op.f("ix_work_items_source_id"), "work_items", ["source_id"])
    op.create_index("ix_work_items_state_urgency_id", "work_items", ["state", "urgency", "id"])
