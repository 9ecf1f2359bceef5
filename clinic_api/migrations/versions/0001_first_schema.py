"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TENANT_TABLES = ("equipment", "recordings", "cases", "case_events", "jobs", "examinations", "assignments")


def upgrade() -> None:
    op.create_table(
        "doctors",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("title_zh", sa.String(length=120), nullable=False),
        sa.Column("employment", sa.String(length=12), nullable=False),
        sa.Column("departments", JsonDocument, nullable=False),
        sa.Column("specialties", JsonDocument, nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("languages", JsonDocument, nullable=False),
        sa.Column("capacity_minutes", sa.Double(), nullable=False),
        sa.Column("base_load_minutes", sa.Double(), nullable=False),
        sa.Column("home_latitude_deg", sa.Double(), nullable=True),
        sa.Column("home_longitude_deg", sa.Double(), nullable=True),
        sa.Column("conflicts", JsonDocument, nullable=False),
        sa.Column("unavailable", JsonDocument, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("employment IN ('staff', 'contracted')", name=op.f("ck_doctors_employment_known")),
        sa.CheckConstraint(
            "capacity_minutes >= 0 AND base_load_minutes >= 0", name=op.f("ck_doctors_minutes_not_negative")
        ),
        sa.CheckConstraint("category BETWEEN 1 AND 4", name=op.f("ck_doctors_category_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doctors")),
    )
    op.create_table(
        "factories",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("latitude_deg", sa.Double(), nullable=True),
        sa.Column("longitude_deg", sa.Double(), nullable=True),
        sa.Column("address", sa.String(length=240), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("latitude_deg BETWEEN -90 AND 90", name=op.f("ck_factories_latitude_known")),
        sa.CheckConstraint("longitude_deg BETWEEN -180 AND 180", name=op.f("ck_factories_longitude_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factories")),
    )
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_sha256", sa.String(length=64), nullable=False),
        sa.Column("ip_address", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempts")),
    )
    op.create_index("ix_login_attempts_email_sha256_at", "login_attempts", ["email_sha256", "at"], unique=False)
    op.create_index("ix_login_attempts_ip_address_at", "login_attempts", ["ip_address", "at"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=True),
        sa.Column("doctor_id", sa.String(length=40), nullable=True),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(role = 'doctor') = (doctor_id IS NOT NULL)", name=op.f("ck_accounts_doctor_role_has_doctor")
        ),
        sa.CheckConstraint(
            "(role IN ('factory_user', 'factory_admin')) = (factory_id IS NOT NULL)",
            name=op.f("ck_accounts_factory_role_has_factory"),
        ),
        sa.CheckConstraint("language IN ('en', 'zh')", name=op.f("ck_accounts_language_known")),
        sa.CheckConstraint(
            "role IN ('factory_user', 'factory_admin', 'engineer', 'doctor', 'coordinator', 'admin', 'funder')",
            name=op.f("ck_accounts_role_known"),
        ),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name=op.f("fk_accounts_doctor_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_accounts_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_index(op.f("ix_accounts_doctor_id"), "accounts", ["doctor_id"], unique=False)
    op.create_index(op.f("ix_accounts_factory_id"), "accounts", ["factory_id"], unique=False)
    op.create_table(
        "equipment",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("location", sa.String(length=120), nullable=False),
        sa.Column("criticality", sa.String(length=1), nullable=False),
        sa.Column("machine", JsonDocument, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("criticality IN ('a', 'b', 'c')", name=op.f("ck_equipment_criticality_known")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_equipment_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
    )
    op.create_index(op.f("ix_equipment_factory_id"), "equipment", ["factory_id"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.Column("dispatched_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("error_code", sa.String(length=60), nullable=True),
        sa.Column("error_text", JsonDocument, nullable=True),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'dead')", name=op.f("ck_jobs_state_known")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_jobs_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_due", "jobs", ["state", "priority", "next_at"], unique=False)
    op.create_index(op.f("ix_jobs_factory_id"), "jobs", ["factory_id"], unique=False)
    op.create_index(op.f("ix_jobs_subject_id"), "jobs", ["subject_id"], unique=False)
    op.create_table(
        "idempotency_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("request_sha256", sa.String(length=64), nullable=False),
        sa.Column("answer", JsonDocument, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_idempotency_keys_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency_keys")),
        sa.UniqueConstraint("account_id", "key", name=op.f("uq_idempotency_keys_account_id_key")),
    )
    op.create_index(op.f("ix_idempotency_keys_created_at"), "idempotency_keys", ["created_at"], unique=False)
    op.create_table(
        "job_effects",
        sa.Column("job_id", sa.String(length=40), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_job_effects_job_id")),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_job_effects")),
    )
    op.create_table(
        "login_sessions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_login_sessions_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_sessions")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_login_sessions_token_sha256")),
    )
    op.create_index(op.f("ix_login_sessions_account_id"), "login_sessions", ["account_id"], unique=False)
    op.create_table(
        "recordings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=True),
        sa.Column("uploaded_by", sa.String(length=40), nullable=False),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_recordings_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_recordings_factory_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["accounts.id"], name=op.f("fk_recordings_uploaded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
    )
    op.create_index(op.f("ix_recordings_equipment_id"), "recordings", ["equipment_id"], unique=False)
    op.create_index(op.f("ix_recordings_factory_id"), "recordings", ["factory_id"], unique=False)
    op.create_index(op.f("ix_recordings_sha256"), "recordings", ["sha256"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=True),
        sa.Column("recording_id", sa.String(length=40), nullable=True),
        sa.Column("reporter_id", sa.String(length=40), nullable=False),
        sa.Column("reporter_name", sa.String(length=240), nullable=False),
        sa.Column("complaint", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("paused_in", sa.String(length=20), nullable=True),
        sa.Column("urgency", sa.Integer(), nullable=True),
        sa.Column("department", sa.String(length=20), nullable=True),
        sa.Column("triage", JsonDocument, nullable=True),
        sa.Column("proposal", JsonDocument, nullable=True),
        sa.Column("proposal_problem", JsonDocument, nullable=True),
        sa.Column("opinion_problem", JsonDocument, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("mode IN ('reception', 'rounds', 'proactive')", name=op.f("ck_cases_mode_known")),
        sa.CheckConstraint(
            "state IN ('submitted', 'examining', 'triaged', 'assigned', 'in_consultation',"
            " 'diagnosed', 'in_treatment', 'follow_up', 'discharged', 'needs_information', 'merged', 'cancelled')",
            name=op.f("ck_cases_state_known"),
        ),
        sa.CheckConstraint("urgency BETWEEN 1 AND 5", name=op.f("ck_cases_urgency_known")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_cases_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_cases_factory_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_cases_recording_id")),
        sa.ForeignKeyConstraint(["reporter_id"], ["accounts.id"], name=op.f("fk_cases_reporter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_cases_recording_id")),
    )
    op.create_index(op.f("ix_cases_equipment_id"), "cases", ["equipment_id"], unique=False)
    op.create_index(op.f("ix_cases_factory_id"), "cases", ["factory_id"], unique=False)
    op.create_index("ix_cases_queue", "cases", ["state", "urgency", "id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("doctor_id", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Double(), nullable=False),
        sa.Column("assigned_by_id", sa.String(length=40), nullable=False),
        sa.Column("assigned_by", sa.String(length=240), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("assigned_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["assigned_by_id"], ["accounts.id"], name=op.f("fk_assignments_assigned_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assignments_case_id")),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name=op.f("fk_assignments_doctor_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_assignments_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_case_id"), "assignments", ["case_id"], unique=False)
    op.create_index(op.f("ix_assignments_doctor_id"), "assignments", ["doctor_id"], unique=False)
    op.create_index(op.f("ix_assignments_factory_id"), "assignments", ["factory_id"], unique=False)
    op.create_index(
        "uq_assignments_attending",
        "assignments",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "case_events",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", JsonDocument, nullable=False),
        sa.Column("by", sa.String(length=240), nullable=True),
        sa.Column("account_id", sa.String(length=40), nullable=True),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_case_events_account_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_events_case_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_case_events_factory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_events")),
    )
    op.create_index(op.f("ix_case_events_case_id"), "case_events", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_events_factory_id"), "case_events", ["factory_id"], unique=False)
    op.create_table(
        "examinations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("job_id", sa.String(length=40), nullable=False),
        sa.Column("recording_id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("document", JsonDocument, nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("status IN ('opinion')", name=op.f("ck_examinations_status_known")),
        sa.CheckConstraint(
            "verdict IN ('healthy', 'fault', 'not_assessable')", name=op.f("ck_examinations_verdict_known")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_examinations_case_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_examinations_equipment_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_examinations_factory_id")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_examinations_job_id")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_examinations_recording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_examinations")),
        sa.UniqueConstraint("job_id", name=op.f("uq_examinations_job_id")),
    )
    op.create_index(op.f("ix_examinations_case_id"), "examinations", ["case_id"], unique=False)
    op.create_index(op.f("ix_examinations_equipment_id"), "examinations", ["equipment_id"], unique=False)
    op.create_index(op.f("ix_examinations_factory_id"), "examinations", ["factory_id"], unique=False)
    op.create_index(op.f("ix_examinations_recording_id"), "examinations", ["recording_id"], unique=False)
    op.create_index(op.f("ix_examinations_verdict"), "examinations", ["verdict"], unique=False)
    op.create_table(
        "examination_figures",
        sa.Column("examination_id", sa.String(length=40), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("finding_index", sa.Integer(), nullable=False),
        sa.Column("caption", JsonDocument, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["examination_id"], ["examinations.id"], name=op.f("fk_examination_figures_examination_id")
        ),
        sa.PrimaryKeyConstraint("examination_id", "index", "language", name=op.f("pk_examination_figures")),
    )
    _keep_lines("case_events")
    if op.get_bind().dialect.name == "postgresql":
        _protect_rows("factories", "id")
        for table in TENANT_TABLES:
            _protect_rows(table, "factory_id")


def _protect_rows(table: str, factory_column: str) -> None:
    """Let PostgreSQL show rows of the transaction's factory only (``app.factory``; ``*`` for all, unset for none)."""
    condition = f"current_setting('app.factory', true) IN ('*', {factory_column})"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY factory_rows ON {table} USING ({condition}) WITH CHECK ({condition})")


def _keep_lines(table: str) -> None:
    """Refuse every change and removal of rows: lines are added only."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$"
        )
        for event, level in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_kept_{level.lower()} BEFORE {event} ON {table} "
                f"FOR EACH {level} EXECUTE FUNCTION refuse_change()"
            )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_kept_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )


def downgrade() -> None:
    for table in (
        "examination_figures",
        "examinations",
        "case_events",
        "assignments",
        "cases",
        "recordings",
        "login_sessions",
        "job_effects",
        "idempotency_keys",
        "jobs",
        "equipment",
        "accounts",
        "login_attempts",
        "factories",
        "doctors",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
