"""The register of machines: nameplates, points, photos and documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime
from clinic_api.migrations.rows import keep_lines, protect_rows

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_FACTORY_COLUMNS = (("contact_person", 120), ("contact_phone", 40), ("working_hours", 120), ("note", 1000))
_EQUIPMENT_COLUMNS = ("asset_number", "safety_criticality", "status", "parent_id", "nameplate")


def upgrade() -> None:
    for name, length in _FACTORY_COLUMNS:
        op.add_column("factories", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    op.add_column("factories", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    _widen_equipment()
    _create_points()
    _create_attachments()
    _create_issued_documents()


def _widen_equipment() -> None:
    with op.batch_alter_table("equipment") as equipment:
        equipment.add_column(sa.Column("asset_number", sa.String(length=60), nullable=True))
        equipment.add_column(sa.Column("safety_criticality", sa.String(length=1), nullable=False, server_default="c"))
        equipment.add_column(sa.Column("status", sa.String(length=20), nullable=False, server_default="in_service"))
        equipment.add_column(sa.Column("parent_id", sa.String(length=40), nullable=True))
        equipment.add_column(sa.Column("nameplate", JsonDocument, nullable=False, server_default="{}"))
        equipment.create_check_constraint(
            op.f("ck_equipment_safety_criticality_known"), "safety_criticality IN ('a', 'b', 'c')"
        )
        equipment.create_check_constraint(
            op.f("ck_equipment_status_known"), "status IN ('in_service', 'out_of_service', 'scrapped')"
        )
        equipment.create_unique_constraint(op.f("uq_equipment_factory_id_id"), ["factory_id", "id"])
        equipment.create_unique_constraint(op.f("uq_equipment_factory_id_asset_number"), ["factory_id", "asset_number"])
    with op.batch_alter_table("equipment") as equipment:
        equipment.create_foreign_key(
            op.f("fk_equipment_factory_id_parent_id"), "equipment", ["factory_id", "parent_id"], ["factory_id", "id"]
        )
    op.create_index(op.f("ix_equipment_parent_id"), "equipment", ["parent_id"])


def _create_points() -> None:
    op.create_table(
        "points",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.String(length=60), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=True),
        sa.Column("quantity", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=60), nullable=True),
        sa.Column("sensor_description", sa.String(length=240), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_points_factory_id")),
        sa.ForeignKeyConstraint(
            ["factory_id", "equipment_id"],
            ["equipment.factory_id", "equipment.id"],
            name=op.f("fk_points_factory_id_equipment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points")),
    )
    op.create_index(op.f("ix_points_equipment_id"), "points", ["equipment_id"])
    op.create_index(op.f("ix_points_factory_id"), "points", ["factory_id"])
    protect_rows("points")


def _create_attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=40), nullable=False),
        sa.Column("equipment_id", sa.String(length=40), nullable=True),
        sa.Column("case_id", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_by_id", sa.String(length=40), nullable=False),
        sa.Column("added_by", sa.String(length=240), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.Column("removed_by", sa.String(length=240), nullable=True),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('photo', 'document', 'sound', 'other')", name=op.f("ck_attachments_kind_known")),
        sa.CheckConstraint("removed_at IS NULL OR case_id IS NULL", name=op.f("ck_attachments_files_of_a_case_stay")),
        sa.ForeignKeyConstraint(["added_by_id"], ["accounts.id"], name=op.f("fk_attachments_added_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_attachments_case_id")),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_attachments_factory_id")),
        sa.ForeignKeyConstraint(
            ["factory_id", "equipment_id"],
            ["equipment.factory_id", "equipment.id"],
            name=op.f("fk_attachments_factory_id_equipment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    for column in ("subject_id", "equipment_id", "case_id", "sha256", "factory_id"):
        op.create_index(op.f(f"ix_attachments_{column}"), "attachments", [column])
    protect_rows("attachments")


def _create_issued_documents() -> None:
    op.create_table(
        "issued_documents",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("issued_by_id", sa.String(length=40), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("factory_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name=op.f("fk_issued_documents_factory_id")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["accounts.id"], name=op.f("fk_issued_documents_issued_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_documents")),
        sa.UniqueConstraint("sha256", name=op.f("uq_issued_documents_sha256")),
    )
    op.create_index(op.f("ix_issued_documents_factory_id"), "issued_documents", ["factory_id"])
    op.create_index(
        "ix_issued_documents_subject_id_content_sha256", "issued_documents", ["subject_id", "content_sha256"]
    )
    protect_rows("issued_documents")
    keep_lines("issued_documents")


def downgrade() -> None:
    op.drop_table("issued_documents")
    op.drop_table("attachments")
    op.drop_table("points")
    op.drop_index(op.f("ix_equipment_parent_id"), table_name="equipment")
    with op.batch_alter_table("equipment") as equipment:
        equipment.drop_constraint(op.f("fk_equipment_factory_id_parent_id"), type_="foreignkey")
    with op.batch_alter_table("equipment") as equipment:
        equipment.drop_constraint(op.f("uq_equipment_factory_id_asset_number"), type_="unique")
        equipment.drop_constraint(op.f("uq_equipment_factory_id_id"), type_="unique")
        equipment.drop_constraint(op.f("ck_equipment_status_known"), type_="check")
        equipment.drop_constraint(op.f("ck_equipment_safety_criticality_known"), type_="check")
        for name in reversed(_EQUIPMENT_COLUMNS):
            equipment.drop_column(name)
    op.drop_column("factories", "version")
    for name, _ in reversed(_FACTORY_COLUMNS):
        op.drop_column("factories", name)
