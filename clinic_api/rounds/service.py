"""Rounds on behalf of one principal: gathered, searched, kept, accepted into visits, replanned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.calendar.current import calendar_of
from clinic_api.cases.models import Case
from clinic_api.cases.states import OPEN_STATES
from clinic_api.database import Database, database_now
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.china import CHINA
from clinic_api.kit.idempotency import create_once, earlier_answer
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.repository import Repository
from clinic_api.kit.versions import refuse_outdated
from clinic_api.rounds.gathering import (
    UNFINISHED,
    Asked,
    Gathering,
    minutes_of_clock,
    round_texts,
    stop_of,
    visited_cases,
)
from clinic_api.rounds.keeping import asked_json, keep_plan, plan_of, round_read
from clinic_api.rounds.models import Round, RoundStop
from clinic_api.rounds.schemas import RoundCreate, RoundRead, RoundReplan, RoundState
from clinic_api.settings import Settings
from clinic_api.visits.models import Visit, VisitStop
from clinic_api.visits.service import VisitService
from experts.errors import ExpertsError
from experts.rounds import (
    USUAL_SHIFT,
    DayPlan,
    Effort,
    Stop,
    Travel,
    Window,
    calendar_file,
    clock,
    moment_of,
    nearest_suited,
    plan_day,
    read_travel_table,
    replan,
)

__all__ = ["RoundService", "propose_rounds"]

_EFFORT: Final = Effort(time_limit_s=4.0, iterations=1500)
"""An answer within 5 s, the reading and writing included; a longer search is the command `experts rounds`. Measured on
two busy cores: three days of 40 stops and 6 doctors came within 0, 1 and 6 % of the minutes of a minute's search."""


_MOST_UNNAMED: Final = 30
"""Doctors a day is planned with when none are named: as many as are searched well within a request."""
_PROPOSING: Final = "propose_round"


def propose_rounds(
    database: Database, principal: Principal, settings: Settings, body: RoundCreate, *, key: str | None
) -> RoundRead:
    """Return proposed rounds. Three steps, so that nobody waits for the search: read, search, write.

    Raises what `gathering.Gathering` does, and `Invalid` ``round_day_past``, ``round_day_off``, ``instance_too_large``
    or a code of `experts.rounds.read_travel_table`.
    """
    shift: Window = (minutes_of_clock(body.shift[0]), minutes_of_clock(body.shift[1])) if body.shift else USUAL_SHIFT
    with database.session(read_only=True) as session:
        earlier = earlier_answer(session, principal, key=key, operation=_PROPOSING, request=body, answer_type=RoundRead)
        if earlier is not None:
            return earlier
        _refuse_day(session, body, database_now(session))
        gathering = Gathering(session, body.day)
        doctors = gathering.doctors(body.doctor_ids, shift)
        asked = [*gathering.cases(body.case_ids), *gathering.visits(body.visits)]
    travel = _travel(settings)
    if body.doctor_ids is None:
        doctors = nearest_suited([entry.stop for entry in asked], doctors, travel=travel, most=_MOST_UNNAMED)
    try:
        plan = plan_day(body.day, [entry.stop for entry in asked], doctors, travel=travel, effort=_EFFORT)
    except ExpertsError as problem:
        raise Invalid(problem.code, problem.text) from None
    doctor_ids = [doctor.id for doctor in doctors]
    with database.session() as session:
        service = RoundService(session, principal, settings)
        return create_once(
            session,
            principal,
            key=key,
            operation=_PROPOSING,
            request=body,
            answer_type=RoundRead,
            create=lambda: service.keep(plan, asked, doctor_ids, shift),
        )


def _travel(settings: Settings) -> Travel:
    """Return how one travels: by the hospital's table where there is one, read anew each time."""
    if settings.travel_table is None:
        return Travel()
    try:
        return Travel(table=read_travel_table(settings.travel_table))
    except ExpertsError as problem:
        raise Invalid(problem.code, problem.text) from None


def _refuse_day(session: Session, body: RoundCreate, now: datetime) -> None:
    if body.day < now.astimezone(CHINA).date():
        raise Invalid("round_day_past", round_texts("round_day_past"))
    if not body.on_day_off and not calendar_of(session).is_working(body.day):
        raise Invalid("round_day_off", round_texts("round_day_off", day=body.day.isoformat()))


