"""What the view routes are asked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

__all__ = [
    "AudioQuery",
    "EnvelopeSpectrumQuery",
    "MarkersQuery",
    "OrbitQuery",
    "OrderSpectrumQuery",
    "PeaksQuery",
    "ReadoutQuery",
    "SpectrogramQuery",
    "SpectrumQuery",
    "ViewQuery",
]

_MOST_S, _MOST_HZ, _MOST_RPM = 1e9, 1e9, 1e6
ChannelKey = Annotated[str, Field(max_length=120, description="its number from 1, or its name in the file")]
Component = Annotated[str, StringConstraints(min_length=1, max_length=120)]
OtherBearing = Annotated[
    str, StringConstraints(pattern=r"^[^:]{1,120}:.{1,120}$"), Field(description="COMPONENT:DESIGNATION")
]


class StretchQuery(BaseModel):
    """A stretch of one channel."""

    channel: ChannelKey = "1"
    from_s: float = Field(default=0.0, ge=0, le=_MOST_S)
    to_s: float | None = Field(default=None, gt=0, le=_MOST_S, description="the end of the recording without it")


class BandQuery(StretchQuery):
    """The same, and what is looked at of its spectrum."""

    from_hz: float = Field(default=0.0, ge=0, le=_MOST_HZ)
    to_hz: float | None = Field(default=None, gt=0, le=_MOST_HZ, description="as far as the spectrum goes without it")


class ViewQuery(StretchQuery):
    """A stretch at the width of a screen."""

    pixels: int = Field(default=1000, ge=3, le=4000, description="columns at most; fewer where there are fewer values")


class ReadoutQuery(BaseModel):
    """A place in a signal."""

    channel: ChannelKey = "1"
    at_s: float = Field(default=0.0, ge=0, le=_MOST_S)


class SpectrumQuery(BandQuery):
    """A spectrum at the width of a screen."""

    pixels: int = Field(default=1000, ge=3, le=4000, description="columns at most; fewer where there are fewer lines")
    quantity: Literal["recorded", "velocity"] = Field(default="recorded", description="velocity is in mm/s")


class _Envelope(BaseModel):
    band_low_hz: float | None = Field(default=None, ge=0, le=_MOST_HZ, description="both edges of the band, or neither")
    band_high_hz: float | None = Field(default=None, gt=0, le=_MOST_HZ)


class EnvelopeSpectrumQuery(BandQuery, _Envelope):
    """An envelope spectrum at the width of a screen."""

    pixels: int = Field(default=1000, ge=3, le=4000, description="columns at most; fewer where there are fewer lines")


class PeaksQuery(BandQuery, _Envelope):
    """The largest lines of a spectrum."""

    kind: Literal["spectrum", "envelope"] = "spectrum"
    quantity: Literal["recorded", "velocity"] = "recorded"
    count: int = Field(default=20, ge=1, le=200)


class SpectrogramQuery(BandQuery):
    """Levels over time and frequency."""

    columns: int = Field(default=600, ge=1, le=2000)
    rows: int = Field(default=256, ge=1, le=1024)


class OrderSpectrumQuery(StretchQuery):
    """A spectrum over orders."""

    to_order: float = Field(default=20.0, gt=0, le=10_000)
    pixels: int = Field(default=1000, ge=3, le=4000)
    rpm: float | None = Field(default=None, gt=0, lt=_MOST_RPM, description="a constant speed of the main shaft")


class OrbitQuery(BaseModel):
    """Two channels against each other."""

    channel_x: ChannelKey = "1"
    channel_y: ChannelKey = "2"
    from_s: float = Field(default=0.0, ge=0, le=_MOST_S)
    to_s: float | None = Field(default=None, gt=0, le=_MOST_S)
    points: int = Field(default=2000, ge=8, le=4000)
    band_high_hz: float | None = Field(default=None, gt=0, le=_MOST_HZ)


class AudioQuery(StretchQuery):
    """A stretch to listen to."""

    rate: int | None = Field(default=None, ge=8000, le=48_000, description="samples a second of what is sent")


class MarkersQuery(BaseModel):
    """Whose lines, at which speed."""

    rpm: float | None = Field(default=None, gt=0, lt=_MOST_RPM, description="of the main shaft")
    bearing: list[OtherBearing] = Field(default_factory=list, max_length=20)
    bearing_candidates: bool = False
    component: Component | None = Field(default=None, description="the bearing to propose types for")
    channel: ChannelKey | None = Field(default=None, description="what candidates rest on; all channels without it")
