from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cell_read import CellRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="BreakdownRead")


@_attrs_define
class BreakdownRead:
    """One figure divided into cells; every case lies in exactly one, so they add up to ``total``.

    Attributes:
        cells (list[CellRead]):
        name (str):
        on_time_share (float | None):
        title (TextRead): One text in both languages.
        total (int | None):
    """

    cells: list[CellRead]
    name: str
    on_time_share: float | None
    title: TextRead
    total: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cells = []
        for cells_item_data in self.cells:
            cells_item = cells_item_data.to_dict()
            cells.append(cells_item)

        name = self.name

        on_time_share: float | None
        on_time_share = self.on_time_share

        title = self.title.to_dict()

        total: int | None
        total = self.total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cells": cells,
                "name": name,
                "on_time_share": on_time_share,
                "title": title,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cell_read import CellRead
        from ..models.text_read import TextRead

        d = dict(src_dict)
        cells = []
        _cells = d.pop("cells")
        for cells_item_data in _cells:
            cells_item = CellRead.from_dict(cells_item_data)

            cells.append(cells_item)

        name = d.pop("name")

        def _parse_on_time_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        on_time_share = _parse_on_time_share(d.pop("on_time_share"))

        title = TextRead.from_dict(d.pop("title"))

        def _parse_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total = _parse_total(d.pop("total"))

        breakdown_read = cls(
            cells=cells,
            name=name,
            on_time_share=on_time_share,
            title=title,
            total=total,
        )

        breakdown_read.additional_properties = d
        return breakdown_read

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
