"""Cases under treatment on behalf of one principal: locked while they change, led on by the table of states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import select

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.cases.repository import TEXTS as CASE_TEXTS
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.states import Action, Actor, CaseState, state_text
from clinic_api.cases.transitions import StateConflict, transition
from clinic_api.errors import Conflict, Forbidden
from clinic_api.examinations.models import Examination
from clinic_api.kit.principal import Role
from clinic_api.kit.repository import Scoped
from clinic_api.kit.versions import refuse_outdated
from diagnostics.texts import Catalogue

__all__ = ["TEXTS", "TreatmentRepository", "state_conflict"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))

Row = TypeVar("Row", bound=Scoped)


class TreatmentRepository(CaseRepository):
    """What belongs to a case's treatment, as far as one principal may see it."""

    def locked_case(self, case_id: str, *, if_match: str | None = None) -> Case:
        """Return a visible case that nobody else may change until the transaction ends.

        A doctor who sees the case without attending it is refused (``not_attending``).
        """
        case = self.get(case_id, for_update=True)
        if self.principal.role is Role.DOCTOR and not self.attends(case):
            raise Forbidden("not_attending", TEXTS("not_attending"))
        refuse_outdated(if_match, case.version)
        return case

    def attends(self, case: Case) -> bool:
        """Tell whether the principal is the attending doctor of ``case``."""
        attending = self.session.scalar(
            select(Assignment.doctor_id).where(Assignment.case_id == case.id, Assignment.ended_at.is_(None))
        )
        return attending is not None and attending == self.principal.doctor_id

    def rows(self, model: type[Row], case: Case) -> Sequence[Row]:
        """Return the visible rows of ``model`` that belong to ``case``, the oldest first."""
        columns: Any = model
        statement = self.select_visible(model).where(columns.case_id == case.id).order_by(columns.id)
        return self.session.scalars(statement).all()

    def first_examination(self, case: Case) -> Examination | None:
        """Return the examination of the case's first opinion, None where there was none."""
        return next((row for row in self.rows(Examination, case) if row.recording_id == case.recording_id), None)

    def lead(self, case: Case, action: Action, *, at: datetime, reason: str | None = None) -> None:
        """Lead ``case`` on by ``action`` of the principal; of several at once one wins, the others get 409."""
        try:
            transition(self.session, case, action, actor=Actor(self.principal.role), at=at, reason=reason)
        except StateConflict as conflict:
            raise state_conflict(conflict.state) from None


def state_conflict(state: CaseState) -> Conflict:
    """Return the refusal of something that the case's ``state`` does not allow."""
    text = CASE_TEXTS("case_state_conflict", state=state_text(state))
    return Conflict("case_state_conflict", text, state=state.value)
