from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData, select, text
from sqlalchemy.exc import DBAPIError

from clinic_api.cases.models import Case, CaseEvent
from clinic_api.cases.timeline import write_line
from clinic_api.cases.timeline_check import check_timeline, check_timelines
from clinic_api.database import Database, utc_now
from clinic_api.migrations import alembic_config, migrating
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import BOTH_ENGINES, postgres_database
from tests.clinic_api.hospital import Hospital

pytestmark = BOTH_ENGINES

_LONG_AGO = datetime(2026, 1, 5, 8, tzinfo=UTC)
_OF_FACTORY = {"factory_id": "fac_1"}
_NAMES = {"name_en": "n", "name_zh": "名"}
_OLD_ROWS: list[tuple[str, dict[str, Any]]] = [
    ("factories", {"id": "fac_1", "address": "", "created_at": _LONG_AGO, **_NAMES}),
    (
        "accounts",
        {
            "id": "acc_1",
            "email": "a@b.cn",
            "password_hash": "x",
            "role": "factory_user",
            "language": "en",
            "created_at": _LONG_AGO,
            **_NAMES,
            **_OF_FACTORY,
        },
    ),
    (
        "cases",
        {
            "id": "case_1",
            "reporter_id": "acc_1",
            "reporter_name": "n",
            "complaint": "hum",
            "language": "en",
            "mode": "reception",
            "state": "discharged",
            "created_at": _LONG_AGO,
            "updated_at": _LONG_AGO,
            "version": 1,
            **_OF_FACTORY,
        },
    ),
    *(
        (
            "case_events",
            {
                "id": f"evt_{number}",
                "case_id": "case_1",
                "at": _LONG_AGO,
                "kind": "opened",
                "text": {"en": "opened", "zh": "开"},
                **_OF_FACTORY,
            },
        )
        for number in (2, 1, 3)
    ),
]


@pytest.mark.parametrize("change", ["UPDATE case_events SET kind = 'edited'", "DELETE FROM case_events"])
def test_no_line_of_a_time_line_is_ever_changed(database: Database, hospital: Hospital, change: str) -> None:
    with database.session() as session:
        before = session.execute(text("SELECT id, kind FROM case_events ORDER BY id")).all()

    with pytest.raises(DBAPIError, match="never changed"), database.session() as session:
        session.execute(text(change))

    with database.session() as session:
        assert session.execute(text("SELECT id, kind FROM case_events ORDER BY id")).all() == before
    assert before


def _add_lines(database: Database, case_id: str, count: int) -> None:
    with database.session() as session:
        case = session.get_one(Case, case_id)
        for number in range(count):
            write_line(session, case, "recording_attached", at=utc_now(), values={"filename": f"{number}.wav"})


def _plant(database: Database, change: str) -> None:
    """Change the time line behind the database's back, as who holds the whole database could."""
    with database.session() as session:
        if database.engine.dialect.name == "postgresql":
            session.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            session.execute(text("DROP TRIGGER case_events_kept_update"))
            session.execute(text("DROP TRIGGER case_events_kept_delete"))
        session.execute(text(change))


def test_many_lines_in_one_unit_of_work_are_one_chain(database: Database, hospital: Hospital) -> None:
    _add_lines(database, hospital.own.case_id, 20)

    with database.session(read_only=True) as session:
        state = check_timeline(session, hospital.own.case_id)
    assert (state.lines, state.broken_at) == (21, None)


def test_simultaneous_writers_make_one_chain(database: Database, hospital: Hospital) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: _add_lines(database, hospital.own.case_id, 3), range(16)))

    with database.session(read_only=True) as session:
        state = check_timeline(session, hospital.own.case_id)
        numbers = session.scalars(select(CaseEvent.seq).where(CaseEvent.case_id == hospital.own.case_id)).all()
    assert state.broken_at is None
    assert sorted(numbers) == list(range(1, 50))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE case_events SET kind = 'edited' WHERE seq = 3",
        "UPDATE case_events SET visibility = 'hospital' WHERE seq = 3",
        "UPDATE case_events SET at = '2020-01-01 00:00:00' WHERE seq = 3",
        "UPDATE case_events SET request_id = 'another' WHERE seq = 3",
        "UPDATE case_events SET \"by\" = 'nobody' WHERE seq = 3",
        "DELETE FROM case_events WHERE seq = 3",
        "UPDATE case_events SET seq = 99 WHERE seq = 3",
    ],
)
def test_a_planted_change_is_found_where_it_is(
    login: Login, database: Database, hospital: Hospital, change: str
) -> None:
    case_id = hospital.own.case_id
    _add_lines(database, case_id, 4)
    client = login("factory_user")
    before = client.get(f"/api/v1/cases/{case_id}/timeline/verify").json()

    _plant(database, change)

    after = client.get(f"/api/v1/cases/{case_id}/timeline/verify").json()
    assert (before["is_intact"], before["lines"], before["first_broken_seq"]) == (True, 5, None)
    assert (after["is_intact"], after["first_broken_seq"]) == (False, 3)
    with database.session(read_only=True) as session:
        everything = check_timelines(session)
    assert [state.case_id for state in everything.broken] == [case_id]
    assert set(everything.heads) == {hospital.own.case_id, hospital.foreign.case_id}


def test_a_line_cut_off_at_the_end_shows_by_the_head_kept_elsewhere(database: Database, hospital: Hospital) -> None:
    _add_lines(database, hospital.own.case_id, 4)
    with database.session(read_only=True) as session:
        head = check_timelines(session).heads[hospital.own.case_id]

    _plant(database, "DELETE FROM case_events WHERE seq = 5")

    with database.session(read_only=True) as session:
        after = check_timelines(session)
    assert after.broken == ()
    assert after.heads[hospital.own.case_id] != head


def test_a_time_line_is_paged_in_its_order(login: Login, database: Database, hospital: Hospital) -> None:
    _add_lines(database, hospital.own.case_id, 6)
    client, url = login("doctor"), f"/api/v1/cases/{hospital.own.case_id}/timeline"
    numbers: list[int] = []
    cursor: str | None = None
    for _page in range(5):
        page = client.get(url, params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        numbers += [line["seq"] for line in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert numbers == list(range(1, 8))
    assert client.get(url, params={"cursor": "nonsense"}).json()["code"] == "cursor_invalid"


def test_lines_written_before_there_were_chains_are_linked(tmp_path: Path, template_url: str) -> None:
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
        if template_url.startswith("postgresql"):
            url = stack.enter_context(postgres_database())
        database = Database(url)
        stack.callback(database.dispose)
        _migrate(database, "0004")
        with database.engine.begin() as connection:
            tables = MetaData()
            tables.reflect(connection)
            for name, row in _OLD_ROWS:
                connection.execute(tables.tables[name].insert().values(row))
        _migrate(database, "head")

        with database.session(read_only=True) as session:
            state = check_timeline(session, "case_1")
            order = session.scalars(select(CaseEvent.id).order_by(CaseEvent.seq)).all()
            case = session.get_one(Case, "case_1")
        assert (state.lines, state.broken_at) == (3, None)
        assert order == ["evt_1", "evt_2", "evt_3"]
        assert case.closed_at == case.updated_at
        with pytest.raises(DBAPIError, match="never changed"), database.session() as session:
            session.execute(text("DELETE FROM case_events"))


def _migrate(database: Database, revision: str) -> None:
    with migrating(database) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
