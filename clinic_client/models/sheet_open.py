from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SheetOpen")


@_attrs_define
class SheetOpen:
    """What the QR code holds, and the draft of somebody who comes back.

    Attributes:
        token (str):
        draft (None | str | Unset):
    """

    token: str
    draft: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        token = self.token

        draft: None | str | Unset
        if isinstance(self.draft, Unset):
            draft = UNSET
        else:
            draft = self.draft

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "token": token,
            }
        )
        if draft is not UNSET:
            field_dict["draft"] = draft

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        token = d.pop("token")

        def _parse_draft(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        draft = _parse_draft(d.pop("draft", UNSET))

        sheet_open = cls(
            token=token,
            draft=draft,
        )

        return sheet_open
