from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.report_fact import ReportFact
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportMachine")


@_attrs_define
class ReportMachine:
    """The machine with what is stamped on it.

    Attributes:
        asset_number (None | str):
        kind_text (TextRead): One text in both languages.
        location (str):
        name (TextRead): One text in both languages.
        nameplate (list[ReportFact]):
    """

    asset_number: None | str
    kind_text: TextRead
    location: str
    name: TextRead
    nameplate: list[ReportFact]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        asset_number: None | str
        asset_number = self.asset_number

        kind_text = self.kind_text.to_dict()

        location = self.location

        name = self.name.to_dict()

        nameplate = []
        for nameplate_item_data in self.nameplate:
            nameplate_item = nameplate_item_data.to_dict()
            nameplate.append(nameplate_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asset_number": asset_number,
                "kind_text": kind_text,
                "location": location,
                "name": name,
                "nameplate": nameplate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.report_fact import ReportFact
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_asset_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        asset_number = _parse_asset_number(d.pop("asset_number"))

        kind_text = TextRead.from_dict(d.pop("kind_text"))

        location = d.pop("location")

        name = TextRead.from_dict(d.pop("name"))

        nameplate = []
        _nameplate = d.pop("nameplate")
        for nameplate_item_data in _nameplate:
            nameplate_item = ReportFact.from_dict(nameplate_item_data)

            nameplate.append(nameplate_item)

        report_machine = cls(
            asset_number=asset_number,
            kind_text=kind_text,
            location=location,
            name=name,
            nameplate=nameplate,
        )

        report_machine.additional_properties = d
        return report_machine

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
