from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.check_part_read_level import (
    CheckPartReadLevel,
    check_check_part_read_level,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="CheckPartRead")


@_attrs_define
class CheckPartRead:
    """What one part of a check found.

    Attributes:
        level (CheckPartReadLevel):
        name (str):
        text (TextRead): One text in both languages.
    """

    level: CheckPartReadLevel
    name: str
    text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        level: str = self.level

        name = self.name

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "level": level,
                "name": name,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        level = check_check_part_read_level(d.pop("level"))

        name = d.pop("name")

        text = TextRead.from_dict(d.pop("text"))

        check_part_read = cls(
            level=level,
            name=name,
            text=text,
        )

        check_part_read.additional_properties = d
        return check_part_read

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
