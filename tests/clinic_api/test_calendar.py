"""The working calendar as administrators change it, and what becomes of the clocks that run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from clinic_api.calendar.current import calendar_of
from clinic_api.cases.clocks import clocks_of
from clinic_api.cases.models import Case, CaseClock, CaseEvent
from clinic_api.cases.working_time import CALENDAR, add_working
from clinic_api.database import Database, database_now
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.jobs.models import Job, JobEffect
from clinic_api.kit.china import CHINA
from clinic_api.kit.principal import Role
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import Ward, add_case, open_ward

DAY = timedelta(days=1)
NEXT_YEAR = datetime.now(CHINA).year + 1
HOLIDAYS = {
    "off": [[f"{NEXT_YEAR}-10-01", f"{NEXT_YEAR}-10-07"]],
    "worked": [],
    "notice": "国办发明电",
    "reason": "The holidays were announced.",
}


def _url(day: date | int) -> str:
    return f"/api/v1/calendar/years/{day.year if isinstance(day, date) else day}"


def _today() -> date:
    return datetime.now(CHINA).date()


def _next_working_day(after: int) -> date:
    """A Monday to Friday at least ``after`` days from now that is worked as the calendar ships."""
    day = _today() + after * DAY
    while day.weekday() > 4 or not CALENDAR.is_working(day):
        day += DAY
    return day


def _year_with(admin: TestClient, day: date, *, off: bool) -> dict[str, Any]:
    """The year of ``day`` as it counts now, with ``day`` off or, a day of the weekend, worked as well."""
    known = {year["year"]: year for year in admin.get("/api/v1/calendar").json()["years"]}
    year = known.get(day.year, {"off": [], "worked": []})
    spans = year["off"] + ([[str(day), str(day)]] if off else [])
    worked = year["worked"] + ([] if off else [str(day)])
    return {"off": spans, "worked": worked, "notice": "Notice", "reason": "The city closes for the games."}


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def ward(database: Database) -> Ward:
    return open_ward(database)


def _running_clock(database: Database, ward: Ward, *, due_before: date, urgency: int = 5) -> str:
    """A case whose diagnosis clock runs and spans the days up to ``due_before`` and beyond; return the case's id."""
    with database.session() as session:
        case = session.get_one(Case, add_case(session, ward)[0])
        case_id = case.id
        session.execute(update(Case).where(Case.id == case_id).values(urgency=urgency))
        session.refresh(case)
        clocks_of(session, case)
        diagnosis = session.get_one(CaseClock, _key(session, case_id))
        assert diagnosis.due_at.astimezone(CHINA).date() > due_before
    return case_id


def _key(session: Any, case_id: str) -> Any:
    rows = session.scalars(select(CaseClock).where(CaseClock.case_id == case_id))
    clock = next(row for row in rows if row.kind == "diagnosis")
    return CaseClock.__mapper__.primary_key_from_instance(clock)


def _diagnosis(database: Database, case_id: str) -> CaseClock:
    with database.session(read_only=True) as session:
        clock: CaseClock = session.get_one(CaseClock, _key(session, case_id))
        return clock


def _move_clocks(settings: Settings, database: Database) -> None:
    with database.session() as session:
        session.execute(update(Job).where(Job.kind == "calendar_change").values(next_at=database_now(session)))
    Desk(settings, database, storage_of(settings), KINDS, takes={"calendar_change"}).work_off(seconds=60)


def _lines(database: Database, case_id: str) -> list[CaseEvent]:
    with database.session(read_only=True) as session:
        moved = select(CaseEvent).where(CaseEvent.case_id == case_id, CaseEvent.kind == "clock_moved")
        return list(session.scalars(moved.order_by(CaseEvent.seq)))


def test_the_next_year_is_missing_until_it_is_added(login: Login) -> None:
    admin = login(Role.ADMIN)
    before = admin.get("/api/v1/calendar").json()

    written = admin.put(_url(NEXT_YEAR), json=HOLIDAYS, headers={"If-Match": '"0"'})

    assert written.status_code == 200, written.text
    after = admin.get("/api/v1/calendar").json()
    assert (NEXT_YEAR in before["missing"], NEXT_YEAR in after["missing"]) == (True, False)
    assert (written.json()["source"], written.json()["version"], written.headers["ETag"]) == ("changed", 1, '"1"')
    assert written.json()["off"] == HOLIDAYS["off"]


