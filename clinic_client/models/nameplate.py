from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Nameplate")


@_attrs_define
class Nameplate:
    """The nameplate; everything may be left out.

    Attributes:
        bearing_drive_end (None | str | Unset): designation
        bearing_non_drive_end (None | str | Unset): designation
        current_a (float | None | Unset):
        flow_m3_h (float | None | Unset):
        frequency_hz (float | None | Unset):
        head_m (float | None | Unset):
        insulation_class (None | str | Unset):
        manufacturer (None | str | Unset):
        mass_kg (float | None | Unset):
        model (None | str | Unset):
        power_factor (float | None | Unset):
        power_kw (float | None | Unset):
        pressure_kpa (float | None | Unset):
        protection_class (None | str | Unset):
        serial_number (None | str | Unset):
        speed_rpm (float | None | Unset):
        voltage_v (float | None | Unset):
        year_built (int | None | Unset):
    """

    bearing_drive_end: None | str | Unset = UNSET
    bearing_non_drive_end: None | str | Unset = UNSET
    current_a: float | None | Unset = UNSET
    flow_m3_h: float | None | Unset = UNSET
    frequency_hz: float | None | Unset = UNSET
    head_m: float | None | Unset = UNSET
    insulation_class: None | str | Unset = UNSET
    manufacturer: None | str | Unset = UNSET
    mass_kg: float | None | Unset = UNSET
    model: None | str | Unset = UNSET
    power_factor: float | None | Unset = UNSET
    power_kw: float | None | Unset = UNSET
    pressure_kpa: float | None | Unset = UNSET
    protection_class: None | str | Unset = UNSET
    serial_number: None | str | Unset = UNSET
    speed_rpm: float | None | Unset = UNSET
    voltage_v: float | None | Unset = UNSET
    year_built: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        bearing_drive_end: None | str | Unset
        if isinstance(self.bearing_drive_end, Unset):
            bearing_drive_end = UNSET
        else:
            bearing_drive_end = self.bearing_drive_end

        bearing_non_drive_end: None | str | Unset
        if isinstance(self.bearing_non_drive_end, Unset):
            bearing_non_drive_end = UNSET
        else:
            bearing_non_drive_end = self.bearing_non_drive_end

        current_a: float | None | Unset
        if isinstance(self.current_a, Unset):
            current_a = UNSET
        else:
            current_a = self.current_a

        flow_m3_h: float | None | Unset
        if isinstance(self.flow_m3_h, Unset):
            flow_m3_h = UNSET
        else:
            flow_m3_h = self.flow_m3_h

        frequency_hz: float | None | Unset
        if isinstance(self.frequency_hz, Unset):
            frequency_hz = UNSET
        else:
            frequency_hz = self.frequency_hz

        head_m: float | None | Unset
        if isinstance(self.head_m, Unset):
            head_m = UNSET
        else:
            head_m = self.head_m

        insulation_class: None | str | Unset
        if isinstance(self.insulation_class, Unset):
            insulation_class = UNSET
        else:
            insulation_class = self.insulation_class

        manufacturer: None | str | Unset
        if isinstance(self.manufacturer, Unset):
            manufacturer = UNSET
        else:
            manufacturer = self.manufacturer

        mass_kg: float | None | Unset
        if isinstance(self.mass_kg, Unset):
            mass_kg = UNSET
        else:
            mass_kg = self.mass_kg

        model: None | str | Unset
        if isinstance(self.model, Unset):
            model = UNSET
        else:
            model = self.model

        power_factor: float | None | Unset
        if isinstance(self.power_factor, Unset):
            power_factor = UNSET
        else:
            power_factor = self.power_factor

        power_kw: float | None | Unset
        if isinstance(self.power_kw, Unset):
            power_kw = UNSET
        else:
            power_kw = self.power_kw

        pressure_kpa: float | None | Unset
        if isinstance(self.pressure_kpa, Unset):
            pressure_kpa = UNSET
        else:
            pressure_kpa = self.pressure_kpa

        protection_class: None | str | Unset
        if isinstance(self.protection_class, Unset):
            protection_class = UNSET
        else:
            protection_class = self.protection_class

        serial_number: None | str | Unset
        if isinstance(self.serial_number, Unset):
            serial_number = UNSET
        else:
            serial_number = self.serial_number

        speed_rpm: float | None | Unset
        if isinstance(self.speed_rpm, Unset):
            speed_rpm = UNSET
        else:
            speed_rpm = self.speed_rpm

        voltage_v: float | None | Unset
        if isinstance(self.voltage_v, Unset):
            voltage_v = UNSET
        else:
            voltage_v = self.voltage_v

        year_built: int | None | Unset
        if isinstance(self.year_built, Unset):
            year_built = UNSET
        else:
            year_built = self.year_built

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if bearing_drive_end is not UNSET:
            field_dict["bearing_drive_end"] = bearing_drive_end
        if bearing_non_drive_end is not UNSET:
            field_dict["bearing_non_drive_end"] = bearing_non_drive_end
        if current_a is not UNSET:
            field_dict["current_a"] = current_a
        if flow_m3_h is not UNSET:
            field_dict["flow_m3_h"] = flow_m3_h
        if frequency_hz is not UNSET:
            field_dict["frequency_hz"] = frequency_hz
        if head_m is not UNSET:
            field_dict["head_m"] = head_m
        if insulation_class is not UNSET:
            field_dict["insulation_class"] = insulation_class
        if manufacturer is not UNSET:
            field_dict["manufacturer"] = manufacturer
        if mass_kg is not UNSET:
            field_dict["mass_kg"] = mass_kg
        if model is not UNSET:
            field_dict["model"] = model
        if power_factor is not UNSET:
            field_dict["power_factor"] = power_factor
        if power_kw is not UNSET:
            field_dict["power_kw"] = power_kw
        if pressure_kpa is not UNSET:
            field_dict["pressure_kpa"] = pressure_kpa
        if protection_class is not UNSET:
            field_dict["protection_class"] = protection_class
        if serial_number is not UNSET:
            field_dict["serial_number"] = serial_number
        if speed_rpm is not UNSET:
            field_dict["speed_rpm"] = speed_rpm
        if voltage_v is not UNSET:
            field_dict["voltage_v"] = voltage_v
        if year_built is not UNSET:
            field_dict["year_built"] = year_built

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_bearing_drive_end(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bearing_drive_end = _parse_bearing_drive_end(d.pop("bearing_drive_end", UNSET))

        def _parse_bearing_non_drive_end(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bearing_non_drive_end = _parse_bearing_non_drive_end(
            d.pop("bearing_non_drive_end", UNSET)
        )

        def _parse_current_a(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        current_a = _parse_current_a(d.pop("current_a", UNSET))

        def _parse_flow_m3_h(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        flow_m3_h = _parse_flow_m3_h(d.pop("flow_m3_h", UNSET))

        def _parse_frequency_hz(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        frequency_hz = _parse_frequency_hz(d.pop("frequency_hz", UNSET))

        def _parse_head_m(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        head_m = _parse_head_m(d.pop("head_m", UNSET))

        def _parse_insulation_class(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        insulation_class = _parse_insulation_class(d.pop("insulation_class", UNSET))

        def _parse_manufacturer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        manufacturer = _parse_manufacturer(d.pop("manufacturer", UNSET))

        def _parse_mass_kg(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        mass_kg = _parse_mass_kg(d.pop("mass_kg", UNSET))

        def _parse_model(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        model = _parse_model(d.pop("model", UNSET))

        def _parse_power_factor(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        power_factor = _parse_power_factor(d.pop("power_factor", UNSET))

        def _parse_power_kw(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        power_kw = _parse_power_kw(d.pop("power_kw", UNSET))

        def _parse_pressure_kpa(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        pressure_kpa = _parse_pressure_kpa(d.pop("pressure_kpa", UNSET))

        def _parse_protection_class(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        protection_class = _parse_protection_class(d.pop("protection_class", UNSET))

        def _parse_serial_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        serial_number = _parse_serial_number(d.pop("serial_number", UNSET))

        def _parse_speed_rpm(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        speed_rpm = _parse_speed_rpm(d.pop("speed_rpm", UNSET))

        def _parse_voltage_v(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        voltage_v = _parse_voltage_v(d.pop("voltage_v", UNSET))

        def _parse_year_built(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        year_built = _parse_year_built(d.pop("year_built", UNSET))

        nameplate = cls(
            bearing_drive_end=bearing_drive_end,
            bearing_non_drive_end=bearing_non_drive_end,
            current_a=current_a,
            flow_m3_h=flow_m3_h,
            frequency_hz=frequency_hz,
            head_m=head_m,
            insulation_class=insulation_class,
            manufacturer=manufacturer,
            mass_kg=mass_kg,
            model=model,
            power_factor=power_factor,
            power_kw=power_kw,
            pressure_kpa=pressure_kpa,
            protection_class=protection_class,
            serial_number=serial_number,
            speed_rpm=speed_rpm,
            voltage_v=voltage_v,
            year_built=year_built,
        )

        return nameplate
