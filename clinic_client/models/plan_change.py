from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="PlanChange")


@_attrs_define
class PlanChange:
    """What would be different: a case with another doctor, or with none.

    Attributes:
        after_doctor_id (None | str):
        before_doctor_id (None | str):
        case_id (str):
        text (TextRead): One text in both languages.
    """

    after_doctor_id: None | str
    before_doctor_id: None | str
    case_id: str
    text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        after_doctor_id: None | str
        after_doctor_id = self.after_doctor_id

        before_doctor_id: None | str
        before_doctor_id = self.before_doctor_id

        case_id = self.case_id

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "after_doctor_id": after_doctor_id,
                "before_doctor_id": before_doctor_id,
                "case_id": case_id,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_after_doctor_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        after_doctor_id = _parse_after_doctor_id(d.pop("after_doctor_id"))

        def _parse_before_doctor_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        before_doctor_id = _parse_before_doctor_id(d.pop("before_doctor_id"))

        case_id = d.pop("case_id")

        text = TextRead.from_dict(d.pop("text"))

        plan_change = cls(
            after_doctor_id=after_doctor_id,
            before_doctor_id=before_doctor_id,
            case_id=case_id,
            text=text,
        )

        plan_change.additional_properties = d
        return plan_change

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
