from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.form_draft_read_values import FormDraftReadValues


T = TypeVar("T", bound="FormDraftRead")


@_attrs_define
class FormDraftRead:
    """A draft of yours.

    Attributes:
        name (str):
        updated_at (datetime.datetime):
        values (FormDraftReadValues): the fields by name; 64 KiB of JSON at most
    """

    name: str
    updated_at: datetime.datetime
    values: FormDraftReadValues
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        updated_at = self.updated_at.isoformat()

        values = self.values.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "updated_at": updated_at,
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.form_draft_read_values import FormDraftReadValues

        d = dict(src_dict)
        name = d.pop("name")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        values = FormDraftReadValues.from_dict(d.pop("values"))

        form_draft_read = cls(
            name=name,
            updated_at=updated_at,
            values=values,
        )

        form_draft_read.additional_properties = d
        return form_draft_read

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
