"""What the teardown showed: told finding by finding, kept, and set beside what was predicted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from clinic_api.cases.models import Case
from clinic_api.cases.states import CaseState
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.database import database_now
from clinic_api.errors import Invalid
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Role
from clinic_api.treatments.access import TEXTS, TreatmentRepository, state_conflict
from clinic_api.treatments.first_diagnosis import first_diagnosis_judged
from clinic_api.treatments.judgement import known_fault, opinion_finding
from clinic_api.treatments.models import ConfirmedFinding, Diagnosis
from clinic_api.treatments.newest_findings import is_newest_line
from clinic_api.treatments.outcome_schemas import CalibrationRow, ConfirmedFindingRead, ConfirmedFindingTell
from clinic_api.treatments.prescriptions import today_in_china
from clinic_api.treatments.words import WORDS

__all__ = ["OutcomeService", "confirmed_findings"]

_OPENED: Final = frozenset({CaseState.DIAGNOSED, CaseState.IN_TREATMENT, CaseState.FOLLOW_UP, CaseState.DISCHARGED})


class OutcomeService:
    """Confirmed findings on behalf of the principal of ``repository``."""

    def __init__(self, repository: TreatmentRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def tell(self, case_id: str, body: ConfirmedFindingTell) -> ConfirmedFindingRead:
        """Keep one line about what was found; of several about the same finding the newest counts."""
        locks = self._principal.role is Role.DOCTOR
        case = self._repository.locked_case(case_id) if locks else self._repository.get(case_id, for_update=True)
        if CaseState(case.state) not in _OPENED:
            raise state_conflict(CaseState(case.state))
        _check(body)
        now = database_now(self._session)
        if body.seen_on > today_in_china(now):
            raise Invalid("date_future", TEXTS("date_future"))
        prediction = self._prediction(case, body.examination_finding)
        found_fault = None if body.found_fault is None else known_fault(body.found_fault)
        diagnoses = self._repository.rows(Diagnosis, case)
        row = ConfirmedFinding(
            id=new_id("cfd"),
            factory_id=case.factory_id,
            case_id=case.id,
            outcome=body.outcome,
            found_fault=found_fault,
            words=body.words,
            seen_on=body.seen_on,
            told_by=person_name(self._principal),
            told_at=now,
            **prediction,
            **first_diagnosis_judged(
                diagnoses[0].document if diagnoses else None,
                outcome=body.outcome,
                predicted=prediction.get("fault"),
                found=found_fault,
                told_by_doctor_id=self._principal.doctor_id,
            ),
        )
        self._session.add(row)
        values = {"outcome": WORDS(body.outcome)}
        write_line(self._session, case, "finding_told", at=now, by=self._principal, values=values)
        self._session.flush()
        return _read(row)

    def calibration(self, page: PageParameters) -> Page[CalibrationRow]:
        """Return predicted probabilities beside outcomes, each finding once, the newest line first."""
        statement = self._repository.select_visible(ConfirmedFinding)
        counting = statement.where(ConfirmedFinding.predicted_probability.is_not(None), is_newest_line())
        rows, next_cursor = fetch_page(self._session, counting, ConfirmedFinding.id, page)
        return Page[CalibrationRow](items=[_calibration_row(row) for row in rows], next_cursor=next_cursor)

    def _prediction(self, case: Case, index: int | None) -> dict[str, Any]:
        """Return the columns that say what was predicted, empty where nothing was."""
        if index is None:
            return {}
        examination = self._repository.first_examination(case)
        finding = opinion_finding(examination, index)
        return {
            "examination_id": None if examination is None else examination.id,
            "finding_index": index,
            "fault": finding["fault"],
            "component": finding["component"],
            "predicted_probability": finding["probability"],
        }


def confirmed_findings(repository: TreatmentRepository, case: Case) -> list[ConfirmedFindingRead]:
    """Return all lines about the findings of ``case``, the oldest first."""
    rows: Sequence[ConfirmedFinding] = repository.rows(ConfirmedFinding, case)
    return [_read(row) for row in rows]


def _check(body: ConfirmedFindingTell) -> None:
    """Refuse a line that is about nothing: ``other`` names what was found, the rest name what was predicted."""
    complete = body.found_fault is not None if body.outcome == "other" else body.examination_finding is not None
    if not complete:
        raise Invalid("outcome_mismatch", TEXTS("outcome_mismatch"))


def _read(row: ConfirmedFinding) -> ConfirmedFindingRead:
    named = {name: getattr(row, name) for name in ConfirmedFindingRead.model_fields if name != "examination_finding"}
    return ConfirmedFindingRead.model_validate(named | {"examination_finding": row.finding_index})


def _calibration_row(row: ConfirmedFinding) -> CalibrationRow:
    named = {name: getattr(row, name) for name in CalibrationRow.model_fields if name != "outcome"}
    return CalibrationRow.model_validate(named | {"outcome": int(row.outcome == "confirmed")})
