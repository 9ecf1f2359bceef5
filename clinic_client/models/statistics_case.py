from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="StatisticsCase")


@_attrs_define
class StatisticsCase:
    """A case behind a figure.

    Attributes:
        created_at (datetime.datetime):
        department (None | str):
        factory_id (str):
        id (str):
        mode (str):
        state (str):
        urgency (int | None):
    """

    created_at: datetime.datetime
    department: None | str
    factory_id: str
    id: str
    mode: str
    state: str
    urgency: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        department: None | str
        department = self.department

        factory_id = self.factory_id

        id = self.id

        mode = self.mode

        state = self.state

        urgency: int | None
        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "department": department,
                "factory_id": factory_id,
                "id": id,
                "mode": mode,
                "state": state,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_department(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        department = _parse_department(d.pop("department"))

        factory_id = d.pop("factory_id")

        id = d.pop("id")

        mode = d.pop("mode")

        state = d.pop("state")

        def _parse_urgency(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        urgency = _parse_urgency(d.pop("urgency"))

        statistics_case = cls(
            created_at=created_at,
            department=department,
            factory_id=factory_id,
            id=id,
            mode=mode,
            state=state,
            urgency=urgency,
        )

        statistics_case.additional_properties = d
        return statistics_case

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
