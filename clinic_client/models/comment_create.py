from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.comment_create_visibility import (
    CommentCreateVisibility,
    check_comment_create_visibility,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="CommentCreate")


@_attrs_define
class CommentCreate:
    """Something to say about the case.

    Attributes:
        text (str):
        visibility (CommentCreateVisibility | Unset):  Default: 'everyone'.
    """

    text: str
    visibility: CommentCreateVisibility | Unset = "everyone"

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        visibility: str | Unset = UNSET
        if not isinstance(self.visibility, Unset):
            visibility = self.visibility

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "text": text,
            }
        )
        if visibility is not UNSET:
            field_dict["visibility"] = visibility

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        text = d.pop("text")

        _visibility = d.pop("visibility", UNSET)
        visibility: CommentCreateVisibility | Unset
        if isinstance(_visibility, Unset):
            visibility = UNSET
        else:
            visibility = check_comment_create_visibility(_visibility)

        comment_create = cls(
            text=text,
            visibility=visibility,
        )

        return comment_create
