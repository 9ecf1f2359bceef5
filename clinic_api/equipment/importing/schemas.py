"""What an import answers."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from clinic_api.kit.fields import TextRead

__all__ = ["ImportNote", "ImportRead", "ImportRow", "RowAction"]

RowAction = Literal["create", "update", "unchanged", "skip", "bad"]


class ImportNote(BaseModel):
    """An error or a warning about one field of a row (null: the row or the table as a whole)."""

    field: str | None
    code: str
    message: TextRead


class ImportRow(BaseModel):
    """One row: what is (or would be) done with it, and why it cannot be done."""

    row: int = Field(description="number in the table, from 1, the head included")
    asset_number: str | None
    action: RowAction
    equipment_id: str | None = Field(description="the machine; null for a new one of a dry run and for a bad row")
    errors: list[ImportNote]
    warnings: list[ImportNote]


class ImportRead(BaseModel):
    """The outcome of an import, or with ``dry_run`` what it would be."""

    dry_run: bool
    counts: dict[RowAction, int]
    warnings: list[ImportNote] = Field(description="about the table as a whole")
    rows: list[ImportRow]
