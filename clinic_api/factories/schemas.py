"""What the factory routes take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody, ShortText, refuse_control_characters

__all__ = ["FactoryCreate", "FactoryRead"]


class FactoryCreate(RequestBody):
    """A new factory; where it lies counts for rounds and visits."""

    name_en: ShortText = Field(examples=["Liyuan Pump Works"])
    name_zh: ShortText = Field(examples=["蠡园水泵厂"])
    latitude_deg: float | None = Field(default=None, ge=-90, le=90, allow_inf_nan=False, examples=[31.53])
    longitude_deg: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False, examples=[120.27])
    address: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=240), AfterValidator(refuse_control_characters)
    ] = Field(default="", examples=["无锡滨湖"])


class FactoryRead(BaseModel):
    """A factory."""

    id: str
    name_en: str
    name_zh: str
    latitude_deg: float | None
    longitude_deg: float | None
    address: str
    created_at: datetime
