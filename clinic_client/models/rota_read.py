from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.contradiction_read import ContradictionRead
    from ..models.gap_read import GapRead
    from ..models.on_call_week_read import OnCallWeekRead


T = TypeVar("T", bound="RotaRead")


@_attrs_define
class RotaRead:
    """Weeks on call with what contradicts itself in them. ``gaps`` are weeks nobody can take, of a proposal only.

    Attributes:
        contradictions (list[ContradictionRead]):
        gaps (list[GapRead]):
        weeks (list[OnCallWeekRead]):
    """

    contradictions: list[ContradictionRead]
    gaps: list[GapRead]
    weeks: list[OnCallWeekRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        contradictions = []
        for contradictions_item_data in self.contradictions:
            contradictions_item = contradictions_item_data.to_dict()
            contradictions.append(contradictions_item)

        gaps = []
        for gaps_item_data in self.gaps:
            gaps_item = gaps_item_data.to_dict()
            gaps.append(gaps_item)

        weeks = []
        for weeks_item_data in self.weeks:
            weeks_item = weeks_item_data.to_dict()
            weeks.append(weeks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "contradictions": contradictions,
                "gaps": gaps,
                "weeks": weeks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contradiction_read import ContradictionRead
        from ..models.gap_read import GapRead
        from ..models.on_call_week_read import OnCallWeekRead

        d = dict(src_dict)
        contradictions = []
        _contradictions = d.pop("contradictions")
        for contradictions_item_data in _contradictions:
            contradictions_item = ContradictionRead.from_dict(contradictions_item_data)

            contradictions.append(contradictions_item)

        gaps = []
        _gaps = d.pop("gaps")
        for gaps_item_data in _gaps:
            gaps_item = GapRead.from_dict(gaps_item_data)

            gaps.append(gaps_item)

        weeks = []
        _weeks = d.pop("weeks")
        for weeks_item_data in _weeks:
            weeks_item = OnCallWeekRead.from_dict(weeks_item_data)

            weeks.append(weeks_item)

        rota_read = cls(
            contradictions=contradictions,
            gaps=gaps,
            weeks=weeks,
        )

        rota_read.additional_properties = d
        return rota_read

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
