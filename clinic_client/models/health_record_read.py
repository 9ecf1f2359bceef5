from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.health_record_read_record import HealthRecordReadRecord


T = TypeVar("T", bound="HealthRecordRead")


@_attrs_define
class HealthRecordRead:
    """A machine's health record with what proves it.

    Attributes:
        algorithm (Literal['Ed25519']):
        key_id (str): which key signed; see GET /signing-key
        record (HealthRecordReadRecord): the record, `health_record/2`
        sha256 (str): of the record as JSON with sorted keys, without spaces, in UTF-8
        signature (str): base64 of the Ed25519 signature over the 64 ASCII characters of `sha256`
        verify_url (str):
    """

    algorithm: Literal["Ed25519"]
    key_id: str
    record: HealthRecordReadRecord
    sha256: str
    signature: str
    verify_url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        algorithm = self.algorithm

        key_id = self.key_id

        record = self.record.to_dict()

        sha256 = self.sha256

        signature = self.signature

        verify_url = self.verify_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "algorithm": algorithm,
                "key_id": key_id,
                "record": record,
                "sha256": sha256,
                "signature": signature,
                "verify_url": verify_url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.health_record_read_record import HealthRecordReadRecord

        d = dict(src_dict)
        algorithm = cast(Literal["Ed25519"], d.pop("algorithm"))
        if algorithm != "Ed25519":
            raise ValueError(f"algorithm must match const 'Ed25519', got '{algorithm}'")

        key_id = d.pop("key_id")

        record = HealthRecordReadRecord.from_dict(d.pop("record"))

        sha256 = d.pop("sha256")

        signature = d.pop("signature")

        verify_url = d.pop("verify_url")

        health_record_read = cls(
            algorithm=algorithm,
            key_id=key_id,
            record=record,
            sha256=sha256,
            signature=signature,
            verify_url=verify_url,
        )

        health_record_read.additional_properties = d
        return health_record_read

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
