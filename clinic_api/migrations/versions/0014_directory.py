"""The directory of doctors with certificates, hours and weeks on call; assignments that the service makes itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("region_en", "region_zh"):
        op.add_column("doctors", sa.Column(name, sa.String(length=120), nullable=False, server_default=""))
    op.add_column("doctors", sa.Column("travel_limit_km", sa.Double(), nullable=True))
    op.add_column("doctors", sa.Column("certificates", JsonDocument, nullable=False, server_default="[]"))
    op.add_column("doctors", sa.Column("weekly_hours", JsonDocument, nullable=True))
    op.add_column("doctors", sa.Column("in_service", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("doctors", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "on_call_weeks",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("doctor_id", sa.String(length=40), nullable=False),
        sa.Column("set_by", sa.String(length=240), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name=op.f("fk_on_call_weeks_doctor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_call_weeks")),
        sa.UniqueConstraint("department", "week", name=op.f("uq_on_call_weeks_department_week")),
    )
    op.create_index(op.f("ix_on_call_weeks_doctor_id"), "on_call_weeks", ["doctor_id"])
    with op.batch_alter_table("assignments") as assignments:
        assignments.alter_column("assigned_by_id", existing_type=sa.String(length=40), nullable=True)
    op.create_index(op.f("ix_assignments_assigned_at"), "assignments", ["assigned_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_assignments_assigned_at"), "assignments")
    op.execute(  # the older schema wants an account: one of the hospital's desk, or else who reported the case
        "UPDATE assignments SET assigned_by_id = coalesce("
        "(SELECT min(id) FROM accounts WHERE role IN ('coordinator', 'admin')), "
        "(SELECT reporter_id FROM cases WHERE cases.id = assignments.case_id)) WHERE assigned_by_id IS NULL"
    )
    with op.batch_alter_table("assignments") as assignments:
        assignments.alter_column("assigned_by_id", existing_type=sa.String(length=40), nullable=False)
    op.drop_table("on_call_weeks")
    for name in ("version", "in_service", "weekly_hours", "certificates", "travel_limit_km", "region_zh", "region_en"):
        op.drop_column("doctors", name)
