from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.spectrum_peaks_kind import SpectrumPeaksKind, check_spectrum_peaks_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.channel_read import ChannelRead
    from ..models.peak import Peak


T = TypeVar("T", bound="SpectrumPeaks")


@_attrs_define
class SpectrumPeaks:
    """The largest local maxima of a spectrum, the largest first.

    Attributes:
        channel (ChannelRead): One channel of a recording.
        channels (list[ChannelRead]):
        duration_s (float):
        from_s (float):
        items (list[Peak]):
        kind (SpectrumPeaksKind):
        line_step (float):
        recording_id (str):
        sampling_rate_hz (float):
        to_s (float):
        value_unit (None | str):
        band_hz (list[float] | None | Unset):
    """

    channel: ChannelRead
    channels: list[ChannelRead]
    duration_s: float
    from_s: float
    items: list[Peak]
    kind: SpectrumPeaksKind
    line_step: float
    recording_id: str
    sampling_rate_hz: float
    to_s: float
    value_unit: None | str
    band_hz: list[float] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel.to_dict()

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        duration_s = self.duration_s

        from_s = self.from_s

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        kind: str = self.kind

        line_step = self.line_step

        recording_id = self.recording_id

        sampling_rate_hz = self.sampling_rate_hz

        to_s = self.to_s

        value_unit: None | str
        value_unit = self.value_unit

        band_hz: list[float] | None | Unset
        if isinstance(self.band_hz, Unset):
            band_hz = UNSET
        elif isinstance(self.band_hz, list):
            band_hz = []
            for band_hz_type_0_item_data in self.band_hz:
                band_hz_type_0_item: float
                band_hz_type_0_item = band_hz_type_0_item_data
                band_hz.append(band_hz_type_0_item)

        else:
            band_hz = self.band_hz

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "channels": channels,
                "duration_s": duration_s,
                "from_s": from_s,
                "items": items,
                "kind": kind,
                "line_step": line_step,
                "recording_id": recording_id,
                "sampling_rate_hz": sampling_rate_hz,
                "to_s": to_s,
                "value_unit": value_unit,
            }
        )
        if band_hz is not UNSET:
            field_dict["band_hz"] = band_hz

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_read import ChannelRead
        from ..models.peak import Peak

        d = dict(src_dict)
        channel = ChannelRead.from_dict(d.pop("channel"))

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ChannelRead.from_dict(channels_item_data)

            channels.append(channels_item)

        duration_s = d.pop("duration_s")

        from_s = d.pop("from_s")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = Peak.from_dict(items_item_data)

            items.append(items_item)

        kind = check_spectrum_peaks_kind(d.pop("kind"))

        line_step = d.pop("line_step")

        recording_id = d.pop("recording_id")

        sampling_rate_hz = d.pop("sampling_rate_hz")

        to_s = d.pop("to_s")

        def _parse_value_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value_unit = _parse_value_unit(d.pop("value_unit"))

        def _parse_band_hz(data: object) -> list[float] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                band_hz_type_0 = []
                _band_hz_type_0 = data
                for band_hz_type_0_item_data in _band_hz_type_0:

                    def _parse_band_hz_type_0_item(data: object) -> float:
                        return cast(float, data)

                    band_hz_type_0_item = _parse_band_hz_type_0_item(
                        band_hz_type_0_item_data
                    )

                    band_hz_type_0.append(band_hz_type_0_item)

                return band_hz_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[float] | None | Unset, data)

        band_hz = _parse_band_hz(d.pop("band_hz", UNSET))

        spectrum_peaks = cls(
            channel=channel,
            channels=channels,
            duration_s=duration_s,
            from_s=from_s,
            items=items,
            kind=kind,
            line_step=line_step,
            recording_id=recording_id,
            sampling_rate_hz=sampling_rate_hz,
            to_s=to_s,
            value_unit=value_unit,
            band_hz=band_hz,
        )

        spectrum_peaks.additional_properties = d
        return spectrum_peaks

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
