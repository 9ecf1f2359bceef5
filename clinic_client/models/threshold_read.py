from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ThresholdRead")


@_attrs_define
class ThresholdRead:
    """One number a fault rule decides by; ``faults`` are codes, or families such as ``bearing``.

    Attributes:
        at (str):
        faults (list[str]):
        meaning (TextRead): One text in both languages.
        source (TextRead): One text in both languages.
        unit (str):
        value (float):
    """

    at: str
    faults: list[str]
    meaning: TextRead
    source: TextRead
    unit: str
    value: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at

        faults = self.faults

        meaning = self.meaning.to_dict()

        source = self.source.to_dict()

        unit = self.unit

        value = self.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "faults": faults,
                "meaning": meaning,
                "source": source,
                "unit": unit,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        at = d.pop("at")

        faults = cast(list[str], d.pop("faults"))

        meaning = TextRead.from_dict(d.pop("meaning"))

        source = TextRead.from_dict(d.pop("source"))

        unit = d.pop("unit")

        value = d.pop("value")

        threshold_read = cls(
            at=at,
            faults=faults,
            meaning=meaning,
            source=source,
            unit=unit,
            value=value,
        )

        threshold_read.additional_properties = d
        return threshold_read

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
