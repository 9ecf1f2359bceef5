from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.channel_read import ChannelRead


T = TypeVar("T", bound="SpectrogramView")


@_attrs_define
class SpectrogramView:
    """Levels over time and frequency; the largest value of each cell.

    Attributes:
        channel (ChannelRead): One channel of a recording.
        channels (list[ChannelRead]):
        columns (int):
        duration_s (float):
        from_hz (float):
        from_s (float):
        level_db (str): base64 of rows × columns bytes, row by row, the lowest frequency first
        level_max_db (float): of byte 255
        level_min_db (float): of byte 0
        recording_id (str):
        reference (str):
        rows (int):
        sampling_rate_hz (float):
        to_hz (float):
        to_s (float):
        window_s (float):
    """

    channel: ChannelRead
    channels: list[ChannelRead]
    columns: int
    duration_s: float
    from_hz: float
    from_s: float
    level_db: str
    level_max_db: float
    level_min_db: float
    recording_id: str
    reference: str
    rows: int
    sampling_rate_hz: float
    to_hz: float
    to_s: float
    window_s: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel.to_dict()

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        columns = self.columns

        duration_s = self.duration_s

        from_hz = self.from_hz

        from_s = self.from_s

        level_db = self.level_db

        level_max_db = self.level_max_db

        level_min_db = self.level_min_db

        recording_id = self.recording_id

        reference = self.reference

        rows = self.rows

        sampling_rate_hz = self.sampling_rate_hz

        to_hz = self.to_hz

        to_s = self.to_s

        window_s = self.window_s

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "channels": channels,
                "columns": columns,
                "duration_s": duration_s,
                "from_hz": from_hz,
                "from_s": from_s,
                "level_db": level_db,
                "level_max_db": level_max_db,
                "level_min_db": level_min_db,
                "recording_id": recording_id,
                "reference": reference,
                "rows": rows,
                "sampling_rate_hz": sampling_rate_hz,
                "to_hz": to_hz,
                "to_s": to_s,
                "window_s": window_s,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_read import ChannelRead

        d = dict(src_dict)
        channel = ChannelRead.from_dict(d.pop("channel"))

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ChannelRead.from_dict(channels_item_data)

            channels.append(channels_item)

        columns = d.pop("columns")

        duration_s = d.pop("duration_s")

        from_hz = d.pop("from_hz")

        from_s = d.pop("from_s")

        level_db = d.pop("level_db")

        level_max_db = d.pop("level_max_db")

        level_min_db = d.pop("level_min_db")

        recording_id = d.pop("recording_id")

        reference = d.pop("reference")

        rows = d.pop("rows")

        sampling_rate_hz = d.pop("sampling_rate_hz")

        to_hz = d.pop("to_hz")

        to_s = d.pop("to_s")

        window_s = d.pop("window_s")

        spectrogram_view = cls(
            channel=channel,
            channels=channels,
            columns=columns,
            duration_s=duration_s,
            from_hz=from_hz,
            from_s=from_s,
            level_db=level_db,
            level_max_db=level_max_db,
            level_min_db=level_min_db,
            recording_id=recording_id,
            reference=reference,
            rows=rows,
            sampling_rate_hz=sampling_rate_hz,
            to_hz=to_hz,
            to_s=to_s,
            window_s=window_s,
        )

        spectrogram_view.additional_properties = d
        return spectrogram_view

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
