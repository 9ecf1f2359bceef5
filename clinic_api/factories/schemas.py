"""What the factory routes take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StringConstraints
from pydantic_core import PydanticCustomError

from clinic_api.factories.models import usual_visit_windows
from clinic_api.kit.fields import ClockTime, RequestBody, ShortText, refuse_control_characters

__all__ = ["FactoryCreate", "FactoryRead", "FactoryUpdate"]


_Phone = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=40), AfterValidator(refuse_control_characters)
]
_Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(refuse_control_characters)
]
_Address = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=240), AfterValidator(refuse_control_characters)
]
_Note = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(refuse_control_characters)
]
_Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
_Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


def _refuse_backwards(windows: list[list[str]]) -> list[list[str]]:
    """Refuse a window that ends before it begins; times of day compare as text."""
    if any(opens >= closes for opens, closes in windows):
        raise PydanticCustomError("window_backwards", "a window has to end after it begins")
    return windows


_Window = Annotated[list[ClockTime], Field(min_length=2, max_length=2)]
VisitWindows = Annotated[list[_Window], Field(min_length=1, max_length=4), AfterValidator(_refuse_backwards)]


class FactoryCreate(RequestBody):
    """A new factory; where it lies counts for rounds and visits."""

    name_en: ShortText = Field(examples=["Liyuan Pump Works"])
    name_zh: ShortText = Field(examples=["蠡园水泵厂"])
    latitude_deg: _Latitude | None = Field(default=None, examples=[31.53])
    longitude_deg: _Longitude | None = Field(default=None, examples=[120.27])
    address: _Address = Field(default="", examples=["无锡滨湖"])
    contact_person: _Line = Field(default="", examples=["王工"])
    contact_phone: _Phone = Field(default="", examples=["0510-85000000"])
    working_hours: _Line = Field(default="", examples=["周一至周六 8:00–17:00"])
    note: _Note = ""
    visit_windows: VisitWindows = Field(
        default_factory=usual_visit_windows, description="when visits are received, from and until"
    )


class FactoryUpdate(RequestBody):
    """A change of a factory; what is left out stays as it is, and null removes a coordinate."""

    name_en: ShortText | None = None
    name_zh: ShortText | None = None
    latitude_deg: _Latitude | None = None
    longitude_deg: _Longitude | None = None
    address: _Address | None = None
    contact_person: _Line | None = None
    contact_phone: _Phone | None = None
    working_hours: _Line | None = None
    note: _Note | None = None
    visit_windows: VisitWindows | None = None


class FactoryRead(BaseModel):
    """A factory."""

    id: str
    name_en: str
    name_zh: str
    latitude_deg: float | None
    longitude_deg: float | None
    address: str
    contact_person: str
    contact_phone: str
    working_hours: str
    note: str
    visit_windows: list[list[str]]
    created_at: datetime
    version: int
    machines: int | None = Field(default=None, description="how many it has in use; in lists only")
    open_cases: int | None = Field(default=None, description="as far as you may see them; in lists only")
