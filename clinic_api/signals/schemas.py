"""What the view routes give."""

from __future__ import annotations

from pydantic import BaseModel, Field

__all__ = ["ChannelRead", "SignalView", "SpectrumView"]


class ChannelRead(BaseModel):
    """One channel of a recording."""

    index: int = Field(description="from 1")
    name: str
    unit: str | None


class _View(BaseModel):
    recording_id: str
    channel: ChannelRead
    channels: list[ChannelRead]
    sampling_rate_hz: float
    duration_s: float
    from_s: float
    to_s: float
    minimum: list[float | None] = Field(description="the least value of each column; null where nothing was measured")
    maximum: list[float | None]


class SignalView(_View):
    """A stretch of one channel. The columns are of equal width, ``from_s`` to ``to_s``."""


class SpectrumView(_View):
    """The amplitude spectrum (peak, Hann window) of a stretch; its columns go from ``from_hz`` to ``to_hz``."""

    from_hz: float
    to_hz: float
    resolution_hz: float = Field(description="distance of two lines that can be told apart: 1 / length of the stretch")
