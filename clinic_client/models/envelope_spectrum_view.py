from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.envelope_spectrum_view_band_source import (
    EnvelopeSpectrumViewBandSource,
    check_envelope_spectrum_view_band_source,
)

if TYPE_CHECKING:
    from ..models.channel_read import ChannelRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="EnvelopeSpectrumView")


@_attrs_define
class EnvelopeSpectrumView:
    """The spectrum of the squared envelope of a band, as modulation depth.

    Attributes:
        averages (int): 1: one transform of the whole stretch; more: mean power of that many parts
        band_hz (list[float]):
        band_source (EnvelopeSpectrumViewBandSource):
        band_text (TextRead): One text in both languages.
        channel (ChannelRead): One channel of a recording.
        channels (list[ChannelRead]):
        duration_s (float):
        from_hz (float):
        from_s (float):
        line_step (float): Hz from line to line
        maximum (list[float | None]):
        minimum (list[float | None]): the least value of each column; null where nothing was measured
        recording_id (str):
        reduced_by (float): samples or lines in a column; 1 = each is shown
        resolution_hz (float): distance of two lines that can be told apart
        sampling_rate_hz (float):
        to_hz (float):
        to_s (float):
        value_unit (None | str):
    """

    averages: int
    band_hz: list[float]
    band_source: EnvelopeSpectrumViewBandSource
    band_text: TextRead
    channel: ChannelRead
    channels: list[ChannelRead]
    duration_s: float
    from_hz: float
    from_s: float
    line_step: float
    maximum: list[float | None]
    minimum: list[float | None]
    recording_id: str
    reduced_by: float
    resolution_hz: float
    sampling_rate_hz: float
    to_hz: float
    to_s: float
    value_unit: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        averages = self.averages

        band_hz = []
        for band_hz_item_data in self.band_hz:
            band_hz_item: float
            band_hz_item = band_hz_item_data
            band_hz.append(band_hz_item)

        band_source: str = self.band_source

        band_text = self.band_text.to_dict()

        channel = self.channel.to_dict()

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        duration_s = self.duration_s

        from_hz = self.from_hz

        from_s = self.from_s

        line_step = self.line_step

        maximum = []
        for maximum_item_data in self.maximum:
            maximum_item: float | None
            maximum_item = maximum_item_data
            maximum.append(maximum_item)

        minimum = []
        for minimum_item_data in self.minimum:
            minimum_item: float | None
            minimum_item = minimum_item_data
            minimum.append(minimum_item)

        recording_id = self.recording_id

        reduced_by = self.reduced_by

        resolution_hz = self.resolution_hz

        sampling_rate_hz = self.sampling_rate_hz

        to_hz = self.to_hz

        to_s = self.to_s

        value_unit: None | str
        value_unit = self.value_unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "averages": averages,
                "band_hz": band_hz,
                "band_source": band_source,
                "band_text": band_text,
                "channel": channel,
                "channels": channels,
                "duration_s": duration_s,
                "from_hz": from_hz,
                "from_s": from_s,
                "line_step": line_step,
                "maximum": maximum,
                "minimum": minimum,
                "recording_id": recording_id,
                "reduced_by": reduced_by,
                "resolution_hz": resolution_hz,
                "sampling_rate_hz": sampling_rate_hz,
                "to_hz": to_hz,
                "to_s": to_s,
                "value_unit": value_unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_read import ChannelRead
        from ..models.text_read import TextRead

        d = dict(src_dict)
        averages = d.pop("averages")

        band_hz = []
        _band_hz = d.pop("band_hz")
        for band_hz_item_data in _band_hz:

            def _parse_band_hz_item(data: object) -> float:
                return cast(float, data)

            band_hz_item = _parse_band_hz_item(band_hz_item_data)

            band_hz.append(band_hz_item)

        band_source = check_envelope_spectrum_view_band_source(d.pop("band_source"))

        band_text = TextRead.from_dict(d.pop("band_text"))

        channel = ChannelRead.from_dict(d.pop("channel"))

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ChannelRead.from_dict(channels_item_data)

            channels.append(channels_item)

        duration_s = d.pop("duration_s")

        from_hz = d.pop("from_hz")

        from_s = d.pop("from_s")

        line_step = d.pop("line_step")

        maximum = []
        _maximum = d.pop("maximum")
        for maximum_item_data in _maximum:

            def _parse_maximum_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            maximum_item = _parse_maximum_item(maximum_item_data)

            maximum.append(maximum_item)

        minimum = []
        _minimum = d.pop("minimum")
        for minimum_item_data in _minimum:

            def _parse_minimum_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            minimum_item = _parse_minimum_item(minimum_item_data)

            minimum.append(minimum_item)

        recording_id = d.pop("recording_id")

        reduced_by = d.pop("reduced_by")

        resolution_hz = d.pop("resolution_hz")

        sampling_rate_hz = d.pop("sampling_rate_hz")

        to_hz = d.pop("to_hz")

        to_s = d.pop("to_s")

        def _parse_value_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value_unit = _parse_value_unit(d.pop("value_unit"))

        envelope_spectrum_view = cls(
            averages=averages,
            band_hz=band_hz,
            band_source=band_source,
            band_text=band_text,
            channel=channel,
            channels=channels,
            duration_s=duration_s,
            from_hz=from_hz,
            from_s=from_s,
            line_step=line_step,
            maximum=maximum,
            minimum=minimum,
            recording_id=recording_id,
            reduced_by=reduced_by,
            resolution_hz=resolution_hz,
            sampling_rate_hz=sampling_rate_hz,
            to_hz=to_hz,
            to_s=to_s,
            value_unit=value_unit,
        )

        envelope_spectrum_view.additional_properties = d
        return envelope_spectrum_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
