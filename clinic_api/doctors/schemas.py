"""What the doctor routes give."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

__all__ = ["DoctorRead"]


class DoctorRead(BaseModel):
    """A doctor; ``specialties`` grades tags 0…1, ``home`` is latitude and longitude in degrees."""

    id: str
    name_en: str
    name_zh: str
    title_en: str
    title_zh: str
    employment: Literal["staff", "contracted"]
    departments: list[str]
    specialties: dict[str, float]
    category: int
    languages: list[str]
    capacity_minutes: float
    load_minutes: float
    home: list[float] | None
    instruments: list[str] = Field(description="codes of what they can carry to a factory")
