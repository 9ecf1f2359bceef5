from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="UrgencyChange")


@_attrs_define
class UrgencyChange:
    """The new urgency; a lower one (a larger number) needs a reason.

    Attributes:
        urgency (int):
        reason (None | str | Unset):
    """

    urgency: int
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        urgency = self.urgency

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "urgency": urgency,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        urgency = d.pop("urgency")

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        urgency_change = cls(
            urgency=urgency,
            reason=reason,
        )

        return urgency_change
