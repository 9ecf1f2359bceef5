from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DoctorLoadRead")


@_attrs_define
class DoctorLoadRead:
    """The work of one doctor in shares of the capacity.

    Attributes:
        doctor_id (str):
        lately (float): mean of the last four weeks
        now (float): what is planned, of a week's capacity
        weeks (list[float]): given in each of the last four weeks, the oldest first
    """

    doctor_id: str
    lately: float
    now: float
    weeks: list[float]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        lately = self.lately

        now = self.now

        weeks = self.weeks

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "doctor_id": doctor_id,
                "lately": lately,
                "now": now,
                "weeks": weeks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        doctor_id = d.pop("doctor_id")

        lately = d.pop("lately")

        now = d.pop("now")

        weeks = cast(list[float], d.pop("weeks"))

        doctor_load_read = cls(
            doctor_id=doctor_id,
            lately=lately,
            now=now,
            weeks=weeks,
        )

        doctor_load_read.additional_properties = d
        return doctor_load_read

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
