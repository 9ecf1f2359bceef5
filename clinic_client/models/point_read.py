from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.point_read_sensor_type_0 import PointReadSensorType0


T = TypeVar("T", bound="PointRead")


@_attrs_define
class PointRead:
    """A measuring point; ``sensor`` is its entry for the machine description, as soon as its channel is known.

    Attributes:
        channel (None | str):
        created_at (datetime.datetime):
        direction (None | str):
        equipment_id (str):
        factory_id (str):
        id (str):
        in_description (bool): whether the machine description has a sensor of this quantity, place and direction
        name (str):
        position (str):
        quantity (str):
        retired_at (datetime.datetime | None):
        sensor (None | PointReadSensorType0):
        sensor_description (str):
        unit (None | str):
        version (int):
    """

    channel: None | str
    created_at: datetime.datetime
    direction: None | str
    equipment_id: str
    factory_id: str
    id: str
    in_description: bool
    name: str
    position: str
    quantity: str
    retired_at: datetime.datetime | None
    sensor: None | PointReadSensorType0
    sensor_description: str
    unit: None | str
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.point_read_sensor_type_0 import PointReadSensorType0

        channel: None | str
        channel = self.channel

        created_at = self.created_at.isoformat()

        direction: None | str
        direction = self.direction

        equipment_id = self.equipment_id

        factory_id = self.factory_id

        id = self.id

        in_description = self.in_description

        name = self.name

        position = self.position

        quantity = self.quantity

        retired_at: None | str
        if isinstance(self.retired_at, datetime.datetime):
            retired_at = self.retired_at.isoformat()
        else:
            retired_at = self.retired_at

        sensor: dict[str, Any] | None
        if isinstance(self.sensor, PointReadSensorType0):
            sensor = self.sensor.to_dict()
        else:
            sensor = self.sensor

        sensor_description = self.sensor_description

        unit: None | str
        unit = self.unit

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "created_at": created_at,
                "direction": direction,
                "equipment_id": equipment_id,
                "factory_id": factory_id,
                "id": id,
                "in_description": in_description,
                "name": name,
                "position": position,
                "quantity": quantity,
                "retired_at": retired_at,
                "sensor": sensor,
                "sensor_description": sensor_description,
                "unit": unit,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.point_read_sensor_type_0 import PointReadSensorType0

        d = dict(src_dict)

        def _parse_channel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        channel = _parse_channel(d.pop("channel"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_direction(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        direction = _parse_direction(d.pop("direction"))

        equipment_id = d.pop("equipment_id")

        factory_id = d.pop("factory_id")

        id = d.pop("id")

        in_description = d.pop("in_description")

        name = d.pop("name")

        position = d.pop("position")

        quantity = d.pop("quantity")

        def _parse_retired_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                retired_at_type_0 = datetime.datetime.fromisoformat(data)

                return retired_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        retired_at = _parse_retired_at(d.pop("retired_at"))

        def _parse_sensor(data: object) -> None | PointReadSensorType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sensor_type_0 = PointReadSensorType0.from_dict(data)

                return sensor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PointReadSensorType0, data)

        sensor = _parse_sensor(d.pop("sensor"))

        sensor_description = d.pop("sensor_description")

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        version = d.pop("version")

        point_read = cls(
            channel=channel,
            created_at=created_at,
            direction=direction,
            equipment_id=equipment_id,
            factory_id=factory_id,
            id=id,
            in_description=in_description,
            name=name,
            position=position,
            quantity=quantity,
            retired_at=retired_at,
            sensor=sensor,
            sensor_description=sensor_description,
            unit=unit,
            version=version,
        )

        point_read.additional_properties = d
        return point_read

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
