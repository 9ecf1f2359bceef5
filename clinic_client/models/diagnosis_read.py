from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.diagnosis_read_document import DiagnosisReadDocument


T = TypeVar("T", bound="DiagnosisRead")


@_attrs_define
class DiagnosisRead:
    """One signed version. ``sha256`` is made over the one before it and the canonical JSON of ``document``.

    Attributes:
        case_id (str):
        document (DiagnosisReadDocument):
        id (str):
        previous_sha256 (str):
        public_key (str):
        sha256 (str):
        signature (str):
        signed_at (datetime.datetime):
        urgency (int):
        version (int):
    """

    case_id: str
    document: DiagnosisReadDocument
    id: str
    previous_sha256: str
    public_key: str
    sha256: str
    signature: str
    signed_at: datetime.datetime
    urgency: int
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        document = self.document.to_dict()

        id = self.id

        previous_sha256 = self.previous_sha256

        public_key = self.public_key

        sha256 = self.sha256

        signature = self.signature

        signed_at = self.signed_at.isoformat()

        urgency = self.urgency

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "document": document,
                "id": id,
                "previous_sha256": previous_sha256,
                "public_key": public_key,
                "sha256": sha256,
                "signature": signature,
                "signed_at": signed_at,
                "urgency": urgency,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.diagnosis_read_document import DiagnosisReadDocument

        d = dict(src_dict)
        case_id = d.pop("case_id")

        document = DiagnosisReadDocument.from_dict(d.pop("document"))

        id = d.pop("id")

        previous_sha256 = d.pop("previous_sha256")

        public_key = d.pop("public_key")

        sha256 = d.pop("sha256")

        signature = d.pop("signature")

        signed_at = datetime.datetime.fromisoformat(d.pop("signed_at"))

        urgency = d.pop("urgency")

        version = d.pop("version")

        diagnosis_read = cls(
            case_id=case_id,
            document=document,
            id=id,
            previous_sha256=previous_sha256,
            public_key=public_key,
            sha256=sha256,
            signature=signature,
            signed_at=signed_at,
            urgency=urgency,
            version=version,
        )

        diagnosis_read.additional_properties = d
        return diagnosis_read

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
