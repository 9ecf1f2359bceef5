from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AmendDiagnosis")


@_attrs_define
class AmendDiagnosis:
    """Signs the draft as a new version of a signed diagnosis; the earlier ones stay.

    Attributes:
        draft_version (int):
        reason (str):
    """

    draft_version: int
    reason: str

    def to_dict(self) -> dict[str, Any]:
        draft_version = self.draft_version

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "draft_version": draft_version,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        draft_version = d.pop("draft_version")

        reason = d.pop("reason")

        amend_diagnosis = cls(
            draft_version=draft_version,
            reason=reason,
        )

        return amend_diagnosis
