from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.hazard_answer_outcome import (
    HazardAnswerOutcome,
    check_hazard_answer_outcome,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="HazardAnswer")


@_attrs_define
class HazardAnswer:
    """How an observation ends: never without a word to whoever reported it.

    Attributes:
        feedback (str): what the reporter is told
        outcome (HazardAnswerOutcome):
        reason (None | str | Unset): why it is no hazard; needed then
    """

    feedback: str
    outcome: HazardAnswerOutcome
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        feedback = self.feedback

        outcome: str = self.outcome

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "feedback": feedback,
                "outcome": outcome,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        feedback = d.pop("feedback")

        outcome = check_hazard_answer_outcome(d.pop("outcome"))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        hazard_answer = cls(
            feedback=feedback,
            outcome=outcome,
            reason=reason,
        )

        return hazard_answer
