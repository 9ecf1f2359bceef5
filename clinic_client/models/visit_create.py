from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="VisitCreate")


@_attrs_define
class VisitCreate:
    """A visit to plan.

    Attributes:
        day (datetime.date):
        doctor_ids (list[str]):
        equipment_ids (list[str]): the machines, in the order of the stops
        factory_id (str):
        purpose (str):
    """

    day: datetime.date
    doctor_ids: list[str]
    equipment_ids: list[str]
    factory_id: str
    purpose: str

    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        doctor_ids = self.doctor_ids

        equipment_ids = self.equipment_ids

        factory_id = self.factory_id

        purpose = self.purpose

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "day": day,
                "doctor_ids": doctor_ids,
                "equipment_ids": equipment_ids,
                "factory_id": factory_id,
                "purpose": purpose,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))

        doctor_ids = cast(list[str], d.pop("doctor_ids"))

        equipment_ids = cast(list[str], d.pop("equipment_ids"))

        factory_id = d.pop("factory_id")

        purpose = d.pop("purpose")

        visit_create = cls(
            day=day,
            doctor_ids=doctor_ids,
            equipment_ids=equipment_ids,
            factory_id=factory_id,
            purpose=purpose,
        )

        return visit_create
