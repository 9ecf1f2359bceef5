from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="PlanAlternative")


@_attrs_define
class PlanAlternative:
    """A doctor who was not chosen and the true reason; ``eligible`` is false where a hard rule speaks against.

    Attributes:
        doctor_id (str):
        doctor_name (TextRead): One text in both languages.
        eligible (bool):
        score (float):
        why_not (TextRead): One text in both languages.
    """

    doctor_id: str
    doctor_name: TextRead
    eligible: bool
    score: float
    why_not: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        doctor_name = self.doctor_name.to_dict()

        eligible = self.eligible

        score = self.score

        why_not = self.why_not.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "doctor_id": doctor_id,
                "doctor_name": doctor_name,
                "eligible": eligible,
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

        doctor_name = TextRead.from_dict(d.pop("doctor_name"))

        eligible = d.pop("eligible")

        score = d.pop("score")

        why_not = TextRead.from_dict(d.pop("why_not"))

        plan_alternative = cls(
            doctor_id=doctor_id,
            doctor_name=doctor_name,
            eligible=eligible,
            score=score,
            why_not=why_not,
        )

        plan_alternative.additional_properties = d
        return plan_alternative

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
