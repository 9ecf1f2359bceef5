from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.round_read_state import RoundReadState, check_round_read_state

if TYPE_CHECKING:
    from ..models.round_change_read import RoundChangeRead
    from ..models.round_dropped_read import RoundDroppedRead
    from ..models.round_route_read import RoundRouteRead
    from ..models.round_unplanned_read import RoundUnplannedRead


T = TypeVar("T", bound="RoundRead")


@_attrs_define
class RoundRead:
    """The plan of one day; a doctor sees the own route of it.

    Attributes:
        changes (list[RoundChangeRead]):
        complete_search (bool): whether the search ended before its time did
        created_at (datetime.datetime):
        day (datetime.date):
        doctor_ids (list[str]):
        dropped (list[RoundDroppedRead]):
        id (str):
        planned_at (datetime.datetime):
        revision (int): how often it was replanned
        routes (list[RoundRouteRead]):
        shift (list[str]):
        state (RoundReadState):
        travel_km (float):
        travel_minutes (int):
        unplanned (list[RoundUnplannedRead]):
        version (int):
    """

    changes: list[RoundChangeRead]
    complete_search: bool
    created_at: datetime.datetime
    day: datetime.date
    doctor_ids: list[str]
    dropped: list[RoundDroppedRead]
    id: str
    planned_at: datetime.datetime
    revision: int
    routes: list[RoundRouteRead]
    shift: list[str]
    state: RoundReadState
    travel_km: float
    travel_minutes: int
    unplanned: list[RoundUnplannedRead]
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        complete_search = self.complete_search

        created_at = self.created_at.isoformat()

        day = self.day.isoformat()

        doctor_ids = self.doctor_ids

        dropped = []
        for dropped_item_data in self.dropped:
            dropped_item = dropped_item_data.to_dict()
            dropped.append(dropped_item)

        id = self.id

        planned_at = self.planned_at.isoformat()

        revision = self.revision

        routes = []
        for routes_item_data in self.routes:
            routes_item = routes_item_data.to_dict()
            routes.append(routes_item)

        shift = self.shift

        state: str = self.state

        travel_km = self.travel_km

        travel_minutes = self.travel_minutes

        unplanned = []
        for unplanned_item_data in self.unplanned:
            unplanned_item = unplanned_item_data.to_dict()
            unplanned.append(unplanned_item)

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "changes": changes,
                "complete_search": complete_search,
                "created_at": created_at,
                "day": day,
                "doctor_ids": doctor_ids,
                "dropped": dropped,
                "id": id,
                "planned_at": planned_at,
                "revision": revision,
                "routes": routes,
                "shift": shift,
                "state": state,
                "travel_km": travel_km,
                "travel_minutes": travel_minutes,
                "unplanned": unplanned,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.round_change_read import RoundChangeRead
        from ..models.round_dropped_read import RoundDroppedRead
        from ..models.round_route_read import RoundRouteRead
        from ..models.round_unplanned_read import RoundUnplannedRead

        d = dict(src_dict)
        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = RoundChangeRead.from_dict(changes_item_data)

            changes.append(changes_item)

        complete_search = d.pop("complete_search")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        day = datetime.date.fromisoformat(d.pop("day"))

        doctor_ids = cast(list[str], d.pop("doctor_ids"))

        dropped = []
        _dropped = d.pop("dropped")
        for dropped_item_data in _dropped:
            dropped_item = RoundDroppedRead.from_dict(dropped_item_data)

            dropped.append(dropped_item)

        id = d.pop("id")

        planned_at = datetime.datetime.fromisoformat(d.pop("planned_at"))

        revision = d.pop("revision")

        routes = []
        _routes = d.pop("routes")
        for routes_item_data in _routes:
            routes_item = RoundRouteRead.from_dict(routes_item_data)

            routes.append(routes_item)

        shift = cast(list[str], d.pop("shift"))

        state = check_round_read_state(d.pop("state"))

        travel_km = d.pop("travel_km")

        travel_minutes = d.pop("travel_minutes")

        unplanned = []
        _unplanned = d.pop("unplanned")
        for unplanned_item_data in _unplanned:
            unplanned_item = RoundUnplannedRead.from_dict(unplanned_item_data)

            unplanned.append(unplanned_item)

        version = d.pop("version")

        round_read = cls(
            changes=changes,
            complete_search=complete_search,
            created_at=created_at,
            day=day,
            doctor_ids=doctor_ids,
            dropped=dropped,
            id=id,
            planned_at=planned_at,
            revision=revision,
            routes=routes,
            shift=shift,
            state=state,
            travel_km=travel_km,
            travel_minutes=travel_minutes,
            unplanned=unplanned,
            version=version,
        )

        round_read.additional_properties = d
        return round_read

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
