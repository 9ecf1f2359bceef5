"""What is said of a note."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody, TextRead, refuse_control_characters

__all__ = ["NoteCreate", "NoteList", "NoteRead", "Plot"]

Plot = Literal["time", "spectrum", "envelope", "spectrogram", "orders", "orbit"]
_Place = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
_NoteText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000),
    AfterValidator(refuse_control_characters),
]


class NoteCreate(RequestBody):
    """A remark and its place."""

    plot: Plot
    channel: Annotated[
        str, StringConstraints(min_length=1, max_length=120), AfterValidator(refuse_control_characters)
    ] = Field(description="its number from 1, or its name in the file")
    x_from: _Place = Field(description="s, Hz or orders, as the plot has them")
    x_to: _Place = Field(description="the same as x_from for a single place")
    y: _Place | None = None
    text: _NoteText
    finding_index: int | None = Field(
        default=None, ge=0, le=1000, description="finding of the newest examination that it is about"
    )


class NoteRead(BaseModel):
    """A note as it is shown."""

    id: str
    plot: Plot
    channel: str
    x_from: float
    x_to: float
    y: float | None
    text: str
    examination_id: str | None
    finding_index: int | None
    author: TextRead
    mine: bool = Field(description="whether you wrote it, and may remove it")
    created_at: datetime


class NoteList(BaseModel):
    """All notes on a recording, the oldest first."""

    items: list[NoteRead]
