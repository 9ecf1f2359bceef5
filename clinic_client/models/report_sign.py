from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_sign_sense import ReportSignSense, check_report_sign_sense

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportSign")


@_attrs_define
class ReportSign:
    """One sign of a fault that people at the machine can notice.

    Attributes:
        sense (ReportSignSense):
        sense_text (TextRead): One text in both languages.
        text (TextRead): One text in both languages.
    """

    sense: ReportSignSense
    sense_text: TextRead
    text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sense: str = self.sense

        sense_text = self.sense_text.to_dict()

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sense": sense,
                "sense_text": sense_text,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        sense = check_report_sign_sense(d.pop("sense"))

        sense_text = TextRead.from_dict(d.pop("sense_text"))

        text = TextRead.from_dict(d.pop("text"))

        report_sign = cls(
            sense=sense,
            sense_text=sense_text,
            text=text,
        )

        report_sign.additional_properties = d
        return report_sign

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
