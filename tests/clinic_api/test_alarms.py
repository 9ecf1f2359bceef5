"""The rule that makes an alarm, and the one case that many alarms lead to."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select, update

from clinic_api.accounts.models import Account
from clinic_api.cases.models import Case, CaseEvent
from clinic_api.database import Database, utc_now
from clinic_api.examinations.models import Examination
from clinic_api.jobs.models import Job
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.proactive.alarms import raise_alarm
from clinic_api.proactive.models import Alarm
from clinic_api.proactive.rule import AlarmCause, alarm_cause
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from clinic_api.work_items.models import WorkItem
from diagnostics.texts import Text
from tests.clinic_api.hospital import DOCUMENT, Hospital, SeededFactory
from tests.clinic_api.reporters import add_key_account
from tests.clinic_api.rows import put_in_state

NOW = datetime(2026, 11, 27, tzinfo=UTC)
CAUSE = AlarmCause("zone", 2, Text("vibration in zone D", "振动处于 D 区"))


def _document(**more: Any) -> dict[str, Any]:
    return {**DOCUMENT, **more}


def _measured(level: float, zone: str | None = None) -> dict[str, Any]:
    return {"1": {"velocity_rms_mm_s": level, "zone": zone}}


def _history(levels: list[float]) -> list[tuple[datetime, dict[str, Any]]]:
    return [(NOW - timedelta(days=len(levels) - place), _measured(level)) for place, level in enumerate(levels)]


def test_a_quiet_examination_is_no_alarm() -> None:
    assert alarm_cause(_document(measurements=_measured(1.0, "A")), at=NOW, earlier=_history([1.0] * 20)) is None


@pytest.mark.parametrize(("urgency", "alarms"), [(1, True), (2, True), (3, True), (4, False), (5, False)])
def test_a_fault_worth_acting_on_within_a_week_is_an_alarm(urgency: int, alarms: bool) -> None:
    document = _document(verdict="fault", urgency=urgency, findings=[{"fault": "belt.wear", "urgency": urgency}])
    cause = alarm_cause(document, at=NOW, earlier=[])

    assert (cause is not None) is alarms
    assert cause is None or (cause.rule, cause.urgency) == ("finding", urgency)


@pytest.mark.parametrize(("zone", "alarms"), [("A", False), ("B", False), ("C", False), ("D", True), (None, False)])
def test_zone_d_is_an_alarm(zone: str | None, alarms: bool) -> None:
    assert (alarm_cause(_document(measurements=_measured(9.0, zone)), at=NOW, earlier=[]) is not None) is alarms


def test_what_cannot_be_judged_is_no_alarm() -> None:
    document = _document(verdict="not_assessable", measurements=_measured(99.0, "D"))

    assert alarm_cause(document, at=NOW, earlier=[]) is None


def test_a_rising_level_is_an_alarm_once_it_has_risen_by_4_db() -> None:
    noise = np.random.default_rng(3).normal(0.0, 0.03, 40)
    rising = [1.0 + 0.04 * day + noise[day] for day in range(40)]
    alarmed = [
        day
        for day in range(40)
        if alarm_cause(_document(measurements=_measured(rising[day])), at=NOW, earlier=_history(rising[:day]))
    ]

    assert alarmed
    assert min(alarmed) >= 12, "at day 12 the level is 1.48 of the first"
    assert max(alarmed) == 39
    cause = alarm_cause(_document(measurements=_measured(rising[39])), at=NOW, earlier=_history(rising[:39]))
    assert cause is not None
    assert (cause.rule, cause.urgency) == ("trend", 3)


def test_a_step_up_is_an_alarm_while_it_is_new() -> None:
    noise = np.random.default_rng(4).normal(0.0, 0.03, 60)
    levels = [(1.0 if day < 30 else 2.5) + noise[day] for day in range(60)]
    alarmed = {
        day
        for day in range(31, 60)
        if alarm_cause(_document(measurements=_measured(levels[day])), at=NOW, earlier=_history(levels[:day]))
    }

    assert alarmed & {31, 32, 33}
    assert not alarmed & set(range(36, 60))


def test_levels_too_small_to_wear_anything_and_short_histories_are_no_alarm() -> None:
    small = _history([0.1 + 0.01 * day for day in range(30)])
    short = _history([1.0, 2.0, 3.0, 4.0, 5.0])

    assert alarm_cause(_document(measurements=_measured(0.5)), at=NOW, earlier=small) is None
    assert alarm_cause(_document(measurements=_measured(6.0)), at=NOW, earlier=short) is None


def test_unchanged_machines_seldom_alarm() -> None:
    alarms = 0
    for seed in range(60):
        levels = list(np.random.default_rng(seed).normal(2.0, 0.2, 31))
        document = _document(measurements=_measured(levels[-1]))
        alarms += alarm_cause(document, at=NOW, earlier=_history(levels[:-1])) is not None

    assert alarms == 0


def _routine_examination(database: Database, factory: SeededFactory, account_id: str) -> str:
    with database.session() as session:
        now = utc_now()
        recording = Recording(
            id=new_id("rec"),
            factory_id=factory.factory_id,
            equipment_id=factory.equipment_id,
            uploaded_by=account_id,
            filename="routine.wav",
            format="wav",
            size_bytes=1,
            sha256="0" * 64,
        )
        job = Job(
            id=new_id("job"),
            factory_id=factory.factory_id,
            kind="routine_examination",
            subject_id=recording.id,
            state="done",
            priority=4,
            max_attempts=3,
            next_at=now,
            created_at=now,
        )
        session.add_all([recording, job])
        session.flush()
        examination = Examination(
            id=new_id("exam"),
            factory_id=factory.factory_id,
            case_id=None,
            job_id=job.id,
            recording_id=recording.id,
            equipment_id=factory.equipment_id,
            verdict="healthy",
            urgency=5,
            document=DOCUMENT,
        )
        session.add(examination)
    return examination.id


@pytest.fixture
def gateway_id(hospital: Hospital, database: Database) -> str:
    return add_key_account(database, Role.GATEWAY, hospital.own.factory_id, "Gateway 1")


def _alarm(
    database: Database, settings: Settings, examination_id: str, account_id: str, cause: AlarmCause = CAUSE
) -> tuple[str, str]:
    with database.session() as session:
        alarm, _ = raise_alarm(
            session,
            session.get_one(Examination, examination_id),
            cause,
            session.get_one(Account, account_id),
            settings,
        )
        return alarm.effect, alarm.case_id


def _close(database: Database, case_id: str, state: str, days_ago: float = 0.0) -> None:
    with database.session() as session:
        put_in_state(session, case_id, state)
        session.execute(update(Case).where(Case.id == case_id).values(updated_at=utc_now() - timedelta(days=days_ago)))


def _kinds(database: Database, case_id: str) -> list[str]:
    with database.session(read_only=True) as session:
        return list(session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == case_id).order_by(CaseEvent.id)))


def _work_items(database: Database) -> list[WorkItem]:
    with database.session(read_only=True) as session:
        return list(session.scalars(select(WorkItem).where(WorkItem.source == "alarm").order_by(WorkItem.id)))


def test_twenty_alarms_at_once_open_one_case(
    database: Database, settings: Settings, hospital: Hospital, gateway_id: str
) -> None:
    _close(database, hospital.own.case_id, "cancelled")
    examinations = [_routine_examination(database, hospital.own, gateway_id) for _ in range(20)]
    start = threading.Barrier(8)

    def work(examination_id: str) -> tuple[str, str]:
        if examination_id in examinations[:8]:
            start.wait(30)
        return _alarm(database, settings, examination_id, gateway_id)

    with ThreadPoolExecutor(8) as pool:
        effects = list(pool.map(work, examinations))
    with database.session(read_only=True) as session:
        opened = session.execute(
            select(func.count()).select_from(Case).where(Case.mode == "proactive", Case.state != "cancelled")
        ).scalar_one()
        jobs = session.execute(
            select(func.count()).select_from(Job).where(Job.subject_id == effects[0][1])
        ).scalar_one()
        alarms = session.execute(select(func.count()).select_from(Alarm).where(Alarm.case_id == effects[0][1])).scalar()

    assert sorted(effect for effect, _ in effects) == ["joined"] * 19 + ["opened"]
    assert len({case_id for _, case_id in effects}) == 1
    assert (opened, jobs, alarms) == (1, 1, 20)
    assert _kinds(database, effects[0][1]).count("alarm_joined") == 19


def test_an_alarm_joins_the_open_case_whoever_brought_it(
    database: Database, settings: Settings, hospital: Hospital, gateway_id: str
) -> None:
    examination = _routine_examination(database, hospital.own, gateway_id)

    assert _alarm(database, settings, examination, gateway_id) == ("joined", hospital.own.case_id)
    assert _kinds(database, hospital.own.case_id)[-1] == "alarm_joined"


def test_a_more_urgent_alarm_asks_the_coordinator_once(
    database: Database, settings: Settings, hospital: Hospital, gateway_id: str
) -> None:
    before = len(_work_items(database))
    for _ in range(3):
        _alarm(database, settings, _routine_examination(database, hospital.own, gateway_id), gateway_id)
    items = _work_items(database)[before:]

    assert [(item.urgency, item.state, item.source_id) for item in items] == [(2, "open", hospital.own.case_id)]
    with database.session(read_only=True) as session:
        assert session.get_one(Case, hospital.own.case_id).urgency == 3, "only a person changes it"


@pytest.mark.parametrize(("days_ago", "effect"), [(1.0, "asked"), (6.9, "asked"), (7.1, "opened")])
def test_an_alarm_soon_after_discharge_asks_instead_of_opening(
    days_ago: float, effect: str, database: Database, settings: Settings, hospital: Hospital, gateway_id: str
) -> None:
    _close(database, hospital.own.case_id, "discharged", days_ago)
    before = len(_work_items(database))
    told = [
        _alarm(database, settings, _routine_examination(database, hospital.own, gateway_id), gateway_id)
        for _ in range(2)
    ]

    assert told[0][0] == effect
    assert (told[0][1] == hospital.own.case_id) is (effect == "asked")
    assert len(_work_items(database)) - before == (1 if effect == "asked" else 0)
    assert ("alarm_after_discharge" in _kinds(database, hospital.own.case_id)) is (effect == "asked")


def test_an_alarm_of_another_machine_opens_its_own_case(
    database: Database, settings: Settings, hospital: Hospital, gateway_id: str
) -> None:
    foreign_gateway = add_key_account(database, Role.GATEWAY, hospital.foreign.factory_id)
    _close(database, hospital.foreign.case_id, "cancelled")
    _close(database, hospital.own.case_id, "cancelled")
    cases = {
        _alarm(database, settings, _routine_examination(database, factory, account), account)[1]
        for factory, account in ((hospital.own, gateway_id), (hospital.foreign, foreign_gateway))
    }

    assert len(cases) == 2