def test_what_is_added_counts_in_every_unit_of_work_from_then_on(login: Login, database: Database) -> None:
    holiday = date(NEXT_YEAR, 10, 1)
    with database.session(read_only=True) as session:
        before = calendar_of(session).is_working(holiday)
    login(Role.ADMIN).put(_url(NEXT_YEAR), json=HOLIDAYS)

    with database.session(read_only=True) as session:
        calendar = calendar_of(session)
        eve = datetime(NEXT_YEAR, 9, 30, 12, tzinfo=CHINA)
        assert before is (holiday.weekday() < 5)
        assert not any(calendar.is_working(date(NEXT_YEAR, 10, n)) for n in range(1, 8))
        assert add_working(eve, 30 * DAY, calendar) > add_working(eve, 30 * DAY)


@ONE_ENGINE
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"off": [["2031-12-31", "2032-01-02"]]}, "calendar_days_wrong"),
        ({"worked": [f"{NEXT_YEAR}-10-01"]}, "calendar_days_wrong"),
        ({"off": [[f"{NEXT_YEAR}-10-07", f"{NEXT_YEAR}-10-01"]]}, "validation_failed"),
        ({"reason": " "}, "validation_failed"),
    ],
)
def test_days_that_cannot_be_are_refused(login: Login, change: dict[str, Any], code: str) -> None:
    answer = login(Role.ADMIN).put(_url(NEXT_YEAR), json={**HOLIDAYS, **change})

    assert _code(answer) == (422, code)


@ONE_ENGINE
def test_a_day_that_has_passed_stays_as_it_counted(login: Login) -> None:
    admin = login(Role.ADMIN)
    today = _today()
    body = _year_with(admin, today, off=CALENDAR.is_working(today))
    body["worked"] = [day for day in body["worked"] if [day, day] not in body["off"]]
    for path in ("", "/preview"):
        answer = admin.request("PUT" if not path else "POST", _url(today) + path, json=body)

        assert _code(answer) == (409, "calendar_past")
        assert answer.json()["days"] == [str(today)]


@ONE_ENGINE
def test_two_who_change_one_year_do_not_undo_each_other(login: Login) -> None:
    admin = login(Role.ADMIN)
    admin.put(_url(NEXT_YEAR), json=HOLIDAYS, headers={"If-Match": '"0"'})

    second = admin.put(_url(NEXT_YEAR), json={**HOLIDAYS, "off": []}, headers={"If-Match": '"0"'})
    same = admin.put(_url(NEXT_YEAR), json=HOLIDAYS)

    assert _code(second) == (412, "version_outdated")
    assert _code(same) == (409, "calendar_unchanged")


def test_each_change_is_kept_with_who_why_and_which_days(login: Login) -> None:
    admin = login(Role.ADMIN)
    admin.put(_url(NEXT_YEAR), json=HOLIDAYS)
    admin.put(_url(NEXT_YEAR), json={**HOLIDAYS, "off": [], "reason": "It was a mistake."})

    second, first = admin.get(f"{_url(NEXT_YEAR)}/changes").json()
    line = admin.get("/api/v1/audit", params={"action": "calendar"}).json()["items"][0]

    assert [first["reason"], second["reason"]] == [HOLIDAYS["reason"], "It was a mistake."]
    assert {day["day"] for day in first["days"]} == {day["day"] for day in second["days"]}
    assert all(day["worked_before"] and not day["worked_after"] for day in first["days"])
    assert (line["action"], line["subject"], line["values"]["reason"]) == (
        "calendar.changed",
        second["id"],
        "It was a mistake.",
    )


def test_a_running_clock_is_moved_with_a_line_that_says_why(
    login: Login, hospital: Hospital, ward: Ward, database: Database, settings: Settings
) -> None:
    admin, holiday = login(Role.ADMIN), _next_working_day(3)
    case_id = _running_clock(database, ward, due_before=holiday)
    before = _diagnosis(database, case_id).due_at
    body = _year_with(admin, holiday, off=True)
    preview = admin.post(f"{_url(holiday)}/preview", json=body)
    unmoved = _diagnosis(database, case_id).due_at

    admin.put(_url(holiday), json=body)
    _move_clocks(settings, database)

    after = _diagnosis(database, case_id).due_at
    assert preview.status_code == 200, preview.text
    example = next(
        move for move in preview.json()["examples"] if (move["case_id"], move["clock"]) == (case_id, "diagnosis")
    )
    assert unmoved == before
    assert datetime.fromisoformat(example["due_after"]) == after
    assert after > before
    assert preview.json()["later"] == preview.json()["moved"] > 0
    lines = [line for line in _lines(database, case_id) if "diagnosis" in line.text["en"].lower()]
    assert len(lines) == 1
    assert "The city closes for the games." in lines[0].text["zh"]


