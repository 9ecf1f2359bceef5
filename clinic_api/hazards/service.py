"""Hazard observations on behalf of one principal: reported, taken up, and closed with an answer to the reporter."""

from __future__ import annotations

import math
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.timeline import person_name
from clinic_api.database import database_now, utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict, Invalid, NotFound, TooManyRequests
from clinic_api.factories.models import Factory
from clinic_api.hazards.models import Hazard
from clinic_api.hazards.schemas import HazardAnswer, HazardCreate, HazardForReporter, HazardRead, HazardState
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.repository import Repository
from clinic_api.kit.secrets import token_of
from clinic_api.kit.versions import refuse_outdated
from clinic_api.notifications.publish import publish
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue

__all__ = ["HazardService"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_STATES: Final = Catalogue(Path(__file__).with_name("states.toml"))
_OPEN: Final = frozenset({"seen", "under_way"})
_WINDOW: Final = timedelta(hours=1)


class HazardService(Repository):
    """What can be done with hazard observations."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        super().__init__(session, principal)
        self._settings = settings

    def report(self, body: HazardCreate) -> HazardForReporter:
        """Write an observation and return its number; raises `NotFound` for what is not the principal's."""
        factory_id, equipment_id = self._place(body)
        hazard_id = new_id("haz")
        hazard = Hazard(
            id=hazard_id,
            factory_id=factory_id,
            equipment_id=equipment_id,
            number=token_of(self._settings, "hazard", hazard_id, characters=10).upper(),
            account_id=self.principal.account_id,
            reporter_name=person_name(self.principal),
            state="seen",
            created_at=utc_now(),
            version=1,
            **body.model_dump(include={"what", "place", "language", "contact"}),
        )
        self.session.add(hazard)
        self._tell(hazard, "hazard.seen")
        self.session.flush()
        return _for_reporter(hazard)

    def page(self, page: PageParameters, *, state: HazardState | None) -> Page[HazardRead]:
        """Return a page of observations, the newest first."""
        statement = self.select_visible(Hazard)
        if state is not None:
            statement = statement.where(Hazard.state == state)
        rows, next_cursor = fetch_page(self.session, statement, Hazard.id, page)
        return Page(items=[_read(row) for row in rows], next_cursor=next_cursor)

    def read(self, hazard_id: str) -> HazardRead:
        """Return one observation; raises `NotFound`."""
        return _read(self._get(hazard_id))

    def by_number(self, number: str) -> HazardForReporter:
        """Return what became of an observation, asked by its number; raises `NotFound`."""
        statement = self.select_visible(Hazard).where(Hazard.number == number.strip().upper()[:10])
        hazard = self.session.execute(statement).scalar_one_or_none() if number.isascii() else None
        if hazard is None:
            raise NotFound("hazard_not_found", _TEXTS("hazard_not_found"))
        return _for_reporter(hazard)

    def id_of(self, number: str) -> str:
        """Return the id of the observation with this number; raises `NotFound`."""
        statement = self.select_visible(Hazard).where(Hazard.number == number)
        hazard = self.session.execute(statement).scalar_one_or_none()
        if hazard is None:
            raise NotFound("hazard_not_found", _TEXTS("hazard_not_found"))
        return hazard.id

    def begin(self, hazard_id: str, *, if_match: str | None) -> HazardRead:
        """Say that somebody is at work on it; raises `Conflict` ``hazard_closed``."""
        hazard = self._open(hazard_id, if_match)
        if hazard.state == "seen":
            now = database_now(self.session)  # a query: before the first change, so that all are written at once
            hazard.state, hazard.begun_by, hazard.begun_at = "under_way", person_name(self.principal), now
            self._tell(hazard, "hazard.under_way")
        self.session.flush()
        return _read(hazard)

    def close(self, hazard_id: str, body: HazardAnswer, *, if_match: str | None) -> HazardRead:
        """Close it with an answer to the reporter; raises `Conflict` ``hazard_closed`` and `Invalid`."""
        if body.outcome == "no_hazard" and body.reason is None:
            raise Invalid("reason_required", _TEXTS("reason_required"))
        hazard = self._open(hazard_id, if_match)
        now = database_now(self.session)  # a query: before the first change, so that all are written at once
        hazard.state, hazard.feedback, hazard.reason = body.outcome, body.feedback, body.reason
        hazard.closed_by, hazard.closed_at = person_name(self.principal), now
        self._tell(hazard, "hazard.closed")
        self.session.flush()
        return _read(hazard)

    def _place(self, body: HazardCreate) -> tuple[str, str | None]:
        """Return the factory and the machine; a label stands for its machine, whatever the body says."""
        principal = self.principal
        equipment_id = principal.equipment_id if principal.role is Role.REPORTER else body.equipment_id
        if principal.role is Role.REPORTER:
            machine = None if equipment_id is None else self.session.get(Equipment, equipment_id)
            if machine is None or machine.factory_id != principal.factory_id:
                raise NotFound()
            self._refuse_flood(machine.id)
            return machine.factory_id, machine.id
        if equipment_id is not None:
            return self.get_visible(Equipment, equipment_id).factory_id, equipment_id
        factory_id = body.factory_id or principal.factory_id
        if factory_id is None:
            raise Invalid("factory_required")
        return self.get_visible(Factory, factory_id).id, None

    def _refuse_flood(self, equipment_id: str) -> None:
        lock_until_commit(self.session, f"hazards of {equipment_id}")
        now = utc_now()
        statement = select(Hazard.created_at).where(
            Hazard.equipment_id == equipment_id,
            Hazard.account_id == self.principal.account_id,
            Hazard.created_at > now - _WINDOW,
        )
        last = self._settings.tickets_per_hour_label - 1
        oldest = self.session.scalar(statement.order_by(Hazard.created_at.desc()).offset(last).limit(1))
        if oldest is not None:
            wait_seconds = max(1, math.ceil((oldest + _WINDOW - now).total_seconds()))
            raise TooManyRequests("hazards_too_many", _TEXTS("hazards_too_many"), retry_after_seconds=wait_seconds)

    def _get(self, hazard_id: str, *, for_update: bool = False) -> Hazard:
        try:
            return self.get_visible(Hazard, hazard_id, for_update=for_update)
        except NotFound:
            raise NotFound("hazard_not_found", _TEXTS("hazard_not_found")) from None

    def _open(self, hazard_id: str, if_match: str | None) -> Hazard:
        hazard = self._get(hazard_id, for_update=True)
        refuse_outdated(if_match, hazard.version)
        if hazard.state not in _OPEN:
            raise Conflict("hazard_closed", _TEXTS("hazard_closed"), state=hazard.state)
        return hazard

    def _tell(self, hazard: Hazard, kind: str) -> None:
        data = {"hazard_id": hazard.id, "equipment_id": hazard.equipment_id, "state": hazard.state}
        data |= {"what": hazard.what, "place": hazard.place, "feedback": hazard.feedback}
        publish(
            self.session,
            kind,
            factory_id=hazard.factory_id,
            at=database_now(self.session),
            data=data,
            actor_id=self.principal.account_id,
        )


def _columns(hazard: Hazard) -> dict[str, Any]:
    columns = {column.name: getattr(hazard, column.name) for column in Hazard.__table__.columns}
    return columns | {"state_text": TextRead.of(_STATES(hazard.state))}


def _for_reporter(hazard: Hazard) -> HazardForReporter:
    return HazardForReporter(**_columns(hazard))


def _read(hazard: Hazard) -> HazardRead:
    return HazardRead(**_columns(hazard))
