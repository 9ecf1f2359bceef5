"""The bearing catalogue's route."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from diagnostics.catalogue import CatalogueBearing
from diagnostics.catalogue import search_bearings as search_catalogue

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["bearings"])

_MAX_RESULTS = 50


class BearingRead(BaseModel):
    """One bearing: multiples of the shaft's speed with the inner ring turning (bsf is the ball's own spin)."""

    designation: str
    manufacturer: str | None
    balls: int
    ball_mm: float | None
    pitch_mm: float | None
    contact_deg: float
    bpfo: float
    bpfi: float
    bsf: float
    ftf: float
    source: str

    @classmethod
    def of(cls, bearing: CatalogueBearing) -> BearingRead:
        """Return the form of a row of the catalogue."""
        return cls(**{name: getattr(bearing, name) for name in cls.model_fields})


class BearingList(BaseModel):
    """The bearings found, at most 50."""

    items: list[BearingRead]


@router.get("/bearings")
def search_bearings(
    principal: Annotated[Principal, Depends(requires(Permission.BEARING_READ))],
    query: Annotated[
        str, Query(max_length=80, description="part of a designation or manufacturer", examples=["6205"])
    ] = "",
) -> BearingList:
    """Search the catalogue of bearings by designation or manufacturer."""
    return BearingList(items=[BearingRead.of(bearing) for bearing in search_catalogue(query)[:_MAX_RESULTS]])
