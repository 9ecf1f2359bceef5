"""Recalibrations: proposed from what was found in opened machines, activated and withdrawn by an administrator."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.audit.service import note
from clinic_api.cases.timeline import person_name
from clinic_api.database import database_now
from clinic_api.errors import Conflict, NotFound
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal
from clinic_api.outcomes.evidence import judged_findings
from clinic_api.outcomes.figures import TEXTS
from clinic_api.outcomes.models import KeptRecalibration
from clinic_api.outcomes.schemas import FamilyOffsetRead, RecalibrationRead
from experts.errors import RecalibrationError
from experts.outcomes import Recalibration, propose_recalibration

__all__ = ["RecalibrationService"]

_LOCK: Final = "recalibrations"  # of several who change them at once one goes after the other


class RecalibrationService:
    """Recalibrations on behalf of ``principal``."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._principal = principal

    def page(self, page: PageParameters) -> Page[RecalibrationRead]:
        """Return a page of recalibrations, the newest first."""
        rows, next_cursor = fetch_page(self._session, select(KeptRecalibration), KeptRecalibration.id, page)
        return Page(items=[_read(row) for row in rows], next_cursor=next_cursor)

    def read(self, recalibration_id: str) -> RecalibrationRead:
        """Return one recalibration; raises `NotFound`."""
        return _read(self._get(recalibration_id))

    def propose(self) -> RecalibrationRead:
        """Learn a recalibration from all judged findings and keep it as a proposal; the same one is kept once.

        Raises `Conflict` ``recalibration_too_few`` or ``recalibration_no_gain`` where there is nothing to learn.
        """
        lock_until_commit(self._session, _LOCK)
        try:
            fitted = propose_recalibration(judged_findings(self._session))
        except RecalibrationError as nothing:
            raise Conflict(nothing.code, nothing.text) from None
        content = fitted.to_json()
        for waiting in self._session.scalars(select(KeptRecalibration).where(KeptRecalibration.state == "proposed")):
            if waiting.content == content:
                return _read(waiting)
        row = KeptRecalibration(
            id=new_id("rcl"),
            state="proposed",
            content=content,
            based_on=fitted.based_on,
            made_at=database_now(self._session),
            made_by=person_name(self._principal),
        )
        self._session.add(row)
        self._session.flush()
        self._note("proposed", row)
        return _read(row)

    def activate(self, recalibration_id: str, reason: str | None = None) -> RecalibrationRead:
        """Let a proposed or withdrawn recalibration count from now on; one that is active is withdrawn with it."""
        lock_until_commit(self._session, _LOCK)
        row = self._get(recalibration_id)
        if row.state == "active":
            raise _state_conflict(row)
        for active in self._session.scalars(select(KeptRecalibration).where(KeptRecalibration.state == "active")):
            self._withdraw(active, reason)
        row.state = "active"
        row.activated_at, row.activated_by = database_now(self._session), person_name(self._principal)
        row.withdrawn_at = row.withdrawn_by = None
        self._session.flush()
        self._note("activated", row, reason)
        return _read(row)

    def withdraw(self, recalibration_id: str, reason: str | None = None) -> RecalibrationRead:
        """Let the stated probabilities count again, or drop a proposal."""
        lock_until_commit(self._session, _LOCK)
        row = self._get(recalibration_id)
        if row.state == "withdrawn":
            raise _state_conflict(row)
        self._withdraw(row, reason)
        return _read(row)

    def _withdraw(self, row: KeptRecalibration, reason: str | None) -> None:
        row.state = "withdrawn"
        row.withdrawn_at, row.withdrawn_by = database_now(self._session), person_name(self._principal)
        self._session.flush()
        self._note("withdrawn", row, reason)

    def _note(self, what: str, row: KeptRecalibration, reason: str | None = None) -> None:
        values: dict[str, object] = {"based_on": row.based_on} | ({} if reason is None else {"reason": reason})
        note(self._session, self._principal, f"recalibration.{what}", row.id, values)

    def _get(self, recalibration_id: str) -> KeptRecalibration:
        row = self._session.get(KeptRecalibration, recalibration_id) if is_id(recalibration_id, "rcl") else None
        if row is None:
            raise NotFound("recalibration_not_found", TEXTS("recalibration_not_found"))
        return row


def _state_conflict(row: KeptRecalibration) -> Conflict:
    text = TEXTS("recalibration_state_conflict", state=TEXTS(row.state))
    return Conflict("recalibration_state_conflict", text, state=row.state)


def _read(row: KeptRecalibration) -> RecalibrationRead:
    content = Recalibration.from_json(row.content)
    return RecalibrationRead.model_validate(
        {
            "id": row.id,
            "state": row.state,
            "based_on": row.based_on,
            "overall_offset": content.overall,
            "families": [
                FamilyOffsetRead(family=name, offset=own.offset, cases=own.cases, confirmed=own.confirmed)
                for name, own in content.families.items()
            ],
            "log_loss_before": content.log_loss_before,
            "log_loss_after": content.log_loss_after,
            "made_at": row.made_at,
            "made_by": row.made_by,
            "activated_at": row.activated_at,
            "activated_by": row.activated_by,
            "withdrawn_at": row.withdrawn_at,
            "withdrawn_by": row.withdrawn_by,
        }
    )
