from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.judged_listed import JudgedListed, check_judged_listed

T = TypeVar("T", bound="Judged")


@_attrs_define
class Judged:
    """How a fault was judged.

    Attributes:
        listed (JudgedListed):
        probability (float):
        severity (str):
        urgency (int):
    """

    listed: JudgedListed
    probability: float
    severity: str
    urgency: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        listed: str = self.listed

        probability = self.probability

        severity = self.severity

        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "listed": listed,
                "probability": probability,
                "severity": severity,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        listed = check_judged_listed(d.pop("listed"))

        probability = d.pop("probability")

        severity = d.pop("severity")

        urgency = d.pop("urgency")

        judged = cls(
            listed=listed,
            probability=probability,
            severity=severity,
            urgency=urgency,
        )

        judged.additional_properties = d
        return judged

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
