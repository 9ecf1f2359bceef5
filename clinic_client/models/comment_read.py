from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.comment_read_visibility import (
    CommentReadVisibility,
    check_comment_read_visibility,
)

T = TypeVar("T", bound="CommentRead")


@_attrs_define
class CommentRead:
    """A comment; ``case_id`` is another case's where that case was merged into the one asked for.

    Attributes:
        by (str):
        case_id (str):
        created_at (datetime.datetime):
        id (str):
        text (str):
        visibility (CommentReadVisibility):
    """

    by: str
    case_id: str
    created_at: datetime.datetime
    id: str
    text: str
    visibility: CommentReadVisibility
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        by = self.by

        case_id = self.case_id

        created_at = self.created_at.isoformat()

        id = self.id

        text = self.text

        visibility: str = self.visibility

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "case_id": case_id,
                "created_at": created_at,
                "id": id,
                "text": text,
                "visibility": visibility,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        by = d.pop("by")

        case_id = d.pop("case_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        id = d.pop("id")

        text = d.pop("text")

        visibility = check_comment_read_visibility(d.pop("visibility"))

        comment_read = cls(
            by=by,
            case_id=case_id,
            created_at=created_at,
            id=id,
            text=text,
            visibility=visibility,
        )

        comment_read.additional_properties = d
        return comment_read

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
