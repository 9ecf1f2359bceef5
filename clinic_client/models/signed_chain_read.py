from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SignedChainRead")


@_attrs_define
class SignedChainRead:
    """Whether all versions are as they were signed; ``broken_version`` is the first that is not.

    Attributes:
        broken_version (int | None):
        head_sha256 (str):
        valid (bool):
    """

    broken_version: int | None
    head_sha256: str
    valid: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        broken_version: int | None
        broken_version = self.broken_version

        head_sha256 = self.head_sha256

        valid = self.valid

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "broken_version": broken_version,
                "head_sha256": head_sha256,
                "valid": valid,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_broken_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        broken_version = _parse_broken_version(d.pop("broken_version"))

        head_sha256 = d.pop("head_sha256")

        valid = d.pop("valid")

        signed_chain_read = cls(
            broken_version=broken_version,
            head_sha256=head_sha256,
            valid=valid,
        )

        signed_chain_read.additional_properties = d
        return signed_chain_read

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
