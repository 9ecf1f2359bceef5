from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.alarm_read_effect import AlarmReadEffect, check_alarm_read_effect
from ..models.alarm_read_rule import AlarmReadRule, check_alarm_read_rule

T = TypeVar("T", bound="AlarmRead")


@_attrs_define
class AlarmRead:
    """An alarm and what came of it: a case opened, an open one joined, or the coordinator asked.

    Attributes:
        case_id (str):
        created_at (datetime.datetime):
        effect (AlarmReadEffect):
        equipment_id (str):
        examination_id (str):
        factory_id (str):
        id (str):
        rule (AlarmReadRule):
        urgency (int):
    """

    case_id: str
    created_at: datetime.datetime
    effect: AlarmReadEffect
    equipment_id: str
    examination_id: str
    factory_id: str
    id: str
    rule: AlarmReadRule
    urgency: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        created_at = self.created_at.isoformat()

        effect: str = self.effect

        equipment_id = self.equipment_id

        examination_id = self.examination_id

        factory_id = self.factory_id

        id = self.id

        rule: str = self.rule

        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "created_at": created_at,
                "effect": effect,
                "equipment_id": equipment_id,
                "examination_id": examination_id,
                "factory_id": factory_id,
                "id": id,
                "rule": rule,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        effect = check_alarm_read_effect(d.pop("effect"))

        equipment_id = d.pop("equipment_id")

        examination_id = d.pop("examination_id")

        factory_id = d.pop("factory_id")

        id = d.pop("id")

        rule = check_alarm_read_rule(d.pop("rule"))

        urgency = d.pop("urgency")

        alarm_read = cls(
            case_id=case_id,
            created_at=created_at,
            effect=effect,
            equipment_id=equipment_id,
            examination_id=examination_id,
            factory_id=factory_id,
            id=id,
            rule=rule,
            urgency=urgency,
        )

        alarm_read.additional_properties = d
        return alarm_read

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
