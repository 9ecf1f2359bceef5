from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.round_planned_read import RoundPlannedRead


T = TypeVar("T", bound="RoundRouteRead")


@_attrs_define
class RoundRouteRead:
    """One doctor's day.

    Attributes:
        back_km (float):
        back_minutes (int):
        carry (list[str]): instruments to carry over the day
        doctor_id (str):
        leaves_at (datetime.datetime):
        returns_at (datetime.datetime):
        stops (list[RoundPlannedRead]):
        travel_km (float):
        travel_minutes (int):
    """

    back_km: float
    back_minutes: int
    carry: list[str]
    doctor_id: str
    leaves_at: datetime.datetime
    returns_at: datetime.datetime
    stops: list[RoundPlannedRead]
    travel_km: float
    travel_minutes: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        back_km = self.back_km

        back_minutes = self.back_minutes

        carry = self.carry

        doctor_id = self.doctor_id

        leaves_at = self.leaves_at.isoformat()

        returns_at = self.returns_at.isoformat()

        stops = []
        for stops_item_data in self.stops:
            stops_item = stops_item_data.to_dict()
            stops.append(stops_item)

        travel_km = self.travel_km

        travel_minutes = self.travel_minutes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "back_km": back_km,
                "back_minutes": back_minutes,
                "carry": carry,
                "doctor_id": doctor_id,
                "leaves_at": leaves_at,
                "returns_at": returns_at,
                "stops": stops,
                "travel_km": travel_km,
                "travel_minutes": travel_minutes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.round_planned_read import RoundPlannedRead

        d = dict(src_dict)
        back_km = d.pop("back_km")

        back_minutes = d.pop("back_minutes")

        carry = cast(list[str], d.pop("carry"))

        doctor_id = d.pop("doctor_id")

        leaves_at = datetime.datetime.fromisoformat(d.pop("leaves_at"))

        returns_at = datetime.datetime.fromisoformat(d.pop("returns_at"))

        stops = []
        _stops = d.pop("stops")
        for stops_item_data in _stops:
            stops_item = RoundPlannedRead.from_dict(stops_item_data)

            stops.append(stops_item)

        travel_km = d.pop("travel_km")

        travel_minutes = d.pop("travel_minutes")

        round_route_read = cls(
            back_km=back_km,
            back_minutes=back_minutes,
            carry=carry,
            doctor_id=doctor_id,
            leaves_at=leaves_at,
            returns_at=returns_at,
            stops=stops,
            travel_km=travel_km,
            travel_minutes=travel_minutes,
        )

        round_route_read.additional_properties = d
        return round_route_read

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
