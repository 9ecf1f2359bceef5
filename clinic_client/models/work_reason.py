from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.work_reason_code import WorkReasonCode, check_work_reason_code
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="WorkReason")


@_attrs_define
class WorkReason:
    """Why an examination is to be looked at; ``finding_index`` counts findings, then what is to be watched.

    Attributes:
        code (WorkReasonCode):
        text (TextRead): One text in both languages.
        finding_index (int | None | Unset):
    """

    code: WorkReasonCode
    text: TextRead
    finding_index: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code: str = self.code

        text = self.text.to_dict()

        finding_index: int | None | Unset
        if isinstance(self.finding_index, Unset):
            finding_index = UNSET
        else:
            finding_index = self.finding_index

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "text": text,
            }
        )
        if finding_index is not UNSET:
            field_dict["finding_index"] = finding_index

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        code = check_work_reason_code(d.pop("code"))

        text = TextRead.from_dict(d.pop("text"))

        def _parse_finding_index(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        finding_index = _parse_finding_index(d.pop("finding_index", UNSET))

        work_reason = cls(
            code=code,
            text=text,
            finding_index=finding_index,
        )

        work_reason.additional_properties = d
        return work_reason

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
