from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SensorRead")


@_attrs_define
class SensorRead:
    """The machine's sensor on a channel: a value times ``factor`` is in ``unit``, both null without calibration.

    Attributes:
        direction (None | str):
        factor (float | None):
        position (None | str):
        quantity (str):
        unit (None | str):
    """

    direction: None | str
    factor: float | None
    position: None | str
    quantity: str
    unit: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        direction: None | str
        direction = self.direction

        factor: float | None
        factor = self.factor

        position: None | str
        position = self.position

        quantity = self.quantity

        unit: None | str
        unit = self.unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "direction": direction,
                "factor": factor,
                "position": position,
                "quantity": quantity,
                "unit": unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_direction(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        direction = _parse_direction(d.pop("direction"))

        def _parse_factor(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        factor = _parse_factor(d.pop("factor"))

        def _parse_position(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        position = _parse_position(d.pop("position"))

        quantity = d.pop("quantity")

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        sensor_read = cls(
            direction=direction,
            factor=factor,
            position=position,
            quantity=quantity,
            unit=unit,
        )

        sensor_read.additional_properties = d
        return sensor_read

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
