"""Which columns name stored contents: whoever checks, cleans or exports contents asks here."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import InstrumentedAttribute

from clinic_api.attachments.models import Attachment
from clinic_api.examinations.models import ExaminationFigure
from clinic_api.factory_data.models import FactoryExport
from clinic_api.health_records.models import IssuedDocument
from clinic_api.recordings.models import Recording

__all__ = ["CONTENT_COLUMNS", "named_contents"]

CONTENT_COLUMNS: Final[tuple[InstrumentedAttribute[Any], ...]] = (
    Recording.sha256,
    ExaminationFigure.sha256,
    ExaminationFigure.plot_sha256,
    Attachment.sha256,
    FactoryExport.sha256,
    IssuedDocument.file_sha256,
)
"""Every column whose value is the SHA-256 of a content in the storage."""


def named_contents() -> CompoundSelect[Any]:
    """Select the SHA-256 of every content that some row names, each once."""
    return union(*(select(column.label("sha256")).where(column.is_not(None)) for column in CONTENT_COLUMNS))
