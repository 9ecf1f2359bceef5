from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="BulkResultItem")


@_attrs_define
class BulkResultItem:
    """What became of one of them: assigned, or refused with the code and words of the refusal.

    Attributes:
        assigned (bool):
        case_id (str):
        doctor_id (str):
        code (None | str | Unset):
        text (None | TextRead | Unset):
    """

    assigned: bool
    case_id: str
    doctor_id: str
    code: None | str | Unset = UNSET
    text: None | TextRead | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        assigned = self.assigned

        case_id = self.case_id

        doctor_id = self.doctor_id

        code: None | str | Unset
        if isinstance(self.code, Unset):
            code = UNSET
        else:
            code = self.code

        text: dict[str, Any] | None | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        elif isinstance(self.text, TextRead):
            text = self.text.to_dict()
        else:
            text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "assigned": assigned,
                "case_id": case_id,
                "doctor_id": doctor_id,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if text is not UNSET:
            field_dict["text"] = text

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        assigned = d.pop("assigned")

        case_id = d.pop("case_id")

        doctor_id = d.pop("doctor_id")

        def _parse_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        code = _parse_code(d.pop("code", UNSET))

        def _parse_text(data: object) -> None | TextRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                text_type_0 = TextRead.from_dict(data)

                return text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        bulk_result_item = cls(
            assigned=assigned,
            case_id=case_id,
            doctor_id=doctor_id,
            code=code,
            text=text,
        )

        bulk_result_item.additional_properties = d
        return bulk_result_item

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
