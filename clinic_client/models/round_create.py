from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.factory_visit import FactoryVisit


T = TypeVar("T", bound="RoundCreate")


@_attrs_define
class RoundCreate:
    """A day to plan.

    Attributes:
        day (datetime.date):
        case_ids (list[str] | None | Unset): all open cases for rounds without it; none for an empty list
        doctor_ids (list[str] | None | Unset): without it the thirty who suit the visits best and live nearest, of those
            who have none that day
        on_day_off (bool | Unset): plan although nobody works that day Default: False.
        shift (list[str] | None | Unset): from leaving home to being back there
        visits (list[FactoryVisit] | Unset):
    """

    day: datetime.date
    case_ids: list[str] | None | Unset = UNSET
    doctor_ids: list[str] | None | Unset = UNSET
    on_day_off: bool | Unset = False
    shift: list[str] | None | Unset = UNSET
    visits: list[FactoryVisit] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        case_ids: list[str] | None | Unset
        if isinstance(self.case_ids, Unset):
            case_ids = UNSET
        elif isinstance(self.case_ids, list):
            case_ids = self.case_ids

        else:
            case_ids = self.case_ids

        doctor_ids: list[str] | None | Unset
        if isinstance(self.doctor_ids, Unset):
            doctor_ids = UNSET
        elif isinstance(self.doctor_ids, list):
            doctor_ids = self.doctor_ids

        else:
            doctor_ids = self.doctor_ids

        on_day_off = self.on_day_off

        shift: list[str] | None | Unset
        if isinstance(self.shift, Unset):
            shift = UNSET
        elif isinstance(self.shift, list):
            shift = self.shift

        else:
            shift = self.shift

        visits: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.visits, Unset):
            visits = []
            for visits_item_data in self.visits:
                visits_item = visits_item_data.to_dict()
                visits.append(visits_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "day": day,
            }
        )
        if case_ids is not UNSET:
            field_dict["case_ids"] = case_ids
        if doctor_ids is not UNSET:
            field_dict["doctor_ids"] = doctor_ids
        if on_day_off is not UNSET:
            field_dict["on_day_off"] = on_day_off
        if shift is not UNSET:
            field_dict["shift"] = shift
        if visits is not UNSET:
            field_dict["visits"] = visits

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.factory_visit import FactoryVisit

        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))

        def _parse_case_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                case_ids_type_0 = cast(list[str], data)

                return case_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        case_ids = _parse_case_ids(d.pop("case_ids", UNSET))

        def _parse_doctor_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                doctor_ids_type_0 = cast(list[str], data)

                return doctor_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        doctor_ids = _parse_doctor_ids(d.pop("doctor_ids", UNSET))

        on_day_off = d.pop("on_day_off", UNSET)

        def _parse_shift(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                shift_type_0 = cast(list[str], data)

                return shift_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        shift = _parse_shift(d.pop("shift", UNSET))

        _visits = d.pop("visits", UNSET)
        visits: list[FactoryVisit] | Unset = UNSET
        if _visits is not UNSET:
            visits = []
            for visits_item_data in _visits:
                visits_item = FactoryVisit.from_dict(visits_item_data)

                visits.append(visits_item)

        round_create = cls(
            day=day,
            case_ids=case_ids,
            doctor_ids=doctor_ids,
            on_day_off=on_day_off,
            shift=shift,
            visits=visits,
        )

        return round_create
