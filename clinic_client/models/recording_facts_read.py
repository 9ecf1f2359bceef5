from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="RecordingFactsRead")


@_attrs_define
class RecordingFactsRead:
    """The facts as they were told.

    Attributes:
        bearing (None | str | Unset):
        channels (list[str] | Unset):
        quantity (None | str | Unset):
        sampling_rate_hz (float | None | Unset):
        speed_rpm (float | None | Unset):
        unit (None | str | Unset):
    """

    bearing: None | str | Unset = UNSET
    channels: list[str] | Unset = UNSET
    quantity: None | str | Unset = UNSET
    sampling_rate_hz: float | None | Unset = UNSET
    speed_rpm: float | None | Unset = UNSET
    unit: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        bearing: None | str | Unset
        if isinstance(self.bearing, Unset):
            bearing = UNSET
        else:
            bearing = self.bearing

        channels: list[str] | Unset = UNSET
        if not isinstance(self.channels, Unset):
            channels = self.channels

        quantity: None | str | Unset
        if isinstance(self.quantity, Unset):
            quantity = UNSET
        else:
            quantity = self.quantity

        sampling_rate_hz: float | None | Unset
        if isinstance(self.sampling_rate_hz, Unset):
            sampling_rate_hz = UNSET
        else:
            sampling_rate_hz = self.sampling_rate_hz

        speed_rpm: float | None | Unset
        if isinstance(self.speed_rpm, Unset):
            speed_rpm = UNSET
        else:
            speed_rpm = self.speed_rpm

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if bearing is not UNSET:
            field_dict["bearing"] = bearing
        if channels is not UNSET:
            field_dict["channels"] = channels
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if sampling_rate_hz is not UNSET:
            field_dict["sampling_rate_hz"] = sampling_rate_hz
        if speed_rpm is not UNSET:
            field_dict["speed_rpm"] = speed_rpm
        if unit is not UNSET:
            field_dict["unit"] = unit

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_bearing(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bearing = _parse_bearing(d.pop("bearing", UNSET))

        channels = cast(list[str], d.pop("channels", UNSET))

        def _parse_quantity(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        quantity = _parse_quantity(d.pop("quantity", UNSET))

        def _parse_sampling_rate_hz(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        sampling_rate_hz = _parse_sampling_rate_hz(d.pop("sampling_rate_hz", UNSET))

        def _parse_speed_rpm(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        speed_rpm = _parse_speed_rpm(d.pop("speed_rpm", UNSET))

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        recording_facts_read = cls(
            bearing=bearing,
            channels=channels,
            quantity=quantity,
            sampling_rate_hz=sampling_rate_hz,
            speed_rpm=speed_rpm,
            unit=unit,
        )

        recording_facts_read.additional_properties = d
        return recording_facts_read

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
