from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="SpecialtyOutcomeRead")


@_attrs_define
class SpecialtyOutcomeRead:
    """The grade of one specialty: as stated, and as it counts in matching now.

    Attributes:
        chosen (int): times a coordinator chose this doctor against the proposal
        count (int):
        grade_now (float):
        high (float):
        low (float):
        name (TextRead): One text in both languages.
        passed_over (int): times this doctor was proposed and a coordinator chose another one
        right (int):
        specialty (str):
        stated (float | None): null where the doctor never stated it
        text (TextRead): One text in both languages.
    """

    chosen: int
    count: int
    grade_now: float
    high: float
    low: float
    name: TextRead
    passed_over: int
    right: int
    specialty: str
    stated: float | None
    text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        chosen = self.chosen

        count = self.count

        grade_now = self.grade_now

        high = self.high

        low = self.low

        name = self.name.to_dict()

        passed_over = self.passed_over

        right = self.right

        specialty = self.specialty

        stated: float | None
        stated = self.stated

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "chosen": chosen,
                "count": count,
                "grade_now": grade_now,
                "high": high,
                "low": low,
                "name": name,
                "passed_over": passed_over,
                "right": right,
                "specialty": specialty,
                "stated": stated,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        chosen = d.pop("chosen")

        count = d.pop("count")

        grade_now = d.pop("grade_now")

        high = d.pop("high")

        low = d.pop("low")

        name = TextRead.from_dict(d.pop("name"))

        passed_over = d.pop("passed_over")

        right = d.pop("right")

        specialty = d.pop("specialty")

        def _parse_stated(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        stated = _parse_stated(d.pop("stated"))

        text = TextRead.from_dict(d.pop("text"))

        specialty_outcome_read = cls(
            chosen=chosen,
            count=count,
            grade_now=grade_now,
            high=high,
            low=low,
            name=name,
            passed_over=passed_over,
            right=right,
            specialty=specialty,
            stated=stated,
            text=text,
        )

        specialty_outcome_read.additional_properties = d
        return specialty_outcome_read

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
