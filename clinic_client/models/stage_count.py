from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.stage import Stage, check_stage

T = TypeVar("T", bound="StageCount")


@_attrs_define
class StageCount:
    """How many open cases are in one stage, and how many of these are overdue.

    Attributes:
        count (int):
        overdue (int):
        stage (Stage): What has to happen next.
    """

    count: int
    overdue: int
    stage: Stage
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        overdue = self.overdue

        stage: str = self.stage

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "count": count,
                "overdue": overdue,
                "stage": stage,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        count = d.pop("count")

        overdue = d.pop("overdue")

        stage = check_stage(d.pop("stage"))

        stage_count = cls(
            count=count,
            overdue=overdue,
            stage=stage,
        )

        stage_count.additional_properties = d
        return stage_count

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
