from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.discharge_read_outcome import (
    DischargeReadOutcome,
    check_discharge_read_outcome,
)

T = TypeVar("T", bound="DischargeRead")


@_attrs_define
class DischargeRead:
    """How a case ended.

    Attributes:
        discharged_at (datetime.datetime):
        discharged_by (str):
        measurement_id (None | str):
        outcome (DischargeReadOutcome):
        reason (None | str):
    """

    discharged_at: datetime.datetime
    discharged_by: str
    measurement_id: None | str
    outcome: DischargeReadOutcome
    reason: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        discharged_at = self.discharged_at.isoformat()

        discharged_by = self.discharged_by

        measurement_id: None | str
        measurement_id = self.measurement_id

        outcome: str = self.outcome

        reason: None | str
        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "discharged_at": discharged_at,
                "discharged_by": discharged_by,
                "measurement_id": measurement_id,
                "outcome": outcome,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        discharged_at = datetime.datetime.fromisoformat(d.pop("discharged_at"))

        discharged_by = d.pop("discharged_by")

        def _parse_measurement_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        measurement_id = _parse_measurement_id(d.pop("measurement_id"))

        outcome = check_discharge_read_outcome(d.pop("outcome"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        discharge_read = cls(
            discharged_at=discharged_at,
            discharged_by=discharged_by,
            measurement_id=measurement_id,
            outcome=outcome,
            reason=reason,
        )

        discharge_read.additional_properties = d
        return discharge_read

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
