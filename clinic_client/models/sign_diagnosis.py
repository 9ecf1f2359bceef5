from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SignDiagnosis")


@_attrs_define
class SignDiagnosis:
    """Signs the draft as it is in this version; another version is refused.

    Attributes:
        draft_version (int):
    """

    draft_version: int

    def to_dict(self) -> dict[str, Any]:
        draft_version = self.draft_version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "draft_version": draft_version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        draft_version = d.pop("draft_version")

        sign_diagnosis = cls(
            draft_version=draft_version,
        )

        return sign_diagnosis
