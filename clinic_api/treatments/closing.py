"""The end of a case: how content the factory is, and discharge with a result or a stated reason."""

from __future__ import annotations

from typing import Final

from clinic_api.cases.models import Case
from clinic_api.cases.states import Action, CaseState
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Invalid
from clinic_api.kit.ids import new_id
from clinic_api.treatments.access import TEXTS, TreatmentRepository, state_conflict
from clinic_api.treatments.fields import GiveReason
from clinic_api.treatments.models import Discharge, FollowUp, FollowUpMeasurement, Satisfaction
from clinic_api.treatments.outcome_schemas import DischargeCase, SatisfactionRead, SatisfactionTell
from clinic_api.treatments.words import WORDS

__all__ = ["ClosingService"]

_DIAGNOSED_ONCE: Final = frozenset(
    {CaseState.DIAGNOSED, CaseState.IN_TREATMENT, CaseState.FOLLOW_UP, CaseState.DISCHARGED}
)
_SHOWN_BY: Final = {
    "repaired": frozenset({"better"}),
    "improved": frozenset({"better"}),
    "unchanged": frozenset({"same", "worse"}),
}
"""Which verdicts of a follow-up show an outcome without a further reason."""


class ClosingService:
    """Satisfaction and discharge on behalf of the principal of ``repository``."""

    def __init__(self, repository: TreatmentRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def tell_satisfaction(self, case_id: str, body: SatisfactionTell) -> SatisfactionRead:
        """Keep the factory's one answer for a case that was diagnosed."""
        case = self._repository.get(case_id, for_update=True)
        if CaseState(case.state) not in _DIAGNOSED_ONCE:
            raise state_conflict(CaseState(case.state))
        if self._repository.rows(Satisfaction, case):
            raise Conflict("satisfaction_already_told", TEXTS("satisfaction_already_told"))
        now = database_now(self._session)
        row = Satisfaction(
            id=new_id("sat"),
            factory_id=case.factory_id,
            case_id=case.id,
            score=body.score,
            words=body.words,
            told_by=person_name(self._principal),
            told_at=now,
        )
        self._session.add(row)
        write_line(self._session, case, "satisfaction_told", at=now, by=self._principal, values={"score": body.score})
        self._session.flush()
        return SatisfactionRead.model_validate(row, from_attributes=True)

    def discharge(self, case_id: str, body: DischargeCase, *, if_match: str | None) -> Case:
        """Discharge a treated case: its last follow-up shows the outcome, or a reason is stated."""
        case = self._repository.locked_case(case_id, if_match=if_match)
        now = database_now(self._session)
        self._repository.lead(case, Action.DISCHARGE, at=now, reason=body.reason)
        measurement = self._last_measurement(case)
        shown = measurement is not None and measurement.verdict in _SHOWN_BY[body.outcome]
        if not shown and body.reason is None:
            raise Invalid("discharge_reason_required", TEXTS("discharge_reason_required"))
        measurement_id = None if measurement is None else measurement.id
        self._add(case, body.outcome, measurement_id, body.reason)
        values = {"outcome": WORDS(body.outcome)}
        write_line(self._session, case, "discharged", at=now, by=self._principal, values=values)
        self._session.flush()
        return case

    def discharge_untreated(self, case_id: str, body: GiveReason, *, if_match: str | None) -> Case:
        """Discharge a diagnosed case in which nothing is to be treated, with the reason."""
        case = self._repository.locked_case(case_id, if_match=if_match)
        now = database_now(self._session)
        self._repository.lead(case, Action.DISCHARGE_UNTREATED, at=now, reason=body.reason)
        self._add(case, "untreated", None, body.reason)
        values = {"reason": body.reason}
        write_line(self._session, case, "discharged_untreated", at=now, by=self._principal, values=values)
        self._session.flush()
        return case

    def _add(self, case: Case, outcome: str, measurement_id: str | None, reason: str | None) -> None:
        self._session.add(
            Discharge(
                id=new_id("dis"),
                factory_id=case.factory_id,
                case_id=case.id,
                outcome=outcome,
                measurement_id=measurement_id,
                reason=reason,
                discharged_by=person_name(self._principal),
                discharged_at=database_now(self._session),
            )
        )

    def _last_measurement(self, case: Case) -> FollowUpMeasurement | None:
        """Return the newest compared measurement of the newest follow-up."""
        follow_ups = self._repository.rows(FollowUp, case)
        measured = [
            row
            for row in self._repository.rows(FollowUpMeasurement, case)
            if follow_ups and row.follow_up_id == follow_ups[-1].id and row.verdict is not None
        ]
        return measured[-1] if measured else None
