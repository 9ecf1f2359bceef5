from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportNumber")


@_attrs_define
class ReportNumber:
    """One figure before and after treatment.

    Attributes:
        after (float):
        before (float):
        change_percent (float | None):
        channel (str):
        quantity_text (TextRead): One text in both languages.
        unit (str):
    """

    after: float
    before: float
    change_percent: float | None
    channel: str
    quantity_text: TextRead
    unit: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        after = self.after

        before = self.before

        change_percent: float | None
        change_percent = self.change_percent

        channel = self.channel

        quantity_text = self.quantity_text.to_dict()

        unit = self.unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "after": after,
                "before": before,
                "change_percent": change_percent,
                "channel": channel,
                "quantity_text": quantity_text,
                "unit": unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        after = d.pop("after")

        before = d.pop("before")

        def _parse_change_percent(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        change_percent = _parse_change_percent(d.pop("change_percent"))

        channel = d.pop("channel")

        quantity_text = TextRead.from_dict(d.pop("quantity_text"))

        unit = d.pop("unit")

        report_number = cls(
            after=after,
            before=before,
            change_percent=change_percent,
            channel=channel,
            quantity_text=quantity_text,
            unit=unit,
        )

        report_number.additional_properties = d
        return report_number

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
