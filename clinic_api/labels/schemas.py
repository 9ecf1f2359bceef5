"""What the label routes take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody

__all__ = ["LabelCode", "LabelCodeRead", "LabelRead"]


class LabelRead(BaseModel):
    """The label of a machine: ``url`` is what its QR code holds, ``short_code`` what is typed with a broken camera."""

    id: str
    equipment_id: str
    generation: int
    url: str
    short_code: str
    created_at: datetime


class LabelCode(RequestBody):
    """The letters under a QR code; spaces, dashes and lower case do not matter."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(examples=["ABCDE-FGHJK"])


class LabelCodeRead(BaseModel):
    """What the QR code holds: send ``token`` as ``Authorization: Bearer …``."""

    token: str
    url: str
