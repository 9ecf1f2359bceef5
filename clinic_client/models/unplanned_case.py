from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="UnplannedCase")


@_attrs_define
class UnplannedCase:
    """A case nobody can take, why, and the smallest change that would help.

    Attributes:
        case_id (str):
        reason (TextRead): One text in both languages.
    """

    case_id: str
    reason: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        reason = self.reason.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        case_id = d.pop("case_id")

        reason = TextRead.from_dict(d.pop("reason"))

        unplanned_case = cls(
            case_id=case_id,
            reason=reason,
        )

        unplanned_case.additional_properties = d
        return unplanned_case

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
