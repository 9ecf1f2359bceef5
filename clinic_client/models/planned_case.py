from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.plan_alternative import PlanAlternative
    from ..models.text_read import TextRead


T = TypeVar("T", bound="PlannedCase")


@_attrs_define
class PlannedCase:
    """One case with its doctor in the plan. ``case_version`` is null for an imagined case.

    Attributes:
        alternatives (list[PlanAlternative]):
        case_id (str):
        case_version (int | None):
        current_doctor_id (None | str):
        doctor_id (str):
        doctor_name (TextRead): One text in both languages.
        reasons (list[TextRead]):
        score (float):
    """

    alternatives: list[PlanAlternative]
    case_id: str
    case_version: int | None
    current_doctor_id: None | str
    doctor_id: str
    doctor_name: TextRead
    reasons: list[TextRead]
    score: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        alternatives = []
        for alternatives_item_data in self.alternatives:
            alternatives_item = alternatives_item_data.to_dict()
            alternatives.append(alternatives_item)

        case_id = self.case_id

        case_version: int | None
        case_version = self.case_version

        current_doctor_id: None | str
        current_doctor_id = self.current_doctor_id

        doctor_id = self.doctor_id

        doctor_name = self.doctor_name.to_dict()

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        score = self.score

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "alternatives": alternatives,
                "case_id": case_id,
                "case_version": case_version,
                "current_doctor_id": current_doctor_id,
                "doctor_id": doctor_id,
                "doctor_name": doctor_name,
                "reasons": reasons,
                "score": score,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.plan_alternative import PlanAlternative
        from ..models.text_read import TextRead

        d = dict(src_dict)
        alternatives = []
        _alternatives = d.pop("alternatives")
        for alternatives_item_data in _alternatives:
            alternatives_item = PlanAlternative.from_dict(alternatives_item_data)

            alternatives.append(alternatives_item)

        case_id = d.pop("case_id")

        def _parse_case_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        case_version = _parse_case_version(d.pop("case_version"))

        def _parse_current_doctor_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        current_doctor_id = _parse_current_doctor_id(d.pop("current_doctor_id"))

        doctor_id = d.pop("doctor_id")

        doctor_name = TextRead.from_dict(d.pop("doctor_name"))

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = TextRead.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        score = d.pop("score")

        planned_case = cls(
            alternatives=alternatives,
            case_id=case_id,
            case_version=case_version,
            current_doctor_id=current_doctor_id,
            doctor_id=doctor_id,
            doctor_name=doctor_name,
            reasons=reasons,
            score=score,
        )

        planned_case.additional_properties = d
        return planned_case

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
