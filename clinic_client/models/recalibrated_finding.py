from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="RecalibratedFinding")


@_attrs_define
class RecalibratedFinding:
    """What the probability of one finding counts as under the active recalibration; the document has it as stated.

    Attributes:
        based_on (int):
        finding_index (int):
        probability (float):
        stated (float):
        text (TextRead): One text in both languages.
    """

    based_on: int
    finding_index: int
    probability: float
    stated: float
    text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        based_on = self.based_on

        finding_index = self.finding_index

        probability = self.probability

        stated = self.stated

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "based_on": based_on,
                "finding_index": finding_index,
                "probability": probability,
                "stated": stated,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        based_on = d.pop("based_on")

        finding_index = d.pop("finding_index")

        probability = d.pop("probability")

        stated = d.pop("stated")

        text = TextRead.from_dict(d.pop("text"))

        recalibrated_finding = cls(
            based_on=based_on,
            finding_index=finding_index,
            probability=probability,
            stated=stated,
            text=text,
        )

        recalibrated_finding.additional_properties = d
        return recalibrated_finding

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
