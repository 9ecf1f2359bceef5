from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_measurement_zone_type_0 import (
    ReportMeasurementZoneType0,
    check_report_measurement_zone_type_0,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportMeasurement")


@_attrs_define
class ReportMeasurement:
    """One measured value against the limits it is rated by; without limits ``zone`` and ``limits`` are null.

    Attributes:
        channel (str):
        limits (list[float | None] | None): upper limits of zones A, B, C; null where it has none
        place (None | str):
        quantity_text (TextRead): One text in both languages.
        source (None | TextRead):
        standard (None | TextRead):
        unit (str):
        value (float):
        zone (None | ReportMeasurementZoneType0):
    """

    channel: str
    limits: list[float | None] | None
    place: None | str
    quantity_text: TextRead
    source: None | TextRead
    standard: None | TextRead
    unit: str
    value: float
    zone: None | ReportMeasurementZoneType0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        channel = self.channel

        limits: list[float | None] | None
        if isinstance(self.limits, list):
            limits = []
            for limits_type_0_item_data in self.limits:
                limits_type_0_item: float | None
                limits_type_0_item = limits_type_0_item_data
                limits.append(limits_type_0_item)

        else:
            limits = self.limits

        place: None | str
        place = self.place

        quantity_text = self.quantity_text.to_dict()

        source: dict[str, Any] | None
        if isinstance(self.source, TextRead):
            source = self.source.to_dict()
        else:
            source = self.source

        standard: dict[str, Any] | None
        if isinstance(self.standard, TextRead):
            standard = self.standard.to_dict()
        else:
            standard = self.standard

        unit = self.unit

        value = self.value

        zone: None | str
        if isinstance(self.zone, str):
            zone = self.zone
        else:
            zone = self.zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "limits": limits,
                "place": place,
                "quantity_text": quantity_text,
                "source": source,
                "standard": standard,
                "unit": unit,
                "value": value,
                "zone": zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        channel = d.pop("channel")

        def _parse_limits(data: object) -> list[float | None] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                limits_type_0 = []
                _limits_type_0 = data
                for limits_type_0_item_data in _limits_type_0:

                    def _parse_limits_type_0_item(data: object) -> float | None:
                        if data is None:
                            return data
                        return cast(float | None, data)

                    limits_type_0_item = _parse_limits_type_0_item(
                        limits_type_0_item_data
                    )

                    limits_type_0.append(limits_type_0_item)

                return limits_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[float | None] | None, data)

        limits = _parse_limits(d.pop("limits"))

        def _parse_place(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        place = _parse_place(d.pop("place"))

        quantity_text = TextRead.from_dict(d.pop("quantity_text"))

        def _parse_source(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                source_type_0 = TextRead.from_dict(data)

                return source_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        source = _parse_source(d.pop("source"))

        def _parse_standard(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                standard_type_0 = TextRead.from_dict(data)

                return standard_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        standard = _parse_standard(d.pop("standard"))

        unit = d.pop("unit")

        value = d.pop("value")

        def _parse_zone(data: object) -> None | ReportMeasurementZoneType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                zone_type_0 = check_report_measurement_zone_type_0(data)

                return zone_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReportMeasurementZoneType0, data)

        zone = _parse_zone(d.pop("zone"))

        report_measurement = cls(
            channel=channel,
            limits=limits,
            place=place,
            quantity_text=quantity_text,
            source=source,
            standard=standard,
            unit=unit,
            value=value,
            zone=zone,
        )

        report_measurement.additional_properties = d
        return report_measurement

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
