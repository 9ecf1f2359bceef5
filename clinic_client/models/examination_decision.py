from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.examination_decision_decision import (
    ExaminationDecisionDecision,
    check_examination_decision_decision,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.correction import Correction


T = TypeVar("T", bound="ExaminationDecision")


@_attrs_define
class ExaminationDecision:
    """Confirms the automatic opinion, or corrects it with a reason; ``amends`` names the version it replaces.

    Attributes:
        decision (ExaminationDecisionDecision):
        amends (int | None | Unset):
        correction (Correction | None | Unset):
        reason (None | str | Unset):
    """

    decision: ExaminationDecisionDecision
    amends: int | None | Unset = UNSET
    correction: Correction | None | Unset = UNSET
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.correction import Correction

        decision: str = self.decision

        amends: int | None | Unset
        if isinstance(self.amends, Unset):
            amends = UNSET
        else:
            amends = self.amends

        correction: dict[str, Any] | None | Unset
        if isinstance(self.correction, Unset):
            correction = UNSET
        elif isinstance(self.correction, Correction):
            correction = self.correction.to_dict()
        else:
            correction = self.correction

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
            }
        )
        if amends is not UNSET:
            field_dict["amends"] = amends
        if correction is not UNSET:
            field_dict["correction"] = correction
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.correction import Correction

        d = dict(src_dict)
        decision = check_examination_decision_decision(d.pop("decision"))

        def _parse_amends(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        amends = _parse_amends(d.pop("amends", UNSET))

        def _parse_correction(data: object) -> Correction | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                correction_type_0 = Correction.from_dict(data)

                return correction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Correction | None | Unset, data)

        correction = _parse_correction(d.pop("correction", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        examination_decision = cls(
            decision=decision,
            amends=amends,
            correction=correction,
            reason=reason,
        )

        return examination_decision
