from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.discharge_case_outcome import (
    DischargeCaseOutcome,
    check_discharge_case_outcome,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DischargeCase")


@_attrs_define
class DischargeCase:
    """How the treatment ended; a reason is needed where no comparable follow-up shows it.

    Attributes:
        outcome (DischargeCaseOutcome):
        reason (None | str | Unset):
    """

    outcome: DischargeCaseOutcome
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        outcome: str = self.outcome

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = check_discharge_case_outcome(d.pop("outcome"))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        discharge_case = cls(
            outcome=outcome,
            reason=reason,
        )

        return discharge_case
