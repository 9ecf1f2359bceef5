from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReassignRequest")


@_attrs_define
class ReassignRequest:
    """The doctor who shall attend the case from now on, and why.

    Attributes:
        doctor_id (str):
        reason (str):
    """

    doctor_id: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "doctor_id": doctor_id,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        doctor_id = d.pop("doctor_id")

        reason = d.pop("reason")

        reassign_request = cls(
            doctor_id=doctor_id,
            reason=reason,
        )

        return reassign_request
