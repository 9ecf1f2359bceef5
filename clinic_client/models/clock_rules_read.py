from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.clock_rule import ClockRule


T = TypeVar("T", bound="ClockRulesRead")


@_attrs_define
class ClockRulesRead:
    """The service's promises, and after which share of a clock somebody is told.

    Attributes:
        escalate_share (float):
        rules (list[ClockRule]):
        warn_share (float):
    """

    escalate_share: float
    rules: list[ClockRule]
    warn_share: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        escalate_share = self.escalate_share

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        warn_share = self.warn_share

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "escalate_share": escalate_share,
                "rules": rules,
                "warn_share": warn_share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.clock_rule import ClockRule

        d = dict(src_dict)
        escalate_share = d.pop("escalate_share")

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = ClockRule.from_dict(rules_item_data)

            rules.append(rules_item)

        warn_share = d.pop("warn_share")

        clock_rules_read = cls(
            escalate_share=escalate_share,
            rules=rules,
            warn_share=warn_share,
        )

        clock_rules_read.additional_properties = d
        return clock_rules_read

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
