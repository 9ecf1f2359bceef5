"""What the routes of drafts take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, JsonValue, StringConstraints

from clinic_api.drafts.models import DRAFT_NAME_LENGTH
from clinic_api.kit.fields import RequestBody

__all__ = ["DraftName", "FormDraftRead", "FormDraftWrite"]

DraftName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_.:-]+$", max_length=DRAFT_NAME_LENGTH),
    Field(description="which form, and of what: a word the program chooses", examples=["question:case_01J…"]),
]
Values = Annotated[
    dict[str, JsonValue],
    Field(max_length=200, description="the fields by name; 64 KiB of JSON at most", examples=[{"text": "铭牌照片？"}]),
]


class FormDraftWrite(RequestBody):
    """The fields as they stand now, all of them."""

    values: Values


class FormDraftRead(BaseModel):
    """A draft of yours."""

    name: str
    values: Values
    updated_at: datetime
