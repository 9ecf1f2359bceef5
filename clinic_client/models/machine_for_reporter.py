from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.machine_for_reporter_languages_item import (
    MachineForReporterLanguagesItem,
    check_machine_for_reporter_languages_item,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="MachineForReporter")


@_attrs_define
class MachineForReporter:
    """The machine whose label was scanned: enough to see that it is the right one, and nothing else.

    Attributes:
        location (str):
        name (TextRead): One text in both languages.
        number (str): the factory's own number of it, else the end of its id
        languages (list[MachineForReporterLanguagesItem] | Unset):
    """

    location: str
    name: TextRead
    number: str
    languages: list[MachineForReporterLanguagesItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        location = self.location

        name = self.name.to_dict()

        number = self.number

        languages: list[str] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = []
            for languages_item_data in self.languages:
                languages_item: str = languages_item_data
                languages.append(languages_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "location": location,
                "name": name,
                "number": number,
            }
        )
        if languages is not UNSET:
            field_dict["languages"] = languages

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        location = d.pop("location")

        name = TextRead.from_dict(d.pop("name"))

        number = d.pop("number")

        _languages = d.pop("languages", UNSET)
        languages: list[MachineForReporterLanguagesItem] | Unset = UNSET
        if _languages is not UNSET:
            languages = []
            for languages_item_data in _languages:
                languages_item = check_machine_for_reporter_languages_item(
                    languages_item_data
                )

                languages.append(languages_item)

        machine_for_reporter = cls(
            location=location,
            name=name,
            number=number,
            languages=languages,
        )

        machine_for_reporter.additional_properties = d
        return machine_for_reporter

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
