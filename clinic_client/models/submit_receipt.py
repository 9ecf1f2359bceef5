from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SubmitReceipt")


@_attrs_define
class SubmitReceipt:
    """The answers have arrived.

    Attributes:
        needs (int): how many work items the answers became
        reference (str):
        submitted_at (datetime.datetime):
    """

    needs: int
    reference: str
    submitted_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        needs = self.needs

        reference = self.reference

        submitted_at = self.submitted_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "needs": needs,
                "reference": reference,
                "submitted_at": submitted_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        needs = d.pop("needs")

        reference = d.pop("reference")

        submitted_at = datetime.datetime.fromisoformat(d.pop("submitted_at"))

        submit_receipt = cls(
            needs=needs,
            reference=reference,
            submitted_at=submitted_at,
        )

        submit_receipt.additional_properties = d
        return submit_receipt

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
