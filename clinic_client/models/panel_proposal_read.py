from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="PanelProposalRead")


@_attrs_define
class PanelProposalRead:
    """A doctor who was proposed for the panel, and why.

    Attributes:
        doctor_id (str):
        doctor_name_en (str):
        doctor_name_zh (str):
        reasons (list[TextRead]):
        score (float):
    """

    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    reasons: list[TextRead]
    score: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        doctor_name_en = self.doctor_name_en

        doctor_name_zh = self.doctor_name_zh

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        score = self.score

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "doctor_id": doctor_id,
                "doctor_name_en": doctor_name_en,
                "doctor_name_zh": doctor_name_zh,
                "reasons": reasons,
                "score": score,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        doctor_id = d.pop("doctor_id")

        doctor_name_en = d.pop("doctor_name_en")

        doctor_name_zh = d.pop("doctor_name_zh")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = TextRead.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        score = d.pop("score")

        panel_proposal_read = cls(
            doctor_id=doctor_id,
            doctor_name_en=doctor_name_en,
            doctor_name_zh=doctor_name_zh,
            reasons=reasons,
            score=score,
        )

        panel_proposal_read.additional_properties = d
        return panel_proposal_read

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
