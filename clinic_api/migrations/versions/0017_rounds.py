"""Rounds of a day, when factories receive visits, what doctors carry, and when visits are planned."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import protect_rows

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_USUAL_WINDOWS = json.dumps([["08:30", "11:30"], ["13:00", "17:00"]])


def upgrade() -> None:
    op.add_column("factories", sa.Column("visit_windows", JsonDocument, nullable=False, server_default=_USUAL_WINDOWS))
    op.add_column("doctors", sa.Column("instruments", JsonDocument, nullable=True))
    op.create_table(
        "rounds",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("doctor_ids", JsonDocument, nullable=False),
        sa.Column("shift", JsonDocument, nullable=False),
        sa.Column("journeys_home", JsonDocument, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("complete_search", sa.Boolean(), nullable=False),
        sa.Column("planned_by_id", sa.String(length=40), nullable=False),
        sa.Column("planned_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('proposed', 'accepted')", name=op.f("ck_rounds_state_known")),
        sa.ForeignKeyConstraint(["planned_by_id"], ["accounts.id"], name=op.f("fk_rounds_planned_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_index(op.f("ix_rounds_day"), "rounds", ["day"])
    with op.batch_alter_table("visits") as visits:
        visits.add_column(sa.Column("round_id", sa.String(length=40), nullable=True))
        for name in ("planned_arrival_at", "planned_start_at", "planned_departure_at"):
            visits.add_column(sa.Column(name, UtcDateTime(), nullable=True))
        visits.add_column(sa.Column("travel_minutes", sa.Integer(), nullable=True))
        visits.add_column(sa.Column("travel_km", sa.Double(), nullable=True))
        visits.add_column(sa.Column("instruments", JsonDocument, nullable=False, server_default="[]"))
        visits.add_column(sa.Column("case_ids", JsonDocument, nullable=False, server_default="[]"))
        visits.create_foreign_key(op.f("fk_visits_round_id"), "rounds", ["round_id"], ["id"])
        visits.create_index(op.f("ix_visits_round_id"), ["round_id"])
    op.create_table(
        "round_stops",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("round_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("equipment_ids", JsonDocument, nullable=False),
        sa.Column("case_ids", JsonDocument, nullable=False),
        sa.Column("asked", JsonDocument, nullable=False),
        sa.Column("doctor_id", sa.String(length=40), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("planned", JsonDocument, nullable=True),
        sa.Column("reasons", JsonDocument, nullable=False),
        sa.Column("problem", JsonDocument, nullable=True),
        sa.Column("dropped", JsonDocument, nullable=False),
        sa.Column("change", JsonDocument, nullable=True),
        sa.Column("visit_id", sa.String(length=40), nullable=True),
        sa.CheckConstraint("state IN ('planned', 'unplanned', 'dropped')", name=op.f("ck_round_stops_state_known")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_round_stops_factory_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_stops_round_id")),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name=op.f("fk_round_stops_doctor_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_round_stops_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_stops")),
    )
    for name in ("factory_id", "round_id", "doctor_id", "visit_id"):
        op.create_index(op.f(f"ix_round_stops_{name}"), "round_stops", [name])
    protect_rows("round_stops")


def downgrade() -> None:
    op.drop_table("round_stops")
    with op.batch_alter_table("visits") as visits:
        visits.drop_index(op.f("ix_visits_round_id"))
        visits.drop_constraint(op.f("fk_visits_round_id"), type_="foreignkey")
        for name in (
            "round_id", "planned_arrival_at", "planned_start_at", "planned_departure_at",
            "travel_minutes", "travel_km", "instruments", "case_ids",
        ):  # fmt: skip
            visits.drop_column(name)
    op.drop_table("rounds")
    with op.batch_alter_table("doctors") as doctors:
        doctors.drop_column("instruments")
    with op.batch_alter_table("factories") as factories:
        factories.drop_column("visit_windows")
