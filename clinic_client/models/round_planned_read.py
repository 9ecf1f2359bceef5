from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="RoundPlannedRead")


@_attrs_define
class RoundPlannedRead:
    """One stop of a route.

    Attributes:
        address (str):
        arrival_at (datetime.datetime):
        case_ids (list[str]):
        departure_at (datetime.datetime):
        equipment_ids (list[str]):
        factory_id (str):
        factory_name (TextRead): One text in both languages.
        instruments (list[str]):
        purpose (str):
        reasons (list[TextRead]):
        sets_out_at (datetime.datetime):
        start_at (datetime.datetime):
        stop_id (str):
        travel_km (float):
        travel_minutes (int):
        urgency (int):
        visit_id (None | str):
        waiting_minutes (int):
    """

    address: str
    arrival_at: datetime.datetime
    case_ids: list[str]
    departure_at: datetime.datetime
    equipment_ids: list[str]
    factory_id: str
    factory_name: TextRead
    instruments: list[str]
    purpose: str
    reasons: list[TextRead]
    sets_out_at: datetime.datetime
    start_at: datetime.datetime
    stop_id: str
    travel_km: float
    travel_minutes: int
    urgency: int
    visit_id: None | str
    waiting_minutes: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        arrival_at = self.arrival_at.isoformat()

        case_ids = self.case_ids

        departure_at = self.departure_at.isoformat()

        equipment_ids = self.equipment_ids

        factory_id = self.factory_id

        factory_name = self.factory_name.to_dict()

        instruments = self.instruments

        purpose = self.purpose

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        sets_out_at = self.sets_out_at.isoformat()

        start_at = self.start_at.isoformat()

        stop_id = self.stop_id

        travel_km = self.travel_km

        travel_minutes = self.travel_minutes

        urgency = self.urgency

        visit_id: None | str
        visit_id = self.visit_id

        waiting_minutes = self.waiting_minutes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address": address,
                "arrival_at": arrival_at,
                "case_ids": case_ids,
                "departure_at": departure_at,
                "equipment_ids": equipment_ids,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "instruments": instruments,
                "purpose": purpose,
                "reasons": reasons,
                "sets_out_at": sets_out_at,
                "start_at": start_at,
                "stop_id": stop_id,
                "travel_km": travel_km,
                "travel_minutes": travel_minutes,
                "urgency": urgency,
                "visit_id": visit_id,
                "waiting_minutes": waiting_minutes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        address = d.pop("address")

        arrival_at = datetime.datetime.fromisoformat(d.pop("arrival_at"))

        case_ids = cast(list[str], d.pop("case_ids"))

        departure_at = datetime.datetime.fromisoformat(d.pop("departure_at"))

        equipment_ids = cast(list[str], d.pop("equipment_ids"))

        factory_id = d.pop("factory_id")

        factory_name = TextRead.from_dict(d.pop("factory_name"))

        instruments = cast(list[str], d.pop("instruments"))

        purpose = d.pop("purpose")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = TextRead.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        sets_out_at = datetime.datetime.fromisoformat(d.pop("sets_out_at"))

        start_at = datetime.datetime.fromisoformat(d.pop("start_at"))

        stop_id = d.pop("stop_id")

        travel_km = d.pop("travel_km")

        travel_minutes = d.pop("travel_minutes")

        urgency = d.pop("urgency")

        def _parse_visit_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        visit_id = _parse_visit_id(d.pop("visit_id"))

        waiting_minutes = d.pop("waiting_minutes")

        round_planned_read = cls(
            address=address,
            arrival_at=arrival_at,
            case_ids=case_ids,
            departure_at=departure_at,
            equipment_ids=equipment_ids,
            factory_id=factory_id,
            factory_name=factory_name,
            instruments=instruments,
            purpose=purpose,
            reasons=reasons,
            sets_out_at=sets_out_at,
            start_at=start_at,
            stop_id=stop_id,
            travel_km=travel_km,
            travel_minutes=travel_minutes,
            urgency=urgency,
            visit_id=visit_id,
            waiting_minutes=waiting_minutes,
        )

        round_planned_read.additional_properties = d
        return round_planned_read

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
