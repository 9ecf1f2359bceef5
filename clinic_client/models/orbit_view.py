from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.channel_read import ChannelRead


T = TypeVar("T", bound="OrbitView")


@_attrs_define
class OrbitView:
    """Two channels against each other, without their means.

    Attributes:
        band_high_hz (float): above it nothing was left in
        channel_x (ChannelRead): One channel of a recording.
        channel_y (ChannelRead): One channel of a recording.
        channels (list[ChannelRead]):
        duration_s (float):
        from_s (float):
        recording_id (str):
        sampling_rate_hz (float):
        step_s (float):
        to_s (float):
        x (list[float]):
        x_unit (None | str):
        y (list[float]):
        y_unit (None | str):
    """

    band_high_hz: float
    channel_x: ChannelRead
    channel_y: ChannelRead
    channels: list[ChannelRead]
    duration_s: float
    from_s: float
    recording_id: str
    sampling_rate_hz: float
    step_s: float
    to_s: float
    x: list[float]
    x_unit: None | str
    y: list[float]
    y_unit: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        band_high_hz = self.band_high_hz

        channel_x = self.channel_x.to_dict()

        channel_y = self.channel_y.to_dict()

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        duration_s = self.duration_s

        from_s = self.from_s

        recording_id = self.recording_id

        sampling_rate_hz = self.sampling_rate_hz

        step_s = self.step_s

        to_s = self.to_s

        x = self.x

        x_unit: None | str
        x_unit = self.x_unit

        y = self.y

        y_unit: None | str
        y_unit = self.y_unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "band_high_hz": band_high_hz,
                "channel_x": channel_x,
                "channel_y": channel_y,
                "channels": channels,
                "duration_s": duration_s,
                "from_s": from_s,
                "recording_id": recording_id,
                "sampling_rate_hz": sampling_rate_hz,
                "step_s": step_s,
                "to_s": to_s,
                "x": x,
                "x_unit": x_unit,
                "y": y,
                "y_unit": y_unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_read import ChannelRead

        d = dict(src_dict)
        band_high_hz = d.pop("band_high_hz")

        channel_x = ChannelRead.from_dict(d.pop("channel_x"))

        channel_y = ChannelRead.from_dict(d.pop("channel_y"))

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ChannelRead.from_dict(channels_item_data)

            channels.append(channels_item)

        duration_s = d.pop("duration_s")

        from_s = d.pop("from_s")

        recording_id = d.pop("recording_id")

        sampling_rate_hz = d.pop("sampling_rate_hz")

        step_s = d.pop("step_s")

        to_s = d.pop("to_s")

        x = cast(list[float], d.pop("x"))

        def _parse_x_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        x_unit = _parse_x_unit(d.pop("x_unit"))

        y = cast(list[float], d.pop("y"))

        def _parse_y_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        y_unit = _parse_y_unit(d.pop("y_unit"))

        orbit_view = cls(
            band_high_hz=band_high_hz,
            channel_x=channel_x,
            channel_y=channel_y,
            channels=channels,
            duration_s=duration_s,
            from_s=from_s,
            recording_id=recording_id,
            sampling_rate_hz=sampling_rate_hz,
            step_s=step_s,
            to_s=to_s,
            x=x,
            x_unit=x_unit,
            y=y,
            y_unit=y_unit,
        )

        orbit_view.additional_properties = d
        return orbit_view

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
