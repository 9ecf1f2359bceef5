from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.calibration_row_outcome import (
    CalibrationRowOutcome,
    check_calibration_row_outcome,
)

T = TypeVar("T", bound="CalibrationRow")


@_attrs_define
class CalibrationRow:
    """What was predicted beside what was found: ``outcome`` 1 where the finding was confirmed, 0 where not.

    Attributes:
        case_id (str):
        component (None | str):
        examination_id (str):
        fault (str):
        found_fault (None | str):
        id (str):
        outcome (CalibrationRowOutcome):
        predicted_probability (float):
        seen_on (datetime.date):
    """

    case_id: str
    component: None | str
    examination_id: str
    fault: str
    found_fault: None | str
    id: str
    outcome: CalibrationRowOutcome
    predicted_probability: float
    seen_on: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        component: None | str
        component = self.component

        examination_id = self.examination_id

        fault = self.fault

        found_fault: None | str
        found_fault = self.found_fault

        id = self.id

        outcome: int = self.outcome

        predicted_probability = self.predicted_probability

        seen_on = self.seen_on.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "component": component,
                "examination_id": examination_id,
                "fault": fault,
                "found_fault": found_fault,
                "id": id,
                "outcome": outcome,
                "predicted_probability": predicted_probability,
                "seen_on": seen_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        def _parse_component(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        component = _parse_component(d.pop("component"))

        examination_id = d.pop("examination_id")

        fault = d.pop("fault")

        def _parse_found_fault(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        found_fault = _parse_found_fault(d.pop("found_fault"))

        id = d.pop("id")

        outcome = check_calibration_row_outcome(d.pop("outcome"))

        predicted_probability = d.pop("predicted_probability")

        seen_on = datetime.date.fromisoformat(d.pop("seen_on"))

        calibration_row = cls(
            case_id=case_id,
            component=component,
            examination_id=examination_id,
            fault=fault,
            found_fault=found_fault,
            id=id,
            outcome=outcome,
            predicted_probability=predicted_probability,
            seen_on=seen_on,
        )

        calibration_row.additional_properties = d
        return calibration_row

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
