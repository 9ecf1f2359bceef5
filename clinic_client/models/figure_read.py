from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="FigureRead")


@_attrs_define
class FigureRead:
    """A figure that shows the evidence of one finding.

    Attributes:
        caption (TextRead): One text in both languages.
        finding_index (int):
        index (int):
    """

    caption: TextRead
    finding_index: int
    index: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        caption = self.caption.to_dict()

        finding_index = self.finding_index

        index = self.index

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "caption": caption,
                "finding_index": finding_index,
                "index": index,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        caption = TextRead.from_dict(d.pop("caption"))

        finding_index = d.pop("finding_index")

        index = d.pop("index")

        figure_read = cls(
            caption=caption,
            finding_index=finding_index,
            index=index,
        )

        figure_read.additional_properties = d
        return figure_read

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
