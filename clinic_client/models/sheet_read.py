from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SheetRead")


@_attrs_define
class SheetRead:
    """A QR code with the address it holds.

    Attributes:
        closed_at (datetime.datetime | None):
        created_at (datetime.datetime):
        factory_id (None | str):
        id (str):
        name (str):
        submitted (int): answers that came with it
        url (str):
    """

    closed_at: datetime.datetime | None
    created_at: datetime.datetime
    factory_id: None | str
    id: str
    name: str
    submitted: int
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        created_at = self.created_at.isoformat()

        factory_id: None | str
        factory_id = self.factory_id

        id = self.id

        name = self.name

        submitted = self.submitted

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "closed_at": closed_at,
                "created_at": created_at,
                "factory_id": factory_id,
                "id": id,
                "name": name,
                "submitted": submitted,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        id = d.pop("id")

        name = d.pop("name")

        submitted = d.pop("submitted")

        url = d.pop("url")

        sheet_read = cls(
            closed_at=closed_at,
            created_at=created_at,
            factory_id=factory_id,
            id=id,
            name=name,
            submitted=submitted,
            url=url,
        )

        sheet_read.additional_properties = d
        return sheet_read

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
