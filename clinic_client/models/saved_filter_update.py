from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.saved_filter_update_query_type_0 import SavedFilterUpdateQueryType0


T = TypeVar("T", bound="SavedFilterUpdate")


@_attrs_define
class SavedFilterUpdate:
    """What to change of a saved filter.

    Attributes:
        name (None | str | Unset):
        query (None | SavedFilterUpdateQueryType0 | Unset):
    """

    name: None | str | Unset = UNSET
    query: None | SavedFilterUpdateQueryType0 | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.saved_filter_update_query_type_0 import (
            SavedFilterUpdateQueryType0,
        )

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        query: dict[str, Any] | None | Unset
        if isinstance(self.query, Unset):
            query = UNSET
        elif isinstance(self.query, SavedFilterUpdateQueryType0):
            query = self.query.to_dict()
        else:
            query = self.query

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if query is not UNSET:
            field_dict["query"] = query

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.saved_filter_update_query_type_0 import (
            SavedFilterUpdateQueryType0,
        )

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_query(data: object) -> None | SavedFilterUpdateQueryType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                query_type_0 = SavedFilterUpdateQueryType0.from_dict(data)

                return query_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SavedFilterUpdateQueryType0 | Unset, data)

        query = _parse_query(d.pop("query", UNSET))

        saved_filter_update = cls(
            name=name,
            query=query,
        )

        return saved_filter_update
