"""Schedules of measurements: due once, overdue once, settled by a recording."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from clinic_api.database import Database, utc_now
from clinic_api.jobs.periodic import PeriodicTask, run_due_tasks
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.notifications.models import Event
from clinic_api.proactive import schedules
from clinic_api.proactive.models import MeasurementSchedule, ScheduleTurn
from clinic_api.proactive.schedules import keep_schedules
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital


def _schedule(login: Login, hospital: Hospital, **more: Any) -> dict[str, Any]:
    body = {"equipment_id": hospital.own.equipment_id, "every_days": 7, "at": "08:00", "measured_by": "gateway"}
    answer = login(Role.FACTORY_ADMIN).post("/api/v1/schedules", json=body | more)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def _make_due(database: Database, schedule_id: str, ago: timedelta) -> datetime:
    due = utc_now() - ago
    with database.session() as session:
        session.execute(
            update(MeasurementSchedule).where(MeasurementSchedule.id == schedule_id).values(next_due_at=due)
        )
    return due


def _keep(database: Database, settings: Settings) -> None:
    with database.session() as session:
        keep_schedules(session, settings)


def _kinds(database: Database) -> list[str]:
    with database.session(read_only=True) as session:
        kinds = session.scalars(select(Event.kind).where(Event.kind.like("schedule.%")).order_by(Event.id))
        return list(kinds)


def _measure(database: Database, hospital: Hospital, account_id: str, at: datetime) -> str:
    with database.session() as session:
        recording = Recording(
            id=new_id("rec"),
            factory_id=hospital.own.factory_id,
            equipment_id=hospital.own.equipment_id,
            uploaded_by=account_id,
            filename="measured.wav",
            format="wav",
            size_bytes=1,
            sha256="1" * 64,
            created_at=at,
        )
        session.add(recording)
    return recording.id


def _age_seeded_recordings(database: Database) -> None:
    with database.session() as session:
        session.execute(update(Recording).values(created_at=utc_now() - timedelta(days=400)))


def test_the_first_turn_is_at_its_time_of_day_in_china(login: Login, hospital: Hospital) -> None:
    due = datetime.fromisoformat(_schedule(login, hospital, at="08:00")["next_due_at"])

    assert (due.astimezone(UTC).hour, due.astimezone(UTC).minute) == (0, 0)
    assert timedelta(0) < due - utc_now() <= timedelta(days=1)


def test_a_turn_is_told_once_when_due_and_once_when_overdue(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    _age_seeded_recordings(database)
    schedule = _schedule(login, hospital, overdue_after_hours=24)
    due = _make_due(database, schedule["id"], timedelta(hours=1))
    for _ in range(3):
        _keep(database, settings)
    while_due = login(Role.FACTORY_USER).get(f"/api/v1/schedules/{schedule['id']}").json()
    with database.session() as session:
        session.execute(
            update(ScheduleTurn)
            .where(ScheduleTurn.schedule_id == schedule["id"])
            .values(overdue_at=utc_now() - timedelta(minutes=1))
        )
    for _ in range(3):
        _keep(database, settings)
    late = login(Role.FACTORY_USER).get(f"/api/v1/schedules/{schedule['id']}").json()

    assert _kinds(database) == ["schedule.due", "schedule.overdue"]
    assert (len(while_due["open_turns"]), while_due["overdue"], late["overdue"]) == (1, False, True)
    assert datetime.fromisoformat(while_due["next_due_at"]) == due + timedelta(days=7)


def test_weeks_of_standing_still_are_one_turn_not_many(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    _age_seeded_recordings(database)
    schedule = _schedule(login, hospital)
    due = _make_due(database, schedule["id"], timedelta(days=30))
    _keep(database, settings)
    (turn,) = login(Role.FACTORY_USER).get(f"/api/v1/schedules/{schedule['id']}").json()["open_turns"]

    assert datetime.fromisoformat(turn["due_at"]) == due + timedelta(days=28)


def test_a_recording_settles_the_turn_and_an_old_one_does_not(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    _age_seeded_recordings(database)
    reporter = login(Role.FACTORY_USER).get("/api/v1/me").json()["id"]
    schedule = _schedule(login, hospital)
    _make_due(database, schedule["id"], timedelta(hours=1))
    _measure(database, hospital, reporter, utc_now() - timedelta(days=2))
    _keep(database, settings)
    before = login(Role.FACTORY_USER).get(f"/api/v1/schedules/{schedule['id']}").json()["open_turns"]
    recording_id = _measure(database, hospital, reporter, utc_now())
    _keep(database, settings)
    after = login(Role.FACTORY_USER).get(f"/api/v1/schedules/{schedule['id']}").json()["open_turns"]

    assert (len(before), after) == (1, [])
    with database.session(read_only=True) as session:
        turn = session.scalars(select(ScheduleTurn).where(ScheduleTurn.schedule_id == schedule["id"])).one()
    assert turn.recording_id == recording_id
    assert turn.done_at is not None


def test_turns_that_nobody_does_keep_no_other_from_its_turn(
    login: Login, hospital: Hospital, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _age_seeded_recordings(database)
    monkeypatch.setattr(schedules, "_AT_ONCE", 2)
    for _ in range(3):
        _make_due(database, _schedule(login, hospital)["id"], timedelta(days=6))
        _keep(database, settings)
    for _ in range(3):
        _keep(database, settings)

    assert sorted(_kinds(database)) == ["schedule.due"] * 3 + ["schedule.overdue"] * 3


def test_a_resting_schedule_is_never_due(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    schedule = _schedule(login, hospital)
    caller = login(Role.FACTORY_ADMIN)
    rested = caller.patch(f"/api/v1/schedules/{schedule['id']}", json={"active": False}).json()
    _make_due(database, schedule["id"], timedelta(hours=1))
    _keep(database, settings)
    woken = caller.patch(f"/api/v1/schedules/{schedule['id']}", json={"active": True}).json()

    assert rested["active"] is False
    assert _kinds(database) == []
    assert datetime.fromisoformat(woken["next_due_at"]) > utc_now()


def test_many_workers_begin_one_turn(login: Login, hospital: Hospital, database: Database, settings: Settings) -> None:
    _age_seeded_recordings(database)
    schedule = _schedule(login, hospital)
    _make_due(database, schedule["id"], timedelta(hours=1))
    task = PeriodicTask("measurement_schedules", 10**9, keep_schedules)
    start = threading.Barrier(6)

    def work() -> None:
        start.wait(30)
        run_due_tasks(database, settings, [task])

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert _kinds(database) == ["schedule.due"]


def test_a_schedule_is_for_an_own_machine(login: Login, hospital: Hospital) -> None:
    body = {"equipment_id": hospital.foreign.equipment_id, "every_days": 7, "measured_by": "factory"}
    answer = login(Role.FACTORY_ADMIN).post("/api/v1/schedules", json=body)

    assert (answer.status_code, answer.json()["code"]) == (404, "equipment_not_found")
