from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="SeverityStepRead")


@_attrs_define
class SeverityStepRead:
    """From where a fault has which severity and urgency.

    Attributes:
        above (float):
        fault (str):
        level (None | str):
        measure (str):
        source (TextRead): One text in both languages.
        urgency (int):
    """

    above: float
    fault: str
    level: None | str
    measure: str
    source: TextRead
    urgency: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        above = self.above

        fault = self.fault

        level: None | str
        level = self.level

        measure = self.measure

        source = self.source.to_dict()

        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "above": above,
                "fault": fault,
                "level": level,
                "measure": measure,
                "source": source,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        above = d.pop("above")

        fault = d.pop("fault")

        def _parse_level(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        level = _parse_level(d.pop("level"))

        measure = d.pop("measure")

        source = TextRead.from_dict(d.pop("source"))

        urgency = d.pop("urgency")

        severity_step_read = cls(
            above=above,
            fault=fault,
            level=level,
            measure=measure,
            source=source,
            urgency=urgency,
        )

        severity_step_read.additional_properties = d
        return severity_step_read

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
