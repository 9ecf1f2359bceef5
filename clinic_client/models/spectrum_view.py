from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.spectrum_view_quantity import (
    SpectrumViewQuantity,
    check_spectrum_view_quantity,
)

if TYPE_CHECKING:
    from ..models.channel_read import ChannelRead


T = TypeVar("T", bound="SpectrumView")


@_attrs_define
class SpectrumView:
    """The amplitude spectrum (peak, Hann window) of a stretch; its columns go from ``from_hz`` to ``to_hz``.

    Attributes:
        averages (int): 1: one transform of the whole stretch; more: mean power of that many parts
        channel (ChannelRead): One channel of a recording.
        channels (list[ChannelRead]):
        duration_s (float):
        from_hz (float):
        from_s (float):
        line_step (float): Hz from line to line
        maximum (list[float | None]):
        minimum (list[float | None]): the least value of each column; null where nothing was measured
        quantity (SpectrumViewQuantity):
        recording_id (str):
        reduced_by (float): samples or lines in a column; 1 = each is shown
        resolution_hz (float): distance of two lines that can be told apart
        sampling_rate_hz (float):
        to_hz (float):
        to_s (float):
        value_unit (None | str):
    """

    averages: int
    channel: ChannelRead
    channels: list[ChannelRead]
    duration_s: float
    from_hz: float
    from_s: float
    line_step: float
    maximum: list[float | None]
    minimum: list[float | None]
    quantity: SpectrumViewQuantity
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

        quantity: str = self.quantity

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
                "channel": channel,
                "channels": channels,
                "duration_s": duration_s,
                "from_hz": from_hz,
                "from_s": from_s,
                "line_step": line_step,
                "maximum": maximum,
                "minimum": minimum,
                "quantity": quantity,
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

        d = dict(src_dict)
        averages = d.pop("averages")

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

        quantity = check_spectrum_view_quantity(d.pop("quantity"))

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

        spectrum_view = cls(
            averages=averages,
            channel=channel,
            channels=channels,
            duration_s=duration_s,
            from_hz=from_hz,
            from_s=from_s,
            line_step=line_step,
            maximum=maximum,
            minimum=minimum,
            quantity=quantity,
            recording_id=recording_id,
            reduced_by=reduced_by,
            resolution_hz=resolution_hz,
            sampling_rate_hz=sampling_rate_hz,
            to_hz=to_hz,
            to_s=to_s,
            value_unit=value_unit,
        )

        spectrum_view.additional_properties = d
        return spectrum_view

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
