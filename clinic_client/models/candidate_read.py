from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="CandidateRead")


@_attrs_define
class CandidateRead:
    """One doctor for one case, as they are now.

    Attributes:
        doctor_id (str):
        fit (float): grade 0 to 1 in the specialty the case asks for
        gave_it_back (bool): has declined or referred this case, or was taken off it
        may_take_it (bool):
        name (TextRead): One text in both languages.
        on_time (bool):
        reasons (list[TextRead]): what speaks for the doctor, or what keeps them from the case
        relative_load (float): share of the capacity that is taken with this case
        score (float):
    """

    doctor_id: str
    fit: float
    gave_it_back: bool
    may_take_it: bool
    name: TextRead
    on_time: bool
    reasons: list[TextRead]
    relative_load: float
    score: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        fit = self.fit

        gave_it_back = self.gave_it_back

        may_take_it = self.may_take_it

        name = self.name.to_dict()

        on_time = self.on_time

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        relative_load = self.relative_load

        score = self.score

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "doctor_id": doctor_id,
                "fit": fit,
                "gave_it_back": gave_it_back,
                "may_take_it": may_take_it,
                "name": name,
                "on_time": on_time,
                "reasons": reasons,
                "relative_load": relative_load,
                "score": score,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        doctor_id = d.pop("doctor_id")

        fit = d.pop("fit")

        gave_it_back = d.pop("gave_it_back")

        may_take_it = d.pop("may_take_it")

        name = TextRead.from_dict(d.pop("name"))

        on_time = d.pop("on_time")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = TextRead.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        relative_load = d.pop("relative_load")

        score = d.pop("score")

        candidate_read = cls(
            doctor_id=doctor_id,
            fit=fit,
            gave_it_back=gave_it_back,
            may_take_it=may_take_it,
            name=name,
            on_time=on_time,
            reasons=reasons,
            relative_load=relative_load,
            score=score,
        )

        candidate_read.additional_properties = d
        return candidate_read

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
