from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportAmendment")


@_attrs_define
class ReportAmendment:
    """Why a signed version was replaced; the earlier one stays readable.

    Attributes:
        reason (str):
        replaces (int):
        signed_at (datetime.datetime):
        signer (TextRead): One text in both languages.
        version (int):
    """

    reason: str
    replaces: int
    signed_at: datetime.datetime
    signer: TextRead
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        replaces = self.replaces

        signed_at = self.signed_at.isoformat()

        signer = self.signer.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reason": reason,
                "replaces": replaces,
                "signed_at": signed_at,
                "signer": signer,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        reason = d.pop("reason")

        replaces = d.pop("replaces")

        signed_at = datetime.datetime.fromisoformat(d.pop("signed_at"))

        signer = TextRead.from_dict(d.pop("signer"))

        version = d.pop("version")

        report_amendment = cls(
            reason=reason,
            replaces=replaces,
            signed_at=signed_at,
            signer=signer,
            version=version,
        )

        report_amendment.additional_properties = d
        return report_amendment

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
