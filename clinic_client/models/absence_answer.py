from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.contradiction_read import ContradictionRead
    from ..models.doctor_read import DoctorRead


T = TypeVar("T", bound="AbsenceAnswer")


@_attrs_define
class AbsenceAnswer:
    """The doctor as they are then, and the weeks on call that the absence contradicts, with who could take them.

    Attributes:
        contradictions (list[ContradictionRead]):
        doctor (DoctorRead): A doctor; ``specialties`` grades tags 0…1, ``home`` is latitude and longitude in degrees.
    """

    contradictions: list[ContradictionRead]
    doctor: DoctorRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        contradictions = []
        for contradictions_item_data in self.contradictions:
            contradictions_item = contradictions_item_data.to_dict()
            contradictions.append(contradictions_item)

        doctor = self.doctor.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "contradictions": contradictions,
                "doctor": doctor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contradiction_read import ContradictionRead
        from ..models.doctor_read import DoctorRead

        d = dict(src_dict)
        contradictions = []
        _contradictions = d.pop("contradictions")
        for contradictions_item_data in _contradictions:
            contradictions_item = ContradictionRead.from_dict(contradictions_item_data)

            contradictions.append(contradictions_item)

        doctor = DoctorRead.from_dict(d.pop("doctor"))

        absence_answer = cls(
            contradictions=contradictions,
            doctor=doctor,
        )

        absence_answer.additional_properties = d
        return absence_answer

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
