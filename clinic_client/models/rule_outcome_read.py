from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure
    from ..models.text_read import TextRead


T = TypeVar("T", bound="RuleOutcomeRead")


@_attrs_define
class RuleOutcomeRead:
    """The record of one fault rule.

    Attributes:
        brier (float):
        confirmed (int):
        fault (str):
        mean_stated (float):
        name (TextRead): One text in both languages.
        refuted (int):
        share (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where nothing
            was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
    """

    brier: float
    confirmed: int
    fault: str
    mean_stated: float
    name: TextRead
    refuted: int
    share: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brier = self.brier

        confirmed = self.confirmed

        fault = self.fault

        mean_stated = self.mean_stated

        name = self.name.to_dict()

        refuted = self.refuted

        share = self.share.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brier": brier,
                "confirmed": confirmed,
                "fault": fault,
                "mean_stated": mean_stated,
                "name": name,
                "refuted": refuted,
                "share": share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure
        from ..models.text_read import TextRead

        d = dict(src_dict)
        brier = d.pop("brier")

        confirmed = d.pop("confirmed")

        fault = d.pop("fault")

        mean_stated = d.pop("mean_stated")

        name = TextRead.from_dict(d.pop("name"))

        refuted = d.pop("refuted")

        share = Figure.from_dict(d.pop("share"))

        rule_outcome_read = cls(
            brier=brier,
            confirmed=confirmed,
            fault=fault,
            mean_stated=mean_stated,
            name=name,
            refuted=refuted,
            share=share,
        )

        rule_outcome_read.additional_properties = d
        return rule_outcome_read

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
