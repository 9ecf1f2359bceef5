from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.examination_signature_read import ExaminationSignatureRead
    from ..models.signed_chain_read import SignedChainRead


T = TypeVar("T", bound="ExaminationSignatureList")


@_attrs_define
class ExaminationSignatureList:
    """All versions, the newest (which counts) first.

    Attributes:
        chain (SignedChainRead): Whether all versions are as they were signed; ``broken_version`` is the first that is
            not.
        items (list[ExaminationSignatureRead]):
    """

    chain: SignedChainRead
    items: list[ExaminationSignatureRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        chain = self.chain.to_dict()

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "chain": chain,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.examination_signature_read import ExaminationSignatureRead
        from ..models.signed_chain_read import SignedChainRead

        d = dict(src_dict)
        chain = SignedChainRead.from_dict(d.pop("chain"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ExaminationSignatureRead.from_dict(items_item_data)

            items.append(items_item)

        examination_signature_list = cls(
            chain=chain,
            items=items,
        )

        examination_signature_list.additional_properties = d
        return examination_signature_list

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
