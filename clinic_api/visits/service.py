"""Visits on behalf of one principal: planned by a coordinator or a doctor of the case, recorded by the doctors, each
finding a case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.opening import NewCase, open_case
from clinic_api.cases.states import OPEN_STATES
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict, Forbidden, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.repository import Repository
from clinic_api.kit.versions import refuse_outdated
from clinic_api.notifications.publish import publish
from clinic_api.visits.models import Visit, VisitDoctor, VisitStop
from clinic_api.visits.schemas import (
    StopCreate,
    StopRead,
    StopRecord,
    VisitArrive,
    VisitConsent,
    VisitCreate,
    VisitFinish,
    VisitRead,
    VisitState,
)
from diagnostics.texts import Catalogue

__all__ = ["VISIT_TEXTS", "VisitService"]

VISIT_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_UNFINISHED: Final = ("planned", "under_way")


class VisitService(Repository):
    """What can be done with visits."""

    def __init__(self, session: Session, principal: Principal, *, max_attempts: int) -> None:
        super().__init__(session, principal)
        self._max_attempts = max_attempts

    def plan(self, body: VisitCreate) -> VisitRead:
        """Write a visit; raises `NotFound` for what is not the principal's and `Invalid` for what does not fit."""
        factory = self.get_visible(Factory, body.factory_id)
        doctor_ids = list(dict.fromkeys(body.doctor_ids))
        self._refuse_others_visit(doctor_ids, body.equipment_ids)
        known = self.session.scalars(select(Doctor.id).where(Doctor.id.in_(doctor_ids))).all()
        if len(known) != len(doctor_ids):
            raise Invalid("doctor_not_found", VISIT_TEXTS("doctor_not_found"))
        visit = self.write(
            Visit(factory_id=factory.id, day=body.day, purpose=body.purpose),
            doctor_ids=doctor_ids,
            equipment_ids=body.equipment_ids,
        )
        return self._read([visit])[0]

    def write(self, visit: Visit, *, doctor_ids: Sequence[str], equipment_ids: Sequence[str]) -> Visit:
        """Add a planned visit of known doctors with its machines; raises `Invalid` ``machine_of_other_factory``."""
        visit.id, visit.state = new_id("vis"), "planned"
        visit.planned_by_id, visit.created_at = self.principal.account_id, database_now(self.session)
        self.session.add(visit)
        self.session.flush()
        for doctor_id in doctor_ids:
            self.session.add(VisitDoctor(visit_id=visit.id, doctor_id=doctor_id, factory_id=visit.factory_id))
        for position, equipment_id in enumerate(dict.fromkeys(equipment_ids)):
            self._add_stop(visit, equipment_id, position)
        self._tell(visit, "visit.planned")
        return visit

    def page(self, page: PageParameters, *, state: VisitState | None) -> Page[VisitRead]:
        """Return a page of visits, the newest first."""
        statement = self.select_visible(Visit)
        if state is not None:
            statement = statement.where(Visit.state == state)
        rows, next_cursor = fetch_page(self.session, statement, Visit.id, page)
        return Page(items=self._read(rows), next_cursor=next_cursor)

    def read(self, visit_id: str) -> VisitRead:
        """Return one visit; raises `NotFound`."""
        return self._read([self._get(visit_id)])[0]

    def arrive(self, visit_id: str, body: VisitArrive, *, if_match: str | None) -> VisitRead:
        """Say that the doctors are on site; raises `Conflict` ``visit_state_conflict``."""
        visit = self._in_state(visit_id, if_match, "planned")
        visit.state, visit.met, visit.arrived_at = "under_way", body.met, database_now(self.session)
        return self._written(visit, "visit.under_way")

    def finish(self, visit_id: str, body: VisitFinish, *, if_match: str | None) -> VisitRead:
        """End a visit; every stop has to have a result or a reason why it was left out."""
        visit = self._in_state(visit_id, if_match, "under_way")
        unrecorded = self.session.execute(
            select(func.count())
            .select_from(VisitStop)
            .where(VisitStop.visit_id == visit.id, VisitStop.state == "planned")
        ).scalar_one()
        if unrecorded:
            raise Conflict("stops_unrecorded", VISIT_TEXTS("stops_unrecorded", count=unrecorded), count=unrecorded)
        visit.state, visit.notes, visit.left_at = "done", body.notes, database_now(self.session)
        return self._written(visit, "visit.done")

    def cancel(self, visit_id: str, *, if_match: str | None) -> VisitRead:
        """Call a visit off before the doctors are on site."""
        visit = self._in_state(visit_id, if_match, "planned")
        if self.principal.role is Role.DOCTOR and visit.planned_by_id != self.principal.account_id:
            raise Forbidden("visit_planned_by_other", VISIT_TEXTS("visit_planned_by_other"))
        visit.state = "cancelled"
        return self._written(visit, "visit.cancelled")

    def consent(self, visit_id: str, body: VisitConsent, *, if_match: str | None) -> VisitRead:
        """Say for the factory whether a planned visit suits it; the last word counts.

        Raises `Invalid` ``visit_reason_missing`` where it does not and nothing is said.
        """
        visit = self._in_state(visit_id, if_match, "planned")
        if not body.agrees and body.words is None:
            raise Invalid("visit_reason_missing", VISIT_TEXTS("visit_reason_missing"))
        visit.consent, visit.consent_words = "agreed" if body.agrees else "declined", body.words
        visit.consent_by, visit.consent_at = person_name(self.principal), database_now(self.session)
        return self._written(visit, f"visit.{visit.consent}")

    def tell_moved(self, visit: Visit) -> None:
        """Tell that a planned visit has other times; they stand in the visit already."""
        self.session.flush()
        self._tell(visit, "visit.moved")

    def add_stop(self, visit_id: str, body: StopCreate, *, if_match: str | None) -> VisitRead:
        """Add a machine to a visit that is not over."""
        visit = self._in_state(visit_id, if_match, *_UNFINISHED)
        last = self.session.scalar(select(func.max(VisitStop.position)).where(VisitStop.visit_id == visit.id))
        self._add_stop(visit, body.equipment_id, 0 if last is None else last + 1)
        return self._read([visit])[0]

    def record(self, visit_id: str, stop_id: str, body: StopRecord) -> tuple[VisitRead, str | None]:
        """Write what was seen at a stop; a finding joins the machine's open case or opens one (mode rounds).

        Returns the visit and the id of the new case's job. Raises `Conflict` ``stop_recorded`` for the second time.
        """
        visit = self._in_state(visit_id, None, "under_way")
        stop = self._stop(visit, stop_id)
        if stop.state != "planned":
            raise Conflict("stop_recorded", VISIT_TEXTS("stop_recorded"))
        job_id = None if body.finding is None or body.skipped else self._lead_to_case(stop, body.finding, body.language)
        stop.state = "skipped" if body.skipped else "done"
        stop.finding, stop.notes = None if body.skipped else body.finding, body.notes
        stop.recorded_by, stop.recorded_at = person_name(self.principal), database_now(self.session)
        self.session.flush()
        return self._read([visit])[0], job_id

    def _refuse_others_visit(self, doctor_ids: Sequence[str], equipment_ids: Sequence[str]) -> None:
        """A doctor plans visits of their own, to machines of the cases they see."""
        if self.principal.role is not Role.DOCTOR:
            return
        if self.principal.doctor_id not in doctor_ids:
            raise Invalid("visit_without_yourself", VISIT_TEXTS("visit_without_yourself"))
        for equipment_id in equipment_ids:
            try:
                self.get_visible(Equipment, equipment_id)
            except NotFound:
                raise Invalid("machine_of_other_factory", VISIT_TEXTS("machine_of_other_factory")) from None

    def _lead_to_case(self, stop: VisitStop, finding: str, language: str) -> str | None:
        lock_until_commit(self.session, f"alarms of {stop.equipment_id}")  # the same lock: one case a machine
        case = self.session.scalars(
            select(Case)
            .where(Case.equipment_id == stop.equipment_id, Case.state.in_(OPEN_STATES))
            .order_by(Case.id.desc())
            .limit(1)
        ).one_or_none()
        if case is not None:
            now = database_now(self.session)
            write_line(self.session, case, "visit_joined", at=now, by=self.principal, values={"finding": finding})
            stop.case_id, stop.joined = case.id, True
            return None
        new = NewCase(
            factory_id=stop.factory_id,
            equipment_id=stop.equipment_id,
            complaint=finding,
            language=language,
            mode="rounds",
            recording=None,
        )
        opened = open_case(self.session, new, self.principal, max_attempts=self._max_attempts)
        stop.case_id = opened.case.id
        return opened.job_id

    def _add_stop(self, visit: Visit, equipment_id: str, position: int) -> None:
        equipment = self.session.get(Equipment, equipment_id) if is_id(equipment_id, "eqp") else None
        if equipment is None or equipment.factory_id != visit.factory_id:
            raise Invalid("machine_of_other_factory", VISIT_TEXTS("machine_of_other_factory"))
        self.session.add(
            VisitStop(
                id=new_id("stp"),
                factory_id=visit.factory_id,
                visit_id=visit.id,
                equipment_id=equipment.id,
                position=position,
                state="planned",
                joined=False,
            )
        )
        self.session.flush()

    def _get(self, visit_id: str, *, for_update: bool = False) -> Visit:
        try:
            return self.get_visible(Visit, visit_id, for_update=for_update)
        except NotFound:
            raise NotFound("visit_not_found", VISIT_TEXTS("visit_not_found")) from None

    def _in_state(self, visit_id: str, if_match: str | None, *states: str) -> Visit:
        visit = self._get(visit_id, for_update=True)
        refuse_outdated(if_match, visit.version)
        if visit.state not in states:
            text = VISIT_TEXTS("visit_state_conflict", state=visit.state)
            raise Conflict("visit_state_conflict", text, state=visit.state)
        return visit

    def _stop(self, visit: Visit, stop_id: str) -> VisitStop:
        statement = self.select_visible(VisitStop).where(VisitStop.id == stop_id, VisitStop.visit_id == visit.id)
        stop = self.session.execute(statement.with_for_update()).scalar_one_or_none() if is_id(stop_id) else None
        if stop is None:
            raise NotFound("stop_not_found", VISIT_TEXTS("stop_not_found"))
        return stop

    def _written(self, visit: Visit, kind: str) -> VisitRead:
        self.session.flush()
        self._tell(visit, kind)
        return self._read([visit])[0]

    def _tell(self, visit: Visit, kind: str) -> None:
        data = {"visit_id": visit.id, "day": visit.day.isoformat(), "state": visit.state, "purpose": visit.purpose}
        publish(self.session, kind, factory_id=visit.factory_id, at=database_now(self.session), data=data)

    def _read(self, visits: Sequence[Visit]) -> list[VisitRead]:
        """Return the form of visits in four queries, however many there are."""
        ids = [visit.id for visit in visits]
        factories = {
            factory.id: factory
            for factory in self.session.scalars(
                select(Factory).where(Factory.id.in_({visit.factory_id for visit in visits}))
            )
        }
        doctors: dict[str, list[Doctor]] = defaultdict(list)
        for visit_id, doctor in self.session.execute(
            select(VisitDoctor.visit_id, Doctor)
            .join(Doctor, Doctor.id == VisitDoctor.doctor_id)
            .where(VisitDoctor.visit_id.in_(ids))
            .order_by(VisitDoctor.doctor_id)
        ):
            doctors[visit_id].append(doctor)
        stops: dict[str, list[StopRead]] = defaultdict(list)
        for stop, machine in self.session.execute(
            select(VisitStop, Equipment)
            .join(Equipment, Equipment.id == VisitStop.equipment_id)
            .where(VisitStop.visit_id.in_(ids))
            .order_by(VisitStop.position, VisitStop.id)
        ):
            stops[stop.visit_id].append(_stop_read(stop, machine))
        return [_visit_read(visit, factories[visit.factory_id], doctors[visit.id], stops[visit.id]) for visit in visits]


def _stop_read(stop: VisitStop, machine: Equipment) -> StopRead:
    columns = {column.name: getattr(stop, column.name) for column in VisitStop.__table__.columns}
    return StopRead(
        **columns, equipment_name=TextRead(en=machine.name_en, zh=machine.name_zh), location=machine.location
    )


def _visit_read(visit: Visit, factory: Factory, doctors: list[Doctor], stops: list[StopRead]) -> VisitRead:
    columns = {column.name: getattr(visit, column.name) for column in Visit.__table__.columns}
    return VisitRead(
        **columns,
        factory_name=TextRead(en=factory.name_en, zh=factory.name_zh),
        address=factory.address,
        doctor_ids=[doctor.id for doctor in doctors],
        doctor_names=[TextRead(en=doctor.name_en, zh=doctor.name_zh) for doctor in doctors],
        stops=stops,
    )
