from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ChainRead")


@_attrs_define
class ChainRead:
    """What a chain came to: keep ``lines`` and ``head_sha256`` elsewhere, and a chain cut off later shows too.

    Attributes:
        chain (str):
        first_broken (int | None):
        head_sha256 (str):
        intact (bool):
        lines (int):
    """

    chain: str
    first_broken: int | None
    head_sha256: str
    intact: bool
    lines: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        chain = self.chain

        first_broken: int | None
        first_broken = self.first_broken

        head_sha256 = self.head_sha256

        intact = self.intact

        lines = self.lines

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "chain": chain,
                "first_broken": first_broken,
                "head_sha256": head_sha256,
                "intact": intact,
                "lines": lines,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        chain = d.pop("chain")

        def _parse_first_broken(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        first_broken = _parse_first_broken(d.pop("first_broken"))

        head_sha256 = d.pop("head_sha256")

        intact = d.pop("intact")

        lines = d.pop("lines")

        chain_read = cls(
            chain=chain,
            first_broken=first_broken,
            head_sha256=head_sha256,
            intact=intact,
            lines=lines,
        )

        chain_read.additional_properties = d
        return chain_read

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
