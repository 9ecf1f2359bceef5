from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.saved_filter_read_subject import (
    SavedFilterReadSubject,
    check_saved_filter_read_subject,
)

if TYPE_CHECKING:
    from ..models.saved_filter_read_query import SavedFilterReadQuery


T = TypeVar("T", bound="SavedFilterRead")


@_attrs_define
class SavedFilterRead:
    """One of your filters; ``is_usable`` is false for one that the list would refuse by now.

    Attributes:
        created_at (datetime.datetime):
        id (str):
        is_usable (bool):
        name (str):
        query (SavedFilterReadQuery):
        subject (SavedFilterReadSubject):
    """

    created_at: datetime.datetime
    id: str
    is_usable: bool
    name: str
    query: SavedFilterReadQuery
    subject: SavedFilterReadSubject
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        id = self.id

        is_usable = self.is_usable

        name = self.name

        query = self.query.to_dict()

        subject: str = self.subject

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "id": id,
                "is_usable": is_usable,
                "name": name,
                "query": query,
                "subject": subject,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.saved_filter_read_query import SavedFilterReadQuery

        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        id = d.pop("id")

        is_usable = d.pop("is_usable")

        name = d.pop("name")

        query = SavedFilterReadQuery.from_dict(d.pop("query"))

        subject = check_saved_filter_read_subject(d.pop("subject"))

        saved_filter_read = cls(
            created_at=created_at,
            id=id,
            is_usable=is_usable,
            name=name,
            query=query,
            subject=subject,
        )

        saved_filter_read.additional_properties = d
        return saved_filter_read

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
