"""What is stamped on a machine: typed figures, each with its unit in its name, and what the catalogue knows of its
bearings.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BaseModel, Field

from clinic_api.kit.fields import RequestBody, ShortText
from diagnostics.catalogue import find_bearing
from diagnostics.errors import DiagnosticsError

__all__ = ["BearingOfNameplate", "Nameplate", "bearings_of", "is_in_catalogue"]

Positive = Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]

_BEARING_FIELDS: Final = {"DE": "bearing_drive_end", "NDE": "bearing_non_drive_end"}


class Nameplate(RequestBody):
    """The nameplate; everything may be left out."""

    manufacturer: ShortText | None = Field(default=None, examples=["Liyuan"])
    model: ShortText | None = Field(default=None, examples=["YE3-160M-4"])
    serial_number: ShortText | None = None
    year_built: int | None = Field(default=None, ge=1850, le=2100)
    power_kw: Positive | None = Field(default=None, examples=[15])
    speed_rpm: Positive | None = Field(default=None, examples=[1480])
    voltage_v: Positive | None = Field(default=None, examples=[380])
    current_a: Positive | None = Field(default=None, examples=[29.4])
    frequency_hz: Positive | None = Field(default=None, examples=[50])
    power_factor: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] | None = None
    mass_kg: Positive | None = None
    flow_m3_h: Positive | None = None
    head_m: Positive | None = None
    pressure_kpa: Positive | None = None
    insulation_class: ShortText | None = None
    protection_class: ShortText | None = Field(default=None, examples=["IP55"])
    bearing_drive_end: ShortText | None = Field(default=None, description="designation", examples=["6205-2Z"])
    bearing_non_drive_end: ShortText | None = Field(default=None, description="designation")

    def stored(self) -> dict[str, Any]:
        """Return what is kept: the figures that are known."""
        return self.model_dump(exclude_none=True)


class BearingOfNameplate(BaseModel):
    """A bearing as it is written on the nameplate."""

    id: str = Field(description="DE: drive end, NDE: non-drive end")
    designation: str
    in_catalogue: bool = Field(description="whether its frequencies are known; see GET /bearings")


def bearings_of(nameplate: dict[str, Any]) -> list[BearingOfNameplate]:
    """Return the bearings of a stored nameplate and whether the catalogue knows them."""
    return [
        BearingOfNameplate(id=place, designation=nameplate[field], in_catalogue=is_in_catalogue(nameplate[field]))
        for place, field in _BEARING_FIELDS.items()
        if nameplate.get(field)
    ]


def is_in_catalogue(designation: str) -> bool:
    """Tell whether the catalogue has this bearing."""
    try:
        find_bearing(designation)
    except DiagnosticsError:
        return False
    return True
