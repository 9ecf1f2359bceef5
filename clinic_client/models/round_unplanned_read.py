from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="RoundUnplannedRead")


@_attrs_define
class RoundUnplannedRead:
    """A stop nobody comes to, with the reason and what would help.

    Attributes:
        case_ids (list[str]):
        change (TextRead): One text in both languages.
        code (str):
        equipment_ids (list[str]):
        factory_id (str):
        factory_name (TextRead): One text in both languages.
        purpose (str):
        reason (TextRead): One text in both languages.
        stop_id (str):
        urgency (int):
    """

    case_ids: list[str]
    change: TextRead
    code: str
    equipment_ids: list[str]
    factory_id: str
    factory_name: TextRead
    purpose: str
    reason: TextRead
    stop_id: str
    urgency: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_ids = self.case_ids

        change = self.change.to_dict()

        code = self.code

        equipment_ids = self.equipment_ids

        factory_id = self.factory_id

        factory_name = self.factory_name.to_dict()

        purpose = self.purpose

        reason = self.reason.to_dict()

        stop_id = self.stop_id

        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_ids": case_ids,
                "change": change,
                "code": code,
                "equipment_ids": equipment_ids,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "purpose": purpose,
                "reason": reason,
                "stop_id": stop_id,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        case_ids = cast(list[str], d.pop("case_ids"))

        change = TextRead.from_dict(d.pop("change"))

        code = d.pop("code")

        equipment_ids = cast(list[str], d.pop("equipment_ids"))

        factory_id = d.pop("factory_id")

        factory_name = TextRead.from_dict(d.pop("factory_name"))

        purpose = d.pop("purpose")

        reason = TextRead.from_dict(d.pop("reason"))

        stop_id = d.pop("stop_id")

        urgency = d.pop("urgency")

        round_unplanned_read = cls(
            case_ids=case_ids,
            change=change,
            code=code,
            equipment_ids=equipment_ids,
            factory_id=factory_id,
            factory_name=factory_name,
            purpose=purpose,
            reason=reason,
            stop_id=stop_id,
            urgency=urgency,
        )

        round_unplanned_read.additional_properties = d
        return round_unplanned_read

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
