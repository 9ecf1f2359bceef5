"""What the view routes give."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from clinic_api.kit.fields import TextRead

__all__ = [
    "ChannelRead",
    "EnvelopeSpectrumView",
    "OrbitView",
    "OrderSpectrumView",
    "Peak",
    "Readout",
    "SensorRead",
    "SignalView",
    "SpectrogramView",
    "SpectrumPeaks",
    "SpectrumView",
]


class SensorRead(BaseModel):
    """The machine's sensor on a channel: a value times ``factor`` is in ``unit``, both null without calibration."""

    quantity: str
    unit: str | None
    factor: float | None
    position: str | None
    direction: str | None


class ChannelRead(BaseModel):
    """One channel of a recording."""

    index: int = Field(description="from 1")
    name: str
    unit: str | None = Field(description="as the file names it")
    sensor: SensorRead | None = None


class _OfRecording(BaseModel):
    recording_id: str
    channels: list[ChannelRead]
    sampling_rate_hz: float
    duration_s: float
    from_s: float
    to_s: float


class _View(_OfRecording):
    channel: ChannelRead


class _Columns(_View):
    minimum: list[float | None] = Field(description="the least value of each column; null where nothing was measured")
    maximum: list[float | None]
    value_unit: str | None
    reduced_by: float = Field(description="samples or lines in a column; 1 = each is shown")


class SignalView(_Columns):
    """A stretch of one channel. The columns are of equal width, ``from_s`` to ``to_s``."""


class Readout(_View):
    """The sample nearest to a time."""

    index: int
    at_s: float
    value: float | None = Field(description="null where it was lost")
    value_unit: str | None


class _Spectrum(_Columns):
    from_hz: float
    to_hz: float
    line_step: float = Field(description="Hz from line to line")
    resolution_hz: float = Field(description="distance of two lines that can be told apart")
    averages: int = Field(description="1: one transform of the whole stretch; more: mean power of that many parts")


class SpectrumView(_Spectrum):
    """The amplitude spectrum (peak, Hann window) of a stretch; its columns go from ``from_hz`` to ``to_hz``."""

    quantity: Literal["recorded", "velocity"]


class EnvelopeSpectrumView(_Spectrum):
    """The spectrum of the squared envelope of a band, as modulation depth."""

    band_hz: tuple[float, float]
    band_source: Literal["given", "chosen"]
    band_text: TextRead


class Peak(BaseModel):
    """A local maximum of a spectrum, interpolated between its lines."""

    frequency_hz: float
    amplitude: float


class SpectrumPeaks(_View):
    """The largest local maxima of a spectrum, the largest first."""

    kind: Literal["spectrum", "envelope"]
    items: list[Peak]
    value_unit: str | None
    line_step: float
    band_hz: tuple[float, float] | None = None


class SpectrogramView(_View):
    """Levels over time and frequency; the largest value of each cell."""

    from_hz: float
    to_hz: float
    columns: int
    rows: int
    level_db: str = Field(description="base64 of rows × columns bytes, row by row, the lowest frequency first")
    level_min_db: float = Field(description="of byte 0")
    level_max_db: float = Field(description="of byte 255")
    reference: str
    window_s: float


class OrderSpectrumView(_Columns):
    """The amplitude over orders of the main shaft."""

    from_order: float
    to_order: float
    line_step: float = Field(description="orders from line to line")
    speed_rpm: float
    speed_source: Literal["tachometer", "given", "examined", "machine"]


class OrbitView(_OfRecording):
    """Two channels against each other, without their means."""

    channel_x: ChannelRead
    channel_y: ChannelRead
    x: list[float]
    y: list[float]
    x_unit: str | None
    y_unit: str | None
    step_s: float
    band_high_hz: float = Field(description="above it nothing was left in")
