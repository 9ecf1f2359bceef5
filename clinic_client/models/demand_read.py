from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.demand_read_questions import DemandReadQuestions
    from ..models.demand_row import DemandRow


T = TypeVar("T", bound="DemandRead")


@_attrs_define
class DemandRead:
    """What firms need, counted: answers by question and option, needs by department.

    Attributes:
        departments (list[DemandRow]):
        questions (DemandReadQuestions):
        submitted (int | None):
        version (int):
    """

    departments: list[DemandRow]
    questions: DemandReadQuestions
    submitted: int | None
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        departments = []
        for departments_item_data in self.departments:
            departments_item = departments_item_data.to_dict()
            departments.append(departments_item)

        questions = self.questions.to_dict()

        submitted: int | None
        submitted = self.submitted

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "departments": departments,
                "questions": questions,
                "submitted": submitted,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.demand_read_questions import DemandReadQuestions
        from ..models.demand_row import DemandRow

        d = dict(src_dict)
        departments = []
        _departments = d.pop("departments")
        for departments_item_data in _departments:
            departments_item = DemandRow.from_dict(departments_item_data)

            departments.append(departments_item)

        questions = DemandReadQuestions.from_dict(d.pop("questions"))

        def _parse_submitted(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        submitted = _parse_submitted(d.pop("submitted"))

        version = d.pop("version")

        demand_read = cls(
            departments=departments,
            questions=questions,
            submitted=submitted,
            version=version,
        )

        demand_read.additional_properties = d
        return demand_read

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
