from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.trend_point_verdict import TrendPointVerdict, check_trend_point_verdict
from ..types import UNSET, Unset

T = TypeVar("T", bound="TrendPoint")


@_attrs_define
class TrendPoint:
    """The figures of one channel in one examination, null where they do not apply; rms and peak are in ``unit``.

    Attributes:
        at (datetime.datetime):
        examination_id (str):
        recording_id (str):
        speed_rpm (float | None):
        urgency (int):
        verdict (TrendPointVerdict):
        crest_factor (float | None | Unset):
        kurtosis (float | None | Unset):
        peak (float | None | Unset):
        rms (float | None | Unset):
        unit (None | str | Unset):
        velocity_rms_mm_s (float | None | Unset):
        zone (None | str | Unset):
    """

    at: datetime.datetime
    examination_id: str
    recording_id: str
    speed_rpm: float | None
    urgency: int
    verdict: TrendPointVerdict
    crest_factor: float | None | Unset = UNSET
    kurtosis: float | None | Unset = UNSET
    peak: float | None | Unset = UNSET
    rms: float | None | Unset = UNSET
    unit: None | str | Unset = UNSET
    velocity_rms_mm_s: float | None | Unset = UNSET
    zone: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        examination_id = self.examination_id

        recording_id = self.recording_id

        speed_rpm: float | None
        speed_rpm = self.speed_rpm

        urgency = self.urgency

        verdict: str = self.verdict

        crest_factor: float | None | Unset
        if isinstance(self.crest_factor, Unset):
            crest_factor = UNSET
        else:
            crest_factor = self.crest_factor

        kurtosis: float | None | Unset
        if isinstance(self.kurtosis, Unset):
            kurtosis = UNSET
        else:
            kurtosis = self.kurtosis

        peak: float | None | Unset
        if isinstance(self.peak, Unset):
            peak = UNSET
        else:
            peak = self.peak

        rms: float | None | Unset
        if isinstance(self.rms, Unset):
            rms = UNSET
        else:
            rms = self.rms

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        velocity_rms_mm_s: float | None | Unset
        if isinstance(self.velocity_rms_mm_s, Unset):
            velocity_rms_mm_s = UNSET
        else:
            velocity_rms_mm_s = self.velocity_rms_mm_s

        zone: None | str | Unset
        if isinstance(self.zone, Unset):
            zone = UNSET
        else:
            zone = self.zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "examination_id": examination_id,
                "recording_id": recording_id,
                "speed_rpm": speed_rpm,
                "urgency": urgency,
                "verdict": verdict,
            }
        )
        if crest_factor is not UNSET:
            field_dict["crest_factor"] = crest_factor
        if kurtosis is not UNSET:
            field_dict["kurtosis"] = kurtosis
        if peak is not UNSET:
            field_dict["peak"] = peak
        if rms is not UNSET:
            field_dict["rms"] = rms
        if unit is not UNSET:
            field_dict["unit"] = unit
        if velocity_rms_mm_s is not UNSET:
            field_dict["velocity_rms_mm_s"] = velocity_rms_mm_s
        if zone is not UNSET:
            field_dict["zone"] = zone

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        examination_id = d.pop("examination_id")

        recording_id = d.pop("recording_id")

        def _parse_speed_rpm(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        speed_rpm = _parse_speed_rpm(d.pop("speed_rpm"))

        urgency = d.pop("urgency")

        verdict = check_trend_point_verdict(d.pop("verdict"))

        def _parse_crest_factor(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        crest_factor = _parse_crest_factor(d.pop("crest_factor", UNSET))

        def _parse_kurtosis(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        kurtosis = _parse_kurtosis(d.pop("kurtosis", UNSET))

        def _parse_peak(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        peak = _parse_peak(d.pop("peak", UNSET))

        def _parse_rms(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        rms = _parse_rms(d.pop("rms", UNSET))

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        def _parse_velocity_rms_mm_s(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        velocity_rms_mm_s = _parse_velocity_rms_mm_s(d.pop("velocity_rms_mm_s", UNSET))

        def _parse_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        zone = _parse_zone(d.pop("zone", UNSET))

        trend_point = cls(
            at=at,
            examination_id=examination_id,
            recording_id=recording_id,
            speed_rpm=speed_rpm,
            urgency=urgency,
            verdict=verdict,
            crest_factor=crest_factor,
            kurtosis=kurtosis,
            peak=peak,
            rms=rms,
            unit=unit,
            velocity_rms_mm_s=velocity_rms_mm_s,
            zone=zone,
        )

        trend_point.additional_properties = d
        return trend_point

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
