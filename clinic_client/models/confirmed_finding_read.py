from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.confirmed_finding_read_outcome import (
    ConfirmedFindingReadOutcome,
    check_confirmed_finding_read_outcome,
)

T = TypeVar("T", bound="ConfirmedFindingRead")


@_attrs_define
class ConfirmedFindingRead:
    """One line about a finding; of several about the same one, the newest counts.

    Attributes:
        case_id (str):
        component (None | str):
        examination_finding (int | None):
        examination_id (None | str):
        fault (None | str):
        found_fault (None | str):
        id (str):
        outcome (ConfirmedFindingReadOutcome):
        predicted_probability (float | None):
        seen_on (datetime.date):
        told_at (datetime.datetime):
        told_by (str):
        words (str):
    """

    case_id: str
    component: None | str
    examination_finding: int | None
    examination_id: None | str
    fault: None | str
    found_fault: None | str
    id: str
    outcome: ConfirmedFindingReadOutcome
    predicted_probability: float | None
    seen_on: datetime.date
    told_at: datetime.datetime
    told_by: str
    words: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        component: None | str
        component = self.component

        examination_finding: int | None
        examination_finding = self.examination_finding

        examination_id: None | str
        examination_id = self.examination_id

        fault: None | str
        fault = self.fault

        found_fault: None | str
        found_fault = self.found_fault

        id = self.id

        outcome: str = self.outcome

        predicted_probability: float | None
        predicted_probability = self.predicted_probability

        seen_on = self.seen_on.isoformat()

        told_at = self.told_at.isoformat()

        told_by = self.told_by

        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "component": component,
                "examination_finding": examination_finding,
                "examination_id": examination_id,
                "fault": fault,
                "found_fault": found_fault,
                "id": id,
                "outcome": outcome,
                "predicted_probability": predicted_probability,
                "seen_on": seen_on,
                "told_at": told_at,
                "told_by": told_by,
                "words": words,
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

        def _parse_examination_finding(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        examination_finding = _parse_examination_finding(d.pop("examination_finding"))

        def _parse_examination_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        examination_id = _parse_examination_id(d.pop("examination_id"))

        def _parse_fault(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        fault = _parse_fault(d.pop("fault"))

        def _parse_found_fault(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        found_fault = _parse_found_fault(d.pop("found_fault"))

        id = d.pop("id")

        outcome = check_confirmed_finding_read_outcome(d.pop("outcome"))

        def _parse_predicted_probability(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        predicted_probability = _parse_predicted_probability(
            d.pop("predicted_probability")
        )

        seen_on = datetime.date.fromisoformat(d.pop("seen_on"))

        told_at = datetime.datetime.fromisoformat(d.pop("told_at"))

        told_by = d.pop("told_by")

        words = d.pop("words")

        confirmed_finding_read = cls(
            case_id=case_id,
            component=component,
            examination_finding=examination_finding,
            examination_id=examination_id,
            fault=fault,
            found_fault=found_fault,
            id=id,
            outcome=outcome,
            predicted_probability=predicted_probability,
            seen_on=seen_on,
            told_at=told_at,
            told_by=told_by,
            words=words,
        )

        confirmed_finding_read.additional_properties = d
        return confirmed_finding_read

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
