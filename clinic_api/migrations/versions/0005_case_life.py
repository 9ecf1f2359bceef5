"""Clocks, comments, questions, second opinions, merges, and the chain of the time line."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from clinic_api.cases.states import TRANSITIONS
from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.kit.hash_chain import CHAIN_START, chained_sha256
from clinic_api.migrations.rows import keep_lines, protect_rows, release_lines
from clinic_api.migrations.state_guard import guard_states, unguard_states

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(  # in words, for SQLite takes a named reference with a new column only this way
        "ALTER TABLE cases ADD COLUMN merged_into_id VARCHAR(40) "
        "CONSTRAINT fk_cases_merged_into_id REFERENCES cases (id)"
    )
    op.add_column("cases", sa.Column("closed_at", UtcDateTime(), nullable=True))
    op.create_index(op.f("ix_cases_merged_into_id"), "cases", ["merged_into_id"])
    op.create_index("uq_cases_factory_id_id", "cases", ["factory_id", "id"], unique=True)
    op.execute("UPDATE cases SET closed_at = updated_at WHERE state IN ('discharged', 'merged', 'cancelled')")
    op.add_column("assignments", sa.Column("ended_by_action", sa.String(length=20), nullable=True))
    op.add_column("assignments", sa.Column("ended_reason", sa.Text(), nullable=True))
    _create_clocks()
    _create_comments()
    _create_questions()
    _create_consultations()
    for table in ("case_clocks", "case_comments", "case_questions", "case_consultations"):
        op.create_index(op.f(f"ix_{table}_factory_id"), table, ["factory_id"])
        if table != "case_clocks":  # there the case's id begins the primary key
            op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"])
        protect_rows(table)
    keep_lines("case_comments")
    _chain_time_lines()
    guard_states({(way.source.value, way.target.value) for way in TRANSITIONS})


def _of_case(table: str) -> list[Any]:
    return [
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["factory_id", "case_id"], ["cases.factory_id", "cases.id"], name=op.f(f"fk_{table}_factory_id_case_id")
        ),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f(f"fk_{table}_factory_id")),
    ]


def _account(table: str, column: str, *, nullable: bool = False) -> list[Any]:
    return [
        sa.Column(column, sa.String(length=40), nullable=nullable),
        sa.ForeignKeyConstraint([column], ["accounts.id"], name=op.f(f"fk_{table}_{column}")),
    ]


def _create_clocks() -> None:
    op.create_table(
        "case_clocks",
        *_of_case("case_clocks"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("paused_wall_seconds", sa.Double(), nullable=False),
        sa.Column("paused_working_seconds", sa.Double(), nullable=False),
        sa.Column("warn_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("escalate_at", UtcDateTime(), nullable=False),
        sa.Column("stopped_at", UtcDateTime(), nullable=True),
        sa.Column("met_at", UtcDateTime(), nullable=True),
        sa.Column("warned_at", UtcDateTime(), nullable=True),
        sa.Column("breached_at", UtcDateTime(), nullable=True),
        sa.Column("escalated_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('first_opinion', 'accept', 'diagnosis')", name=op.f("ck_case_clocks_kind_known")),
        sa.CheckConstraint("urgency BETWEEN 1 AND 5", name=op.f("ck_case_clocks_urgency_known")),
        sa.PrimaryKeyConstraint("case_id", "kind", name=op.f("pk_case_clocks")),
    )
    op.create_index("ix_case_clocks_running", "case_clocks", ["met_at", "stopped_at", "warn_at"])


def _create_comments() -> None:
    op.create_table(
        "case_comments",
        sa.Column("id", sa.String(length=40), nullable=False),
        *_of_case("case_comments"),
        sa.Column("visibility", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=240), nullable=False),
        *_account("case_comments", "account_id"),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("visibility IN ('everyone', 'hospital')", name=op.f("ck_case_comments_visibility_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_comments")),
    )


def _create_questions() -> None:
    op.create_table(
        "case_questions",
        sa.Column("id", sa.String(length=40), nullable=False),
        *_of_case("case_questions"),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.String(length=240), nullable=False),
        *_account("case_questions", "asked_by_id"),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.String(length=240), nullable=True),
        *_account("case_questions", "answered_by_id", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_questions")),
    )


def _create_consultations() -> None:
    op.create_table(
        "case_consultations",
        sa.Column("id", sa.String(length=40), nullable=False),
        *_of_case("case_consultations"),
        sa.Column("doctor_id", sa.String(length=40), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.String(length=240), nullable=False),
        *_account("case_consultations", "asked_by_id"),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("agreement", sa.String(length=20), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "agreement IN ('agrees', 'differs_slightly', 'differs')",
            name=op.f("ck_case_consultations_agreement_known"),
        ),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name=op.f("fk_case_consultations_doctor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_consultations")),
    )
    op.create_index(op.f("ix_case_consultations_doctor_id"), "case_consultations", ["doctor_id"])
    op.create_index(
        "uq_case_consultations_open",
        "case_consultations",
        ["case_id", "doctor_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


_NEW_COLUMNS = (
    ("visibility", sa.String(length=12)),
    ("seq", sa.Integer()),
    ("previous_sha256", sa.String(length=64)),
    ("sha256", sa.String(length=64)),
)


def _chain_time_lines() -> None:
    """Number the lines that are there in their order and link each to the one before."""
    release_lines("case_events")
    op.add_column("case_events", sa.Column("request_id", sa.String(length=64), nullable=True))
    for name, type_ in _NEW_COLUMNS:
        op.add_column("case_events", sa.Column(name, type_, nullable=True))
    _link_lines(op.get_bind())
    with op.batch_alter_table("case_events") as events:
        for name, type_ in _NEW_COLUMNS:
            events.alter_column(name, existing_type=type_, nullable=False)
        events.create_unique_constraint(op.f("uq_case_events_case_id_seq"), ["case_id", "seq"])
        events.create_check_constraint(
            op.f("ck_case_events_visibility_known"), "visibility IN ('everyone', 'hospital')"
        )
    keep_lines("case_events")


def _link_lines(connection: sa.Connection) -> None:
    events = sa.table(
        "case_events",
        sa.column("id", sa.String()),
        sa.column("case_id", sa.String()),
        sa.column("factory_id", sa.String()),
        sa.column("at", UtcDateTime()),
        sa.column("kind", sa.String()),
        sa.column("text", JsonDocument),
        sa.column("by", sa.String()),
        sa.column("account_id", sa.String()),
        sa.column("visibility", sa.String()),
        sa.column("request_id", sa.String()),
        sa.column("seq", sa.Integer()),
        sa.column("previous_sha256", sa.String()),
        sa.column("sha256", sa.String()),
    )
    c = events.c
    told = (c.id, c.case_id, c.factory_id, c.at, c.kind, c.text, c.by, c.account_id)
    case_id, seq, previous = None, 0, CHAIN_START
    changes = []
    for line in connection.execute(sa.select(*told).order_by(c.case_id, c.at, c.id)).mappings():
        if line["case_id"] != case_id:
            case_id, seq, previous = line["case_id"], 0, CHAIN_START
        seq += 1
        content = dict(line) | {"at": line["at"].isoformat(), "visibility": "everyone", "request_id": None, "seq": seq}
        sha256 = chained_sha256(previous, content)
        changes.append({"line": line["id"], "number": seq, "before": previous, "digest": sha256})
        previous = sha256
    if changes:
        connection.execute(
            sa.update(events)
            .where(c.id == sa.bindparam("line"))
            .values(
                visibility="everyone",
                seq=sa.bindparam("number"),
                previous_sha256=sa.bindparam("before"),
                sha256=sa.bindparam("digest"),
            ),
            changes,
        )


def downgrade() -> None:
    unguard_states()
    release_lines("case_events")
    with op.batch_alter_table("case_events") as events:
        events.drop_constraint(op.f("ck_case_events_visibility_known"), type_="check")
        events.drop_constraint(op.f("uq_case_events_case_id_seq"), type_="unique")
        for name in ("request_id", *(name for name, _ in _NEW_COLUMNS)):
            events.drop_column(name)
    keep_lines("case_events")
    for table in ("case_consultations", "case_questions", "case_comments", "case_clocks"):
        op.drop_table(table)
    op.drop_column("assignments", "ended_reason")
    op.drop_column("assignments", "ended_by_action")
    op.drop_index("uq_cases_factory_id_id", "cases")
    op.drop_index(op.f("ix_cases_merged_into_id"), "cases")
    with op.batch_alter_table("cases") as cases:
        cases.drop_column("closed_at")
        cases.drop_column("merged_into_id")
