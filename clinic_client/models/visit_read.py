from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.visit_read_consent_type_0 import (
    VisitReadConsentType0,
    check_visit_read_consent_type_0,
)
from ..models.visit_read_state import VisitReadState, check_visit_read_state

if TYPE_CHECKING:
    from ..models.stop_read import StopRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="VisitRead")


@_attrs_define
class VisitRead:
    """A visit with its doctors and stops.

    Attributes:
        address (str):
        arrived_at (datetime.datetime | None):
        case_ids (list[str]): the open cases it was planned for
        consent (None | VisitReadConsentType0): of the factory; null until it has answered
        consent_at (datetime.datetime | None):
        consent_by (None | str):
        consent_words (None | str):
        created_at (datetime.datetime):
        day (datetime.date):
        doctor_ids (list[str]):
        doctor_names (list[TextRead]): who comes, in the order of ``doctor_ids``
        factory_id (str):
        factory_name (TextRead): One text in both languages.
        id (str):
        instruments (list[str]): what to carry
        left_at (datetime.datetime | None):
        met (None | str):
        notes (None | str):
        planned_arrival_at (datetime.datetime | None):
        planned_departure_at (datetime.datetime | None):
        planned_start_at (datetime.datetime | None):
        purpose (str):
        round_id (None | str): the rounds that planned it
        state (VisitReadState):
        stops (list[StopRead]):
        travel_km (float | None):
        travel_minutes (int | None): of the journey to it
        version (int):
    """

    address: str
    arrived_at: datetime.datetime | None
    case_ids: list[str]
    consent: None | VisitReadConsentType0
    consent_at: datetime.datetime | None
    consent_by: None | str
    consent_words: None | str
    created_at: datetime.datetime
    day: datetime.date
    doctor_ids: list[str]
    doctor_names: list[TextRead]
    factory_id: str
    factory_name: TextRead
    id: str
    instruments: list[str]
    left_at: datetime.datetime | None
    met: None | str
    notes: None | str
    planned_arrival_at: datetime.datetime | None
    planned_departure_at: datetime.datetime | None
    planned_start_at: datetime.datetime | None
    purpose: str
    round_id: None | str
    state: VisitReadState
    stops: list[StopRead]
    travel_km: float | None
    travel_minutes: int | None
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        arrived_at: None | str
        if isinstance(self.arrived_at, datetime.datetime):
            arrived_at = self.arrived_at.isoformat()
        else:
            arrived_at = self.arrived_at

        case_ids = self.case_ids

        consent: None | str
        if isinstance(self.consent, str):
            consent = self.consent
        else:
            consent = self.consent

        consent_at: None | str
        if isinstance(self.consent_at, datetime.datetime):
            consent_at = self.consent_at.isoformat()
        else:
            consent_at = self.consent_at

        consent_by: None | str
        consent_by = self.consent_by

        consent_words: None | str
        consent_words = self.consent_words

        created_at = self.created_at.isoformat()

        day = self.day.isoformat()

        doctor_ids = self.doctor_ids

        doctor_names = []
        for doctor_names_item_data in self.doctor_names:
            doctor_names_item = doctor_names_item_data.to_dict()
            doctor_names.append(doctor_names_item)

        factory_id = self.factory_id

        factory_name = self.factory_name.to_dict()

        id = self.id

        instruments = self.instruments

        left_at: None | str
        if isinstance(self.left_at, datetime.datetime):
            left_at = self.left_at.isoformat()
        else:
            left_at = self.left_at

        met: None | str
        met = self.met

        notes: None | str
        notes = self.notes

        planned_arrival_at: None | str
        if isinstance(self.planned_arrival_at, datetime.datetime):
            planned_arrival_at = self.planned_arrival_at.isoformat()
        else:
            planned_arrival_at = self.planned_arrival_at

        planned_departure_at: None | str
        if isinstance(self.planned_departure_at, datetime.datetime):
            planned_departure_at = self.planned_departure_at.isoformat()
        else:
            planned_departure_at = self.planned_departure_at

        planned_start_at: None | str
        if isinstance(self.planned_start_at, datetime.datetime):
            planned_start_at = self.planned_start_at.isoformat()
        else:
            planned_start_at = self.planned_start_at

        purpose = self.purpose

        round_id: None | str
        round_id = self.round_id

        state: str = self.state

        stops = []
        for stops_item_data in self.stops:
            stops_item = stops_item_data.to_dict()
            stops.append(stops_item)

        travel_km: float | None
        travel_km = self.travel_km

        travel_minutes: int | None
        travel_minutes = self.travel_minutes

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address": address,
                "arrived_at": arrived_at,
                "case_ids": case_ids,
                "consent": consent,
                "consent_at": consent_at,
                "consent_by": consent_by,
                "consent_words": consent_words,
                "created_at": created_at,
                "day": day,
                "doctor_ids": doctor_ids,
                "doctor_names": doctor_names,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "id": id,
                "instruments": instruments,
                "left_at": left_at,
                "met": met,
                "notes": notes,
                "planned_arrival_at": planned_arrival_at,
                "planned_departure_at": planned_departure_at,
                "planned_start_at": planned_start_at,
                "purpose": purpose,
                "round_id": round_id,
                "state": state,
                "stops": stops,
                "travel_km": travel_km,
                "travel_minutes": travel_minutes,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.stop_read import StopRead
        from ..models.text_read import TextRead

        d = dict(src_dict)
        address = d.pop("address")

        def _parse_arrived_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                arrived_at_type_0 = datetime.datetime.fromisoformat(data)

                return arrived_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        arrived_at = _parse_arrived_at(d.pop("arrived_at"))

        case_ids = cast(list[str], d.pop("case_ids"))

        def _parse_consent(data: object) -> None | VisitReadConsentType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                consent_type_0 = check_visit_read_consent_type_0(data)

                return consent_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VisitReadConsentType0, data)

        consent = _parse_consent(d.pop("consent"))

        def _parse_consent_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                consent_at_type_0 = datetime.datetime.fromisoformat(data)

                return consent_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        consent_at = _parse_consent_at(d.pop("consent_at"))

        def _parse_consent_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        consent_by = _parse_consent_by(d.pop("consent_by"))

        def _parse_consent_words(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        consent_words = _parse_consent_words(d.pop("consent_words"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        day = datetime.date.fromisoformat(d.pop("day"))

        doctor_ids = cast(list[str], d.pop("doctor_ids"))

        doctor_names = []
        _doctor_names = d.pop("doctor_names")
        for doctor_names_item_data in _doctor_names:
            doctor_names_item = TextRead.from_dict(doctor_names_item_data)

            doctor_names.append(doctor_names_item)

        factory_id = d.pop("factory_id")

        factory_name = TextRead.from_dict(d.pop("factory_name"))

        id = d.pop("id")

        instruments = cast(list[str], d.pop("instruments"))

        def _parse_left_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                left_at_type_0 = datetime.datetime.fromisoformat(data)

                return left_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        left_at = _parse_left_at(d.pop("left_at"))

        def _parse_met(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        met = _parse_met(d.pop("met"))

        def _parse_notes(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        notes = _parse_notes(d.pop("notes"))

        def _parse_planned_arrival_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                planned_arrival_at_type_0 = datetime.datetime.fromisoformat(data)

                return planned_arrival_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        planned_arrival_at = _parse_planned_arrival_at(d.pop("planned_arrival_at"))

        def _parse_planned_departure_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                planned_departure_at_type_0 = datetime.datetime.fromisoformat(data)

                return planned_departure_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        planned_departure_at = _parse_planned_departure_at(
            d.pop("planned_departure_at")
        )

        def _parse_planned_start_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                planned_start_at_type_0 = datetime.datetime.fromisoformat(data)

                return planned_start_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        planned_start_at = _parse_planned_start_at(d.pop("planned_start_at"))

        purpose = d.pop("purpose")

        def _parse_round_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        round_id = _parse_round_id(d.pop("round_id"))

        state = check_visit_read_state(d.pop("state"))

        stops = []
        _stops = d.pop("stops")
        for stops_item_data in _stops:
            stops_item = StopRead.from_dict(stops_item_data)

            stops.append(stops_item)

        def _parse_travel_km(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        travel_km = _parse_travel_km(d.pop("travel_km"))

        def _parse_travel_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        travel_minutes = _parse_travel_minutes(d.pop("travel_minutes"))

        version = d.pop("version")

        visit_read = cls(
            address=address,
            arrived_at=arrived_at,
            case_ids=case_ids,
            consent=consent,
            consent_at=consent_at,
            consent_by=consent_by,
            consent_words=consent_words,
            created_at=created_at,
            day=day,
            doctor_ids=doctor_ids,
            doctor_names=doctor_names,
            factory_id=factory_id,
            factory_name=factory_name,
            id=id,
            instruments=instruments,
            left_at=left_at,
            met=met,
            notes=notes,
            planned_arrival_at=planned_arrival_at,
            planned_departure_at=planned_departure_at,
            planned_start_at=planned_start_at,
            purpose=purpose,
            round_id=round_id,
            state=state,
            stops=stops,
            travel_km=travel_km,
            travel_minutes=travel_minutes,
            version=version,
        )

        visit_read.additional_properties = d
        return visit_read

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