class RoundService(Repository):
    """What can be done with rounds that are kept."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        super().__init__(session, principal)
        self._settings = settings
        self._visits = VisitService(session, principal, max_attempts=settings.job_max_attempts)

    def keep(self, plan: DayPlan, asked: Sequence[Asked], doctor_ids: list[str], shift: Window) -> RoundRead:
        """Write a proposal."""
        now = database_now(self.session)
        made = Round(
            id=new_id("rnd"),
            day=plan.day,
            state="proposed",
            doctor_ids=doctor_ids,
            shift=[clock(shift[0]), clock(shift[1])],
            planned_by_id=self.principal.account_id,
            planned_at=now,
            created_at=now,
        )
        rows = [
            RoundStop(
                id=entry.stop.id,
                round_id=made.id,
                factory_id=entry.stop.factory,
                purpose=entry.purpose,
                equipment_ids=list(entry.equipment_ids),
                case_ids=list(entry.case_ids),
                asked=asked_json(entry),
            )
            for entry in asked
        ]
        keep_plan(plan, made, rows)
        self.session.add(made)
        self.session.flush()
        self.session.add_all(rows)
        self.session.flush()
        return self._read([made])[0]

    def page(self, page: PageParameters, *, state: RoundState | None, day: date | None) -> Page[RoundRead]:
        """Return a page of rounds, the newest first."""
        statement = self.select_visible(Round)
        if state is not None:
            statement = statement.where(Round.state == state)
        if day is not None:
            statement = statement.where(Round.day == day)
        rows, next_cursor = fetch_page(self.session, statement, Round.id, page)
        return Page(items=self._read(rows), next_cursor=next_cursor)

    def read(self, round_id: str) -> RoundRead:
        """Return one day's rounds; raises `NotFound`."""
        return self._read([self._get(round_id)])[0]

    def accept(self, round_id: str, *, if_match: str | None) -> RoundRead:
        """Make the planned stops into visits, once.

        Raises `Conflict` ``round_state_conflict`` for the second time, ``visit_planned_already`` where one of its cases
        or machines has a visit by now, ``doctor_booked``, and ``round_outdated`` where a case was closed since.
        """
        made = self._get(round_id, for_update=True)
        refuse_outdated(if_match, made.version)
        if made.state != "proposed":
            raise Conflict("round_state_conflict", round_texts("round_state_conflict"), state=made.state)
        lock_until_commit(self.session, "visits of rounds")
        rows = self._stops(made.id)
        planned = [row for row in rows if row.state == "planned"]
        self._refuse_planned_twice(made.day, planned)
        self._refuse_closed_cases(planned)
        made.state, made.planned_at = "accepted", database_now(self.session)
        self.session.flush()
        for row in planned:
            self._add_visit(made, row)
        self.session.flush()
        return self._read([made])[0]

    def replan(self, round_id: str, body: RoundReplan, *, if_match: str | None) -> RoundRead:
        """Call a visit off and move up the rest: what has begun stays, the order is kept, freed time is offered.

        Raises `Conflict` ``round_state_conflict`` before acceptance, and `NotFound` ``visit_not_in_round``.
        """
        made = self._get(round_id, for_update=True)
        refuse_outdated(if_match, made.version)
        if made.state != "accepted":
            raise Conflict("round_state_conflict", round_texts("round_state_conflict"), state=made.state)
        lock_until_commit(self.session, "visits of rounds")
        rows = self._stops(made.id)
        fallen = next((row for row in rows if row.visit_id == body.visit_id and row.state == "planned"), None)
        if fallen is None:
            raise NotFound("visit_not_in_round", round_texts("visit_not_in_round"))
        self._visits.cancel(body.visit_id, if_match=None)
        remaining = [row for row in rows if row.state != "dropped"]
        shift = (minutes_of_clock(made.shift[0]), minutes_of_clock(made.shift[1]))
        gathering = Gathering(self.session, made.day)
        doctors = [gathering.rounds_doctor(doctor, shift) for doctor in self._doctors(made.doctor_ids)]
        stops = self._as_stops(remaining)
        after = replan(
            plan_of(made, rows),
            list(stops.values()),
            doctors,
            fallen_out=[fallen.id],
            now=self._reached(made, rows),
            travel=_travel(self._settings),
        )
        was = {row.id: row.planned for row in rows if row.state == "planned"}
        made.planned_at = database_now(self.session)
        keep_plan(after, made, rows)
        self.session.flush()
        self._follow_up(made, [row for row in rows if row is not fallen], was)
        self.session.flush()
        return self._read([made])[0]

    def calendar(self, round_id: str, doctor_id: str | None) -> bytes:
        """Return the visits (of one doctor) as a calendar file; a doctor gets the own ones."""
        made = self._get(round_id)
        if self.principal.role is Role.DOCTOR:
            if doctor_id not in (None, self.principal.doctor_id):
                raise NotFound("round_not_found", round_texts("round_not_found"))
            doctor_id = self.principal.doctor_id
        # All stops: one that went to somebody else is still told as called off to whom it was.
        rows = self.session.scalars(select(RoundStop).where(RoundStop.round_id == made.id).order_by(RoundStop.id)).all()
        factories = self._factories(rows)
        addresses = {row.id: factories[row.factory_id].address for row in rows}
        return calendar_file(
            plan_of(made, rows),
            self._as_stops(rows),
            stamp=made.planned_at,
            doctor_id=doctor_id,
            addresses=addresses,
            plan_id=made.id,
            tentative=made.state == "proposed",
        )

    def _add_visit(self, made: Round, row: RoundStop) -> None:
        visit = Visit(
            factory_id=row.factory_id,
            day=made.day,
            purpose=row.purpose,
            round_id=made.id,
            instruments=row.asked["instruments"],
            case_ids=row.case_ids,
        )
        _set_times(visit, made.day, row.planned or {})
        self._visits.write(visit, doctor_ids=[str(row.doctor_id)], equipment_ids=row.equipment_ids)
        row.visit_id = visit.id

    def _follow_up(self, made: Round, rows: Iterable[RoundStop], was: Mapping[str, object]) -> None:
        """Bring the visits in line with their stops: other times, called off, or planned now."""
        for row in rows:
            if row.state == "planned" and row.id not in was:
                self._add_visit(made, row)
            elif row.state != "planned" and row.id in was and row.visit_id is not None:
                self._visits.cancel(row.visit_id, if_match=None)
                row.visit_id = None
            elif row.state == "planned" and row.planned != was[row.id]:
                visit = self.session.get_one(Visit, row.visit_id)
                _set_times(visit, made.day, row.planned or {})
                self._visits.tell_moved(visit)

    def _reached(self, made: Round, rows: Iterable[RoundStop]) -> datetime | None:
        """Return up to when the day has gone: now, or where doctors are ahead of the plan, where they set out last."""
        now = database_now(self.session)
        begun = self.session.scalars(
            select(Visit.id).where(Visit.round_id == made.id, Visit.state.in_(("under_way", "done")))
        ).all()
        ahead = [
            moment_of(made.day, row.planned["sets_out"])
            for row in rows
            if row.visit_id in begun and row.planned is not None
        ]
        reached = max([now, *ahead])
        return None if reached < moment_of(made.day, 0) else reached

    def _refuse_planned_twice(self, day: date, planned: Sequence[RoundStop]) -> None:
        named = {case_id for row in planned for case_id in row.case_ids} & visited_cases(self.session)
        machines = {equipment_id for row in planned for equipment_id in row.equipment_ids}
        visited = self.session.scalars(
            select(VisitStop.equipment_id)
            .join(Visit, Visit.id == VisitStop.visit_id)
            .where(Visit.day == day, Visit.state.in_(UNFINISHED), VisitStop.equipment_id.in_(machines))
        ).all()
        if named or visited:
            raise Conflict(
                "visit_planned_already",
                round_texts("visit_planned_already"),
                case_ids=sorted(named),
                equipment_ids=sorted(set(visited)),
            )
        booked = Gathering(self.session, day).booked({row.doctor_id for row in planned})
        if booked:
            raise Conflict("doctor_booked", round_texts("doctor_booked"), doctor_ids=sorted(booked))

    def _refuse_closed_cases(self, planned: Sequence[RoundStop]) -> None:
        named = {case_id for row in planned for case_id in row.case_ids}
        open_ids = set(self.session.scalars(select(Case.id).where(Case.id.in_(named), Case.state.in_(OPEN_STATES))))
        if named - open_ids:
            text = round_texts("round_outdated")
            raise Conflict("round_outdated", text, case_ids=sorted(named - open_ids))

    def _get(self, round_id: str, *, for_update: bool = False) -> Round:
        try:
            return self.get_visible(Round, round_id, for_update=for_update)
        except NotFound:
            raise NotFound("round_not_found", round_texts("round_not_found")) from None

    def _stops(self, round_id: str) -> Sequence[RoundStop]:
        statement = self.select_visible(RoundStop).where(RoundStop.round_id == round_id)
        return self.session.scalars(statement.order_by(RoundStop.id)).all()

    def _doctors(self, doctor_ids: Sequence[str]) -> Sequence[Doctor]:
        known = [doctor_id for doctor_id in doctor_ids if is_id(doctor_id, "doc")]
        return self.session.scalars(select(Doctor).where(Doctor.id.in_(known)).order_by(Doctor.id)).all()

    def _factories(self, rows: Iterable[RoundStop]) -> dict[str, Factory]:
        ids = {row.factory_id for row in rows}
        return {factory.id: factory for factory in self.session.scalars(select(Factory).where(Factory.id.in_(ids)))}

    def _as_stops(self, rows: Sequence[RoundStop]) -> dict[str, Stop]:
        factories = self._factories(rows)
        return {row.id: stop_of(row.id, factories[row.factory_id], row.asked) for row in rows}

    def _read(self, rounds: Sequence[Round]) -> list[RoundRead]:
        """Return the form of rounds in two queries, however many there are."""
        statement = self.select_visible(RoundStop).where(RoundStop.round_id.in_([made.id for made in rounds]))
        rows = self.session.scalars(statement.order_by(RoundStop.id)).all()
        factories = self._factories(rows)
        return [round_read(made, [row for row in rows if row.round_id == made.id], factories) for made in rounds]


def _set_times(visit: Visit, day: date, planned: Mapping[str, Any]) -> None:
    visit.planned_arrival_at = moment_of(day, planned["arrival"])
    visit.planned_start_at = moment_of(day, planned["start"])
    visit.planned_departure_at = moment_of(day, planned["departure"])
    visit.travel_minutes, visit.travel_km = planned["travel_minutes"], planned["travel_km"]
