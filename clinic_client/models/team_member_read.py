from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="TeamMemberRead")


@_attrs_define
class TeamMemberRead:
    """A doctor of another department on a case. ``contribution`` holds what was written, one paragraph each time.

    Attributes:
        asked_at (datetime.datetime):
        asked_by (str):
        case_id (str):
        contributed_at (datetime.datetime | None):
        contribution (None | str):
        department (str):
        department_name (TextRead): One text in both languages.
        doctor_id (str):
        doctor_name_en (str):
        doctor_name_zh (str):
        ended_at (datetime.datetime | None):
        id (str):
        task (str):
    """

    asked_at: datetime.datetime
    asked_by: str
    case_id: str
    contributed_at: datetime.datetime | None
    contribution: None | str
    department: str
    department_name: TextRead
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    ended_at: datetime.datetime | None
    id: str
    task: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        asked_at = self.asked_at.isoformat()

        asked_by = self.asked_by

        case_id = self.case_id

        contributed_at: None | str
        if isinstance(self.contributed_at, datetime.datetime):
            contributed_at = self.contributed_at.isoformat()
        else:
            contributed_at = self.contributed_at

        contribution: None | str
        contribution = self.contribution

        department = self.department

        department_name = self.department_name.to_dict()

        doctor_id = self.doctor_id

        doctor_name_en = self.doctor_name_en

        doctor_name_zh = self.doctor_name_zh

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        id = self.id

        task = self.task

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asked_at": asked_at,
                "asked_by": asked_by,
                "case_id": case_id,
                "contributed_at": contributed_at,
                "contribution": contribution,
                "department": department,
                "department_name": department_name,
                "doctor_id": doctor_id,
                "doctor_name_en": doctor_name_en,
                "doctor_name_zh": doctor_name_zh,
                "ended_at": ended_at,
                "id": id,
                "task": task,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        asked_by = d.pop("asked_by")

        case_id = d.pop("case_id")

        def _parse_contributed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contributed_at_type_0 = datetime.datetime.fromisoformat(data)

                return contributed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        contributed_at = _parse_contributed_at(d.pop("contributed_at"))

        def _parse_contribution(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contribution = _parse_contribution(d.pop("contribution"))

        department = d.pop("department")

        department_name = TextRead.from_dict(d.pop("department_name"))

        doctor_id = d.pop("doctor_id")

        doctor_name_en = d.pop("doctor_name_en")

        doctor_name_zh = d.pop("doctor_name_zh")

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        id = d.pop("id")

        task = d.pop("task")

        team_member_read = cls(
            asked_at=asked_at,
            asked_by=asked_by,
            case_id=case_id,
            contributed_at=contributed_at,
            contribution=contribution,
            department=department,
            department_name=department_name,
            doctor_id=doctor_id,
            doctor_name_en=doctor_name_en,
            doctor_name_zh=doctor_name_zh,
            ended_at=ended_at,
            id=id,
            task=task,
        )

        team_member_read.additional_properties = d
        return team_member_read

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
