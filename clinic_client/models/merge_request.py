from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="MergeRequest")


@_attrs_define
class MergeRequest:
    """The case that this one is a duplicate of, and why.

    Attributes:
        reason (str):
        target_case_id (str):
        other_machine (bool | Unset):  Default: False.
    """

    reason: str
    target_case_id: str
    other_machine: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        target_case_id = self.target_case_id

        other_machine = self.other_machine

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
                "target_case_id": target_case_id,
            }
        )
        if other_machine is not UNSET:
            field_dict["other_machine"] = other_machine

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = d.pop("reason")

        target_case_id = d.pop("target_case_id")

        other_machine = d.pop("other_machine", UNSET)

        merge_request = cls(
            reason=reason,
            target_case_id=target_case_id,
            other_machine=other_machine,
        )

        return merge_request
