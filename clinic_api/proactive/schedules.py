"""Schedules of measurements: what is due is told once, what is overdue once more, and a recording settles it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from clinic_api.database import database_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import NotFound
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.kit.china import CHINA
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.repository import Repository
from clinic_api.kit.versions import refuse_outdated
from clinic_api.notifications.publish import publish
from clinic_api.proactive.models import MeasurementSchedule, ScheduleTurn
from clinic_api.proactive.pushes import TEXTS
from clinic_api.proactive.schemas import ScheduleCreate, ScheduleRead, ScheduleUpdate, TurnRead
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings

__all__ = ["SCHEDULES", "ScheduleService", "keep_schedules"]

_AT_ONCE: Final = 500
_EARLY: Final = timedelta(hours=12)


def keep_schedules(session: Session, settings: Settings) -> None:
    """Settle the turns that a recording answers, tell what has become due and what is overdue, each once."""
    now = database_now(session)
    _begin_turns(session, now)
    _settle(session)
    late = select(ScheduleTurn).where(
        ScheduleTurn.done_at.is_(None), ScheduleTurn.overdue_told_at.is_(None), ScheduleTurn.overdue_at <= now
    )
    for turn in _some(session, late):
        turn.overdue_told_at = now
        _tell(session, "schedule.overdue", turn, now)


SCHEDULES: Final = PeriodicTask("measurement_schedules", 60, keep_schedules)
"""Looks every minute."""


def _begin_turns(session: Session, now: datetime) -> None:
    """Begin the turn of each schedule that is due; turns missed while the service stood still are one, not many."""
    due = session.scalars(
        select(MeasurementSchedule)
        .where(MeasurementSchedule.active.is_(True), MeasurementSchedule.next_due_at <= now)
        .order_by(MeasurementSchedule.next_due_at)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for schedule in due:
        period = timedelta(days=schedule.every_days)
        latest = schedule.next_due_at + (now - schedule.next_due_at) // period * period
        turn = ScheduleTurn(
            id=new_id("trn"),
            factory_id=schedule.factory_id,
            schedule_id=schedule.id,
            equipment_id=schedule.equipment_id,
            opens_at=latest - _EARLY,
            due_at=latest,
            overdue_at=latest + timedelta(hours=schedule.overdue_after_hours),
        )
        session.add(turn)
        schedule.next_due_at = latest + period
        _tell(session, "schedule.due", turn, now, measured_by=schedule.measured_by)
    session.flush()


def _settle(session: Session) -> None:
    """Mark the turns as done whose machine has a recording since they opened."""
    counts = (Recording.equipment_id == ScheduleTurn.equipment_id, Recording.created_at >= ScheduleTurn.opens_at)
    measured = exists(select(Recording.id).where(*counts))
    for turn in _some(session, select(ScheduleTurn).where(ScheduleTurn.done_at.is_(None), measured)):
        recording = session.scalars(
            select(Recording)
            .where(Recording.equipment_id == turn.equipment_id, Recording.created_at >= turn.opens_at)
            .order_by(Recording.created_at)
            .limit(1)
        ).one()
        turn.done_at, turn.recording_id = recording.created_at, recording.id
    session.flush()


def _some(session: Session, statement: Select[ScheduleTurn]) -> Sequence[ScheduleTurn]:
    """Return the first turns of ``statement``, locked; the rest has its turn the next minute."""
    ordered = statement.order_by(ScheduleTurn.due_at).limit(_AT_ONCE)
    return session.scalars(ordered.with_for_update(skip_locked=True)).all()


def _tell(session: Session, kind: str, turn: ScheduleTurn, now: datetime, **more: Any) -> None:
    data = {"schedule_id": turn.schedule_id, "turn_id": turn.id, "equipment_id": turn.equipment_id}
    data |= {"due_at": turn.due_at.isoformat(), "overdue_at": turn.overdue_at.isoformat(), **more}
    publish(session, kind, factory_id=turn.factory_id, at=now, data=data)


def _first_due(now: datetime, at: str) -> datetime:
    """Return the next moment that it is ``at`` (HH:MM) in China."""
    hour, minute = (int(part) for part in at.split(":"))
    local = now.astimezone(CHINA)
    due = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return due if due > local else due + timedelta(days=1)


class ScheduleService(Repository):
    """Schedules on behalf of one principal."""

    def create(self, body: ScheduleCreate, *, key: str | None) -> ScheduleRead:
        """Write a schedule; its first turn is due the next time the clock shows its time of day."""

        def write() -> ScheduleRead:
            equipment = self._equipment(body.equipment_id)
            schedule = MeasurementSchedule(
                id=new_id("sch"),
                factory_id=equipment.factory_id,
                next_due_at=_first_due(database_now(self.session), body.at),
                **body.model_dump(),
            )
            self.session.add(schedule)
            self.session.flush()
            return self._read([schedule])[0]

        return create_once(
            self.session,
            self.principal,
            key=key,
            operation="create_schedule",
            request=body,
            answer_type=ScheduleRead,
            create=write,
        )

    def page(self, page: PageParameters, *, equipment_id: str | None) -> Page[ScheduleRead]:
        """Return a page of schedules, the newest first."""
        statement = self.select_visible(MeasurementSchedule)
        if equipment_id is not None:
            statement = statement.where(MeasurementSchedule.equipment_id == equipment_id)
        rows, next_cursor = fetch_page(self.session, statement, MeasurementSchedule.id, page)
        return Page(items=self._read(rows), next_cursor=next_cursor)

    def read(self, schedule_id: str) -> ScheduleRead:
        """Return one schedule; raises `NotFound`."""
        return self._read([self._get(schedule_id)])[0]

    def update(self, schedule_id: str, body: ScheduleUpdate, *, if_match: str | None) -> ScheduleRead:
        """Change a schedule; a new time of day or period counts from now on."""
        schedule = self._get(schedule_id, for_update=True)
        refuse_outdated(if_match, schedule.version)
        changes = body.model_dump(exclude_none=True)
        for name, value in changes.items():
            setattr(schedule, name, value)
        if {"at", "every_days"} & changes.keys() or changes.get("active"):
            schedule.next_due_at = _first_due(database_now(self.session), schedule.at)
        self.session.flush()
        return self._read([schedule])[0]

    def _equipment(self, equipment_id: str) -> Equipment:
        try:
            return self.get_visible(Equipment, equipment_id)
        except NotFound:
            raise NotFound("equipment_not_found", TEXTS("equipment_not_found")) from None

    def _get(self, schedule_id: str, *, for_update: bool = False) -> MeasurementSchedule:
        try:
            return self.get_visible(MeasurementSchedule, schedule_id, for_update=for_update)
        except NotFound:
            raise NotFound("schedule_not_found", TEXTS("schedule_not_found")) from None

    def _read(self, schedules: Sequence[MeasurementSchedule]) -> list[ScheduleRead]:
        now = database_now(self.session)
        turns: dict[str, list[ScheduleTurn]] = defaultdict(list)
        for turn in self.session.scalars(
            self.select_visible(ScheduleTurn)
            .where(ScheduleTurn.schedule_id.in_([schedule.id for schedule in schedules]))
            .where(ScheduleTurn.done_at.is_(None))
            .order_by(ScheduleTurn.due_at)
        ):
            turns[turn.schedule_id].append(turn)
        return [_schedule_read(schedule, turns[schedule.id], now) for schedule in schedules]


def _schedule_read(schedule: MeasurementSchedule, turns: Sequence[ScheduleTurn], now: datetime) -> ScheduleRead:
    columns = {column.name: getattr(schedule, column.name) for column in MeasurementSchedule.__table__.columns}
    return ScheduleRead(
        **columns,
        open_turns=[TurnRead.model_validate(turn) for turn in turns],
        overdue=any(turn.overdue_at <= now for turn in turns),
    )
