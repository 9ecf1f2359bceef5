from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.report_sign import ReportSign
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportNotice")


@_attrs_define
class ReportNotice:
    """How to notice a fault without instruments; ``fault`` is null for the daily look at any machine.

    Attributes:
        fault (None | str):
        name (TextRead): One text in both languages.
        signs (list[ReportSign]):
        source (TextRead): One text in both languages.
    """

    fault: None | str
    name: TextRead
    signs: list[ReportSign]
    source: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        fault: None | str
        fault = self.fault

        name = self.name.to_dict()

        signs = []
        for signs_item_data in self.signs:
            signs_item = signs_item_data.to_dict()
            signs.append(signs_item)

        source = self.source.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "fault": fault,
                "name": name,
                "signs": signs,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.report_sign import ReportSign
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_fault(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        fault = _parse_fault(d.pop("fault"))

        name = TextRead.from_dict(d.pop("name"))

        signs = []
        _signs = d.pop("signs")
        for signs_item_data in _signs:
            signs_item = ReportSign.from_dict(signs_item_data)

            signs.append(signs_item)

        source = TextRead.from_dict(d.pop("source"))

        report_notice = cls(
            fault=fault,
            name=name,
            signs=signs,
            source=source,
        )

        report_notice.additional_properties = d
        return report_notice

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
