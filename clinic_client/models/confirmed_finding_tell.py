from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.confirmed_finding_tell_outcome import (
    ConfirmedFindingTellOutcome,
    check_confirmed_finding_tell_outcome,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ConfirmedFindingTell")


@_attrs_define
class ConfirmedFindingTell:
    """What was really found when the machine was opened.

    ``examination_finding`` names the predicted finding; null for something that was not predicted (``other``).

        Attributes:
            outcome (ConfirmedFindingTellOutcome):
            seen_on (datetime.date):
            words (str):
            examination_finding (int | None | Unset):
            found_fault (None | str | Unset):
    """

    outcome: ConfirmedFindingTellOutcome
    seen_on: datetime.date
    words: str
    examination_finding: int | None | Unset = UNSET
    found_fault: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        outcome: str = self.outcome

        seen_on = self.seen_on.isoformat()

        words = self.words

        examination_finding: int | None | Unset
        if isinstance(self.examination_finding, Unset):
            examination_finding = UNSET
        else:
            examination_finding = self.examination_finding

        found_fault: None | str | Unset
        if isinstance(self.found_fault, Unset):
            found_fault = UNSET
        else:
            found_fault = self.found_fault

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
                "seen_on": seen_on,
                "words": words,
            }
        )
        if examination_finding is not UNSET:
            field_dict["examination_finding"] = examination_finding
        if found_fault is not UNSET:
            field_dict["found_fault"] = found_fault

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = check_confirmed_finding_tell_outcome(d.pop("outcome"))

        seen_on = datetime.date.fromisoformat(d.pop("seen_on"))

        words = d.pop("words")

        def _parse_examination_finding(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        examination_finding = _parse_examination_finding(
            d.pop("examination_finding", UNSET)
        )

        def _parse_found_fault(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        found_fault = _parse_found_fault(d.pop("found_fault", UNSET))

        confirmed_finding_tell = cls(
            outcome=outcome,
            seen_on=seen_on,
            words=words,
            examination_finding=examination_finding,
            found_fault=found_fault,
        )

        return confirmed_finding_tell
