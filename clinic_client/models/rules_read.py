from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure
    from ..models.probability_bin_read import ProbabilityBinRead
    from ..models.rule_outcome_read import RuleOutcomeRead


T = TypeVar("T", bound="RulesRead")


@_attrs_define
class RulesRead:
    """How all fault rules did in opened machines.

    Attributes:
        bins (list[ProbabilityBinRead]):
        brier (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where nothing
            was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
        rules (list[RuleOutcomeRead]):
    """

    bins: list[ProbabilityBinRead]
    brier: Figure
    rules: list[RuleOutcomeRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        bins = []
        for bins_item_data in self.bins:
            bins_item = bins_item_data.to_dict()
            bins.append(bins_item)

        brier = self.brier.to_dict()

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "bins": bins,
                "brier": brier,
                "rules": rules,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure
        from ..models.probability_bin_read import ProbabilityBinRead
        from ..models.rule_outcome_read import RuleOutcomeRead

        d = dict(src_dict)
        bins = []
        _bins = d.pop("bins")
        for bins_item_data in _bins:
            bins_item = ProbabilityBinRead.from_dict(bins_item_data)

            bins.append(bins_item)

        brier = Figure.from_dict(d.pop("brier"))

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = RuleOutcomeRead.from_dict(rules_item_data)

            rules.append(rules_item)

        rules_read = cls(
            bins=bins,
            brier=brier,
            rules=rules,
        )

        rules_read.additional_properties = d
        return rules_read

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
