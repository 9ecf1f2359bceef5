from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.channel_read import ChannelRead


T = TypeVar("T", bound="Readout")


@_attrs_define
class Readout:
    """The sample nearest to a time.

    Attributes:
        at_s (float):
        channel (ChannelRead): One channel of a recording.
        channels (list[ChannelRead]):
        duration_s (float):
        from_s (float):
        index (int):
        recording_id (str):
        sampling_rate_hz (float):
        to_s (float):
        value (float | None): null where it was lost
        value_unit (None | str):
    """

    at_s: float
    channel: ChannelRead
    channels: list[ChannelRead]
    duration_s: float
    from_s: float
    index: int
    recording_id: str
    sampling_rate_hz: float
    to_s: float
    value: float | None
    value_unit: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at_s = self.at_s

        channel = self.channel.to_dict()

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        duration_s = self.duration_s

        from_s = self.from_s

        index = self.index

        recording_id = self.recording_id

        sampling_rate_hz = self.sampling_rate_hz

        to_s = self.to_s

        value: float | None
        value = self.value

        value_unit: None | str
        value_unit = self.value_unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at_s": at_s,
                "channel": channel,
                "channels": channels,
                "duration_s": duration_s,
                "from_s": from_s,
                "index": index,
                "recording_id": recording_id,
                "sampling_rate_hz": sampling_rate_hz,
                "to_s": to_s,
                "value": value,
                "value_unit": value_unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_read import ChannelRead

        d = dict(src_dict)
        at_s = d.pop("at_s")

        channel = ChannelRead.from_dict(d.pop("channel"))

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ChannelRead.from_dict(channels_item_data)

            channels.append(channels_item)

        duration_s = d.pop("duration_s")

        from_s = d.pop("from_s")

        index = d.pop("index")

        recording_id = d.pop("recording_id")

        sampling_rate_hz = d.pop("sampling_rate_hz")

        to_s = d.pop("to_s")

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        def _parse_value_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value_unit = _parse_value_unit(d.pop("value_unit"))

        readout = cls(
            at_s=at_s,
            channel=channel,
            channels=channels,
            duration_s=duration_s,
            from_s=from_s,
            index=index,
            recording_id=recording_id,
            sampling_rate_hz=sampling_rate_hz,
            to_s=to_s,
            value=value,
            value_unit=value_unit,
        )

        readout.additional_properties = d
        return readout

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