def test_a_day_worked_to_make_up_brings_the_end_nearer(
    login: Login, hospital: Hospital, ward: Ward, database: Database, settings: Settings
) -> None:
    admin = login(Role.ADMIN)
    saturday = _today() + DAY
    while saturday.weekday() != 5 or CALENDAR.is_working(saturday):
        saturday += DAY
    case_id = _running_clock(database, ward, due_before=saturday)
    before = _diagnosis(database, case_id).due_at

    answer = admin.put(_url(saturday), json=_year_with(admin, saturday, off=False))
    _move_clocks(settings, database)

    assert answer.status_code == 200, answer.text
    assert _diagnosis(database, case_id).due_at < before


@pytest.mark.parametrize("breached", [False, True])
def test_a_missed_clock_stays_missed_whatever_the_calendar_says(
    login: Login, hospital: Hospital, ward: Ward, database: Database, settings: Settings, breached: bool
) -> None:
    """Once with the watch having told it and once before it comes round."""
    admin, holiday = login(Role.ADMIN), _next_working_day(3)
    case_id = _running_clock(database, ward, due_before=holiday)
    with database.session() as session:
        missed = database_now(session) - timedelta(hours=1)
        values = {"due_at": missed, "warn_at": missed, "breached_at": missed if breached else None}
        session.execute(
            update(CaseClock).where(CaseClock.case_id == case_id, CaseClock.kind == "diagnosis").values(**values)
        )
    body = _year_with(admin, holiday, off=True)
    preview = admin.post(f"{_url(holiday)}/preview", json=body).json()

    admin.put(_url(holiday), json=body)
    _move_clocks(settings, database)

    assert _diagnosis(database, case_id).due_at == missed
    assert preview["missed"] == 1
    assert case_id not in {move["case_id"] for move in preview["examples"] if move["clock"] == "diagnosis"}


def test_urgent_clocks_and_those_that_end_before_do_not_move(
    login: Login, hospital: Hospital, ward: Ward, database: Database, settings: Settings
) -> None:
    admin, holiday = login(Role.ADMIN), _next_working_day(60)
    case_id = _running_clock(database, ward, due_before=_today() - 2 * DAY, urgency=3)
    before = _diagnosis(database, case_id).due_at
    body = _year_with(admin, holiday, off=True)

    preview = admin.post(f"{_url(holiday)}/preview", json=body).json()
    admin.put(_url(holiday), json=body)
    _move_clocks(settings, database)

    assert preview["moved"] == 0
    assert _diagnosis(database, case_id).due_at == before


def test_moving_the_clocks_twice_tells_it_once(
    login: Login, hospital: Hospital, ward: Ward, database: Database, settings: Settings
) -> None:
    admin, holiday = login(Role.ADMIN), _next_working_day(3)
    case_id = _running_clock(database, ward, due_before=holiday)
    admin.put(_url(holiday), json=_year_with(admin, holiday, off=True))
    _move_clocks(settings, database)
    told = len(_lines(database, case_id))
    job = admin.get("/api/v1/jobs", params={"kind": "calendar_change"}).json()["items"][0]
    with database.session() as session:
        session.execute(update(Job).where(Job.id == job["id"]).values(state="dead"))
        session.execute(JobEffect.__table__.delete().where(JobEffect.__table__.c.job_id == job["id"]))

    admin.post(f"/api/v1/jobs/{job['id']}/retry", json={"reason": "Once more."})
    _move_clocks(settings, database)

    assert told > 0
    assert len(_lines(database, case_id)) == told


@ONE_ENGINE
def test_the_clocks_are_told_as_agreed(login: Login) -> None:
    rules = login(Role.DOCTOR).get("/api/v1/calendar/clocks").json()
    minutes = {(rule["clock"], rule["urgency"]): rule["minutes"] for rule in rules["rules"]}

    assert [minutes["diagnosis", urgency] for urgency in range(1, 6)] == [480, 1440, 4320, 10080, 20160]
    assert {rule["urgency"] for rule in rules["rules"] if not rule["in_working_time"]} == {1, 2}
