from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OverrideRead")


@_attrs_define
class OverrideRead:
    """One case that a coordinator gave to another doctor than the proposed one.

    Attributes:
        assigned_at (datetime.datetime):
        assigned_by (str):
        case_id (str):
        doctor_id (str):
        proposed_doctor_id (str):
        reason (None | str):
        specialty (None | str):
    """

    assigned_at: datetime.datetime
    assigned_by: str
    case_id: str
    doctor_id: str
    proposed_doctor_id: str
    reason: None | str
    specialty: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        assigned_at = self.assigned_at.isoformat()

        assigned_by = self.assigned_by

        case_id = self.case_id

        doctor_id = self.doctor_id

        proposed_doctor_id = self.proposed_doctor_id

        reason: None | str
        reason = self.reason

        specialty: None | str
        specialty = self.specialty

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "assigned_at": assigned_at,
                "assigned_by": assigned_by,
                "case_id": case_id,
                "doctor_id": doctor_id,
                "proposed_doctor_id": proposed_doctor_id,
                "reason": reason,
                "specialty": specialty,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        assigned_at = datetime.datetime.fromisoformat(d.pop("assigned_at"))

        assigned_by = d.pop("assigned_by")

        case_id = d.pop("case_id")

        doctor_id = d.pop("doctor_id")

        proposed_doctor_id = d.pop("proposed_doctor_id")

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_specialty(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        specialty = _parse_specialty(d.pop("specialty"))

        override_read = cls(
            assigned_at=assigned_at,
            assigned_by=assigned_by,
            case_id=case_id,
            doctor_id=doctor_id,
            proposed_doctor_id=proposed_doctor_id,
            reason=reason,
            specialty=specialty,
        )

        override_read.additional_properties = d
        return override_read

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
