"""Recalibrations; who was proposed for an assignment and for which specialty; who had been right at the first time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from clinic_api.database import JsonDocument, UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_BATCH = 500


def upgrade() -> None:
    op.execute(  # in words, for SQLite takes a named reference with a new column only this way
        "ALTER TABLE assignments ADD COLUMN proposed_doctor_id VARCHAR(40) "
        "CONSTRAINT fk_assignments_proposed_doctor_id REFERENCES doctors (id)"
    )
    op.add_column("assignments", sa.Column("specialty", sa.String(length=60), nullable=True))
    op.execute(
        "ALTER TABLE confirmed_findings ADD COLUMN signer_doctor_id VARCHAR(40) "
        "CONSTRAINT fk_confirmed_findings_signer_doctor_id REFERENCES doctors (id)"
    )
    op.add_column("confirmed_findings", sa.Column("signer_right", sa.Boolean(), nullable=True))
    _judge_first_diagnoses(op.get_bind())
    op.create_table(
        "recalibrations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("content", JsonDocument, nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=240), nullable=False),
        sa.Column("activated_at", UtcDateTime(), nullable=True),
        sa.Column("activated_by", sa.String(length=240), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=240), nullable=True),
        sa.CheckConstraint("state IN ('proposed', 'active', 'withdrawn')", name=op.f("ck_recalibrations_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recalibrations")),
    )
    active = sa.text("state = 'active'")
    op.create_index(
        "uq_recalibrations_active",
        "recalibrations",
        ["state"],
        unique=True,
        sqlite_where=active,
        postgresql_where=active,
    )


def _judge_first_diagnoses(bind: sa.Connection) -> None:
    """Judge what was signed first by what has been found since, as the service does with each line told from now on.

    Lines once told are never changed: only here, and only in the columns that are new.
    """
    triggers = sa.text(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name = 'confirmed_findings_kept_update'"
    )
    if bind.dialect.name == "postgresql":
        op.execute("ALTER TABLE confirmed_findings DISABLE TRIGGER confirmed_findings_kept_row")
        _judge_lines(bind)
        op.execute("ALTER TABLE confirmed_findings ENABLE TRIGGER confirmed_findings_kept_row")
        return
    name, again = bind.execute(triggers).one()
    op.execute(f"DROP TRIGGER {name}")
    _judge_lines(bind)
    op.execute(again)


def _judge_lines(bind: sa.Connection) -> None:
    found = sa.table(
        "confirmed_findings",
        *(
            sa.column(name)
            for name in ("id", "case_id", "outcome", "fault", "found_fault", "told_by", "signer_doctor_id")
        ),
        sa.column("signer_right", sa.Boolean()),
    )
    signed = sa.table("diagnoses", sa.column("case_id"), sa.column("version"), sa.column("document", JsonDocument))
    doctors = set(bind.execute(sa.text("SELECT id FROM doctors")).scalars())
    named = sa.text("SELECT doctor_id, name_en, name_zh FROM accounts WHERE doctor_id IS NOT NULL")
    accounts = {(row.doctor_id, name) for row in bind.execute(named) for name in _names(row.name_en, row.name_zh)}
    lines = (
        sa.select(found.c.id, found.c.outcome, found.c.fault, found.c.found_fault, found.c.told_by, signed.c.document)
        .join(signed, sa.and_(signed.c.case_id == found.c.case_id, signed.c.version == 1))
        .order_by(found.c.id)
        .limit(_BATCH)
    )
    last = ""
    while rows := bind.execute(lines.where(found.c.id > last)).all():
        for row in rows:
            columns = _judged(row.document, row.outcome, row.fault, row.found_fault)
            signer_id = columns["signer_doctor_id"]
            if signer_id in doctors and (signer_id, row.told_by) not in accounts:
                bind.execute(sa.update(found).where(found.c.id == row.id).values(**columns))
        last = rows[-1].id


def _names(english: str, chinese: str) -> set[str]:
    """Return how a line may name a person; what a signer told about the own diagnosis judges nothing."""
    return {english, chinese, f"{chinese} ({english})"}


def _judged(document: dict[str, Any], outcome: str, predicted: str | None, found: str | None) -> dict[str, Any]:
    signer_id = document.get("signer", {}).get("doctor_id")
    findings = document["content"]["findings"]
    asserted = {finding["fault"] for finding in findings if finding["judgement"] != "refuted"}
    really = found if outcome == "other" else predicted
    return {"signer_doctor_id": signer_id, "signer_right": (really in asserted) == (outcome != "refuted")}


def downgrade() -> None:
    op.drop_table("recalibrations")
    for table, name in (
        ("confirmed_findings", "signer_right"),
        ("confirmed_findings", "signer_doctor_id"),
        ("assignments", "specialty"),
        ("assignments", "proposed_doctor_id"),
    ):
        op.drop_column(table, name)
