from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReferralRequest")


@_attrs_define
class ReferralRequest:
    """The department that the case shall go to, and why.

    Attributes:
        department (str):
        reason (str):
    """

    department: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department": department,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department = d.pop("department")

        reason = d.pop("reason")

        referral_request = cls(
            department=department,
            reason=reason,
        )

        return referral_request
