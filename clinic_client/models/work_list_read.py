from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.work_list_read_counts import WorkListReadCounts
    from ..models.work_read import WorkRead


T = TypeVar("T", bound="WorkListRead")


@_attrs_define
class WorkListRead:
    """A part of the list, what needs the doctor first: there the due before the rest, then by urgency and time.

    ``counts`` has every kind of `need` and ``total_due`` what is due, both before `need`, `needs_me` and `is_due`
    narrow the list down to ``total``.

        Attributes:
            counts (WorkListReadCounts):
            items (list[WorkRead]):
            total (int):
            total_due (int):
    """

    counts: WorkListReadCounts
    items: list[WorkRead]
    total: int
    total_due: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        counts = self.counts.to_dict()

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        total = self.total

        total_due = self.total_due

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "counts": counts,
                "items": items,
                "total": total,
                "total_due": total_due,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.work_list_read_counts import WorkListReadCounts
        from ..models.work_read import WorkRead

        d = dict(src_dict)
        counts = WorkListReadCounts.from_dict(d.pop("counts"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = WorkRead.from_dict(items_item_data)

            items.append(items_item)

        total = d.pop("total")

        total_due = d.pop("total_due")

        work_list_read = cls(
            counts=counts,
            items=items,
            total=total,
            total_due=total_due,
        )

        work_list_read.additional_properties = d
        return work_list_read

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
