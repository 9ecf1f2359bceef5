"""What the label routes take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody
from clinic_api.kit.language import Language
from clinic_api.labels.sheet import LabelLayout

__all__ = ["LabelCode", "LabelCodeRead", "LabelRead", "LabelSheet"]


class LabelRead(BaseModel):
    """The label of a machine: ``url`` is what its QR code holds, ``short_code`` what is typed with a broken camera."""

    id: str
    equipment_id: str
    generation: int
    url: str
    short_code: str
    created_at: datetime


class LabelSheet(RequestBody):
    """The machines whose labels to print, in the order of the sheet, and the columns by rows of an A4 page."""

    equipment_ids: Annotated[
        list[Annotated[str, StringConstraints(max_length=64)]], Field(min_length=1, max_length=240)
    ]
    layout: LabelLayout = "3x7"
    language: Language | None = Field(default=None, description="of the document; your own without it")


class LabelCode(RequestBody):
    """The letters under a QR code; spaces, dashes and lower case do not matter."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(examples=["ABCDE-FGHJK"])


class LabelCodeRead(BaseModel):
    """What the QR code holds: send ``token`` as ``Authorization: Bearer …``."""

    token: str
    url: str
