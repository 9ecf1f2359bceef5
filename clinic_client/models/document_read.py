from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.document_read_kind import DocumentReadKind, check_document_read_kind
from ..models.document_read_signature import (
    DocumentReadSignature,
    check_document_read_signature,
)

if TYPE_CHECKING:
    from ..models.verified_report import VerifiedReport


T = TypeVar("T", bound="DocumentRead")


@_attrs_define
class DocumentRead:
    """A document that this hospital issued; of a health record, whose it is and what is in it is not told.

    Attributes:
        genuine (bool):
        issued_at (datetime.datetime):
        key_id (str):
        kind (DocumentReadKind):
        report (None | VerifiedReport):
        sha256 (str): of the record or, where a file was issued, of the file
        signature (DocumentReadSignature): whether the hospital's signature over `sha256` holds; it cannot tell of a key
            it no longer has
    """

    genuine: bool
    issued_at: datetime.datetime
    key_id: str
    kind: DocumentReadKind
    report: None | VerifiedReport
    sha256: str
    signature: DocumentReadSignature
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.verified_report import VerifiedReport

        genuine = self.genuine

        issued_at = self.issued_at.isoformat()

        key_id = self.key_id

        kind: str = self.kind

        report: dict[str, Any] | None
        if isinstance(self.report, VerifiedReport):
            report = self.report.to_dict()
        else:
            report = self.report

        sha256 = self.sha256

        signature: str = self.signature

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "genuine": genuine,
                "issued_at": issued_at,
                "key_id": key_id,
                "kind": kind,
                "report": report,
                "sha256": sha256,
                "signature": signature,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.verified_report import VerifiedReport

        d = dict(src_dict)
        genuine = d.pop("genuine")

        issued_at = datetime.datetime.fromisoformat(d.pop("issued_at"))

        key_id = d.pop("key_id")

        kind = check_document_read_kind(d.pop("kind"))

        def _parse_report(data: object) -> None | VerifiedReport:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                report_type_0 = VerifiedReport.from_dict(data)

                return report_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VerifiedReport, data)

        report = _parse_report(d.pop("report"))

        sha256 = d.pop("sha256")

        signature = check_document_read_signature(d.pop("signature"))

        document_read = cls(
            genuine=genuine,
            issued_at=issued_at,
            key_id=key_id,
            kind=kind,
            report=report,
            sha256=sha256,
            signature=signature,
        )

        document_read.additional_properties = d
        return document_read

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
