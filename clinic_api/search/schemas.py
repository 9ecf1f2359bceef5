"""What the routes of saved filters take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody

__all__ = ["SavedFilterCreate", "SavedFilterRead", "SavedFilterUpdate", "Subject"]

Subject = Literal["cases", "equipment"]
FilterName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
FilterQuery = Annotated[
    dict[str, Any],
    Field(description="the parameters of the list", examples=[{"q": "轴承", "state": ["triaged"], "urgency_to": 2}]),
]


class SavedFilterCreate(RequestBody):
    """A filter to keep."""

    subject: Subject
    name: FilterName
    query: FilterQuery


class SavedFilterUpdate(RequestBody):
    """What to change of a saved filter."""

    name: FilterName | None = None
    query: FilterQuery | None = None


class SavedFilterRead(BaseModel):
    """One of your filters; ``is_usable`` is false for one that the list would refuse by now."""

    id: str
    subject: Subject
    name: str
    query: dict[str, Any]
    is_usable: bool
    created_at: datetime
