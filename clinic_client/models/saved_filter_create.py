from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.saved_filter_create_subject import (
    SavedFilterCreateSubject,
    check_saved_filter_create_subject,
)

if TYPE_CHECKING:
    from ..models.saved_filter_create_query import SavedFilterCreateQuery


T = TypeVar("T", bound="SavedFilterCreate")


@_attrs_define
class SavedFilterCreate:
    """A filter to keep.

    Attributes:
        name (str):
        query (SavedFilterCreateQuery): the parameters of the list
        subject (SavedFilterCreateSubject):
    """

    name: str
    query: SavedFilterCreateQuery
    subject: SavedFilterCreateSubject

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        query = self.query.to_dict()

        subject: str = self.subject

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "query": query,
                "subject": subject,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.saved_filter_create_query import SavedFilterCreateQuery

        d = dict(src_dict)
        name = d.pop("name")

        query = SavedFilterCreateQuery.from_dict(d.pop("query"))

        subject = check_saved_filter_create_subject(d.pop("subject"))

        saved_filter_create = cls(
            name=name,
            query=query,
            subject=subject,
        )

        return saved_filter_create
