from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.stage_count import StageCount


T = TypeVar("T", bound="QueueCounts")


@_attrs_define
class QueueCounts:
    """The board in numbers: every stage, in the order of a case's way.

    Attributes:
        count (int):
        overdue (int):
        stages (list[StageCount]):
    """

    count: int
    overdue: int
    stages: list[StageCount]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        overdue = self.overdue

        stages = []
        for stages_item_data in self.stages:
            stages_item = stages_item_data.to_dict()
            stages.append(stages_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "count": count,
                "overdue": overdue,
                "stages": stages,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.stage_count import StageCount

        d = dict(src_dict)
        count = d.pop("count")

        overdue = d.pop("overdue")

        stages = []
        _stages = d.pop("stages")
        for stages_item_data in _stages:
            stages_item = StageCount.from_dict(stages_item_data)

            stages.append(stages_item)

        queue_counts = cls(
            count=count,
            overdue=overdue,
            stages=stages,
        )

        queue_counts.additional_properties = d
        return queue_counts

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
