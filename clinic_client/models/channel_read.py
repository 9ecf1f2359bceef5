from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sensor_read import SensorRead


T = TypeVar("T", bound="ChannelRead")


@_attrs_define
class ChannelRead:
    """One channel of a recording.

    Attributes:
        index (int): from 1
        name (str):
        unit (None | str): as the file names it
        sensor (None | SensorRead | Unset):
    """

    index: int
    name: str
    unit: None | str
    sensor: None | SensorRead | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.sensor_read import SensorRead

        index = self.index

        name = self.name

        unit: None | str
        unit = self.unit

        sensor: dict[str, Any] | None | Unset
        if isinstance(self.sensor, Unset):
            sensor = UNSET
        elif isinstance(self.sensor, SensorRead):
            sensor = self.sensor.to_dict()
        else:
            sensor = self.sensor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "name": name,
                "unit": unit,
            }
        )
        if sensor is not UNSET:
            field_dict["sensor"] = sensor

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sensor_read import SensorRead

        d = dict(src_dict)
        index = d.pop("index")

        name = d.pop("name")

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        def _parse_sensor(data: object) -> None | SensorRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sensor_type_0 = SensorRead.from_dict(data)

                return sensor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SensorRead | Unset, data)

        sensor = _parse_sensor(d.pop("sensor", UNSET))

        channel_read = cls(
            index=index,
            name=name,
            unit=unit,
            sensor=sensor,
        )

        channel_read.additional_properties = d
        return channel_read

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
