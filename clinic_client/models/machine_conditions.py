from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.machine_condition_read import MachineConditionRead
    from ..models.machine_conditions_counts import MachineConditionsCounts


T = TypeVar("T", bound="MachineConditions")


@_attrs_define
class MachineConditions:
    """A part of the list, the worst first, and how many there are of each condition.

    Attributes:
        counts (MachineConditionsCounts): of all machines that match apart from ``condition``
        items (list[MachineConditionRead]):
        places (list[str]): the locations there are, for a filter
        total (int):
    """

    counts: MachineConditionsCounts
    items: list[MachineConditionRead]
    places: list[str]
    total: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        counts = self.counts.to_dict()

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        places = self.places

        total = self.total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "counts": counts,
                "items": items,
                "places": places,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.machine_condition_read import MachineConditionRead
        from ..models.machine_conditions_counts import MachineConditionsCounts

        d = dict(src_dict)
        counts = MachineConditionsCounts.from_dict(d.pop("counts"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = MachineConditionRead.from_dict(items_item_data)

            items.append(items_item)

        places = cast(list[str], d.pop("places"))

        total = d.pop("total")

        machine_conditions = cls(
            counts=counts,
            items=items,
            places=places,
            total=total,
        )

        machine_conditions.additional_properties = d
        return machine_conditions

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
