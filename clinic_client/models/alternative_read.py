from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="AlternativeRead")


@_attrs_define
class AlternativeRead:
    """A doctor who was not proposed, and why not.

    Attributes:
        doctor_id (str):
        name_en (str):
        name_zh (str):
        score (float):
        why_not (TextRead): One text in both languages.
    """

    doctor_id: str
    name_en: str
    name_zh: str
    score: float
    why_not: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        name_en = self.name_en

        name_zh = self.name_zh

        score = self.score

        why_not = self.why_not.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "doctor_id": doctor_id,
                "name_en": name_en,
                "name_zh": name_zh,
                "score": score,
                "why_not": why_not,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        doctor_id = d.pop("doctor_id")

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        score = d.pop("score")

        why_not = TextRead.from_dict(d.pop("why_not"))

        alternative_read = cls(
            doctor_id=doctor_id,
            name_en=name_en,
            name_zh=name_zh,
            score=score,
            why_not=why_not,
        )

        alternative_read.additional_properties = d
        return alternative_read

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
