from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ContradictionRead")


@_attrs_define
class ContradictionRead:
    """A week that cannot be as it is, and who could take it instead.

    Attributes:
        code (str):
        department (str):
        doctor_id (str):
        substitute_id (None | str):
        text (TextRead): One text in both languages.
        week (datetime.date):
    """

    code: str
    department: str
    doctor_id: str
    substitute_id: None | str
    text: TextRead
    week: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        department = self.department

        doctor_id = self.doctor_id

        substitute_id: None | str
        substitute_id = self.substitute_id

        text = self.text.to_dict()

        week = self.week.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "department": department,
                "doctor_id": doctor_id,
                "substitute_id": substitute_id,
                "text": text,
                "week": week,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        code = d.pop("code")

        department = d.pop("department")

        doctor_id = d.pop("doctor_id")

        def _parse_substitute_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        substitute_id = _parse_substitute_id(d.pop("substitute_id"))

        text = TextRead.from_dict(d.pop("text"))

        week = datetime.date.fromisoformat(d.pop("week"))

        contradiction_read = cls(
            code=code,
            department=department,
            doctor_id=doctor_id,
            substitute_id=substitute_id,
            text=text,
            week=week,
        )

        contradiction_read.additional_properties = d
        return contradiction_read

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
