from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportFigure")


@_attrs_define
class ReportFigure:
    """The picture that shows a finding; `GET /examinations/{examination_id}/figures/{index}` sends it.

    Attributes:
        caption (TextRead): One text in both languages.
        examination_id (str):
        index (int):
    """

    caption: TextRead
    examination_id: str
    index: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        caption = self.caption.to_dict()

        examination_id = self.examination_id

        index = self.index

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "caption": caption,
                "examination_id": examination_id,
                "index": index,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        caption = TextRead.from_dict(d.pop("caption"))

        examination_id = d.pop("examination_id")

        index = d.pop("index")

        report_figure = cls(
            caption=caption,
            examination_id=examination_id,
            index=index,
        )

        report_figure.additional_properties = d
        return report_figure

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
