from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from clinic_api.database import Database, database_now, utc_now
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import is_id, new_id
from clinic_api.settings import Settings
from tests.clinic_api.databases import BOTH_ENGINES

pytestmark = BOTH_ENGINES

CHINA = timezone(timedelta(hours=8))


def _factory(created_at: datetime | None = None) -> Factory:
    values = {} if created_at is None else {"created_at": created_at}
    return Factory(id=new_id("fac"), name_en="Works", name_zh="厂", address="", **values)


def test_a_unit_of_work_is_kept_whole_or_not_at_all(database: Database) -> None:
    def fail_halfway() -> None:
        with database.session() as session:
            session.add(_factory())
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    with database.session() as session:
        session.add(_factory())
    with database.session(read_only=True) as session:
        count = session.execute(select(func.count()).select_from(Factory)).scalar_one()

    assert count == 1


def test_times_come_back_in_utc(database: Database) -> None:
    moment = datetime(2026, 11, 24, 20, 30, 15, 123456, tzinfo=CHINA)
    with database.session() as session:
        session.add(_factory(moment))
    with database.session(read_only=True) as session:
        kept = session.execute(select(Factory.created_at)).scalar_one()

    assert kept == moment
    assert kept.utcoffset() == timedelta(0)


def test_times_without_zone_are_refused(database: Database) -> None:
    with pytest.raises(StatementError), database.session() as session:
        session.add(_factory(datetime(2026, 1, 1)))  # noqa: DTZ001 - the point of the test


def test_the_database_clock_is_utc_and_goes_on_within_a_transaction(database: Database) -> None:
    with database.session() as session:
        first = database_now(session)
        session.execute(text("SELECT pg_sleep(0.02)" if database.url.startswith("postgresql") else "SELECT 1"))
        second = database_now(session)

    assert first.tzinfo is UTC
    assert abs(first - utc_now()) < timedelta(minutes=5)
    assert second > first if database.url.startswith("postgresql") else second >= first


def test_writers_that_read_first_wait_instead_of_failing(database: Database) -> None:
    with database.session() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    lock = " FOR UPDATE" if database.url.startswith("postgresql") else ""

    def count_up(_: int) -> None:
        with database.session() as session:
            number = session.execute(text("SELECT n FROM counter" + lock)).scalar_one()
            session.execute(text("UPDATE counter SET n = :n"), {"n": number + 1})

    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(count_up, range(64)))
        with database.session(read_only=True) as session:
            counted = session.execute(text("SELECT n FROM counter")).scalar_one()
    finally:
        with database.session() as session:
            session.execute(text("DROP TABLE counter"))

    assert counted == 64


def test_reading_waits_for_no_writer(database: Database) -> None:
    with database.session() as writer:
        writer.add(_factory())
        writer.flush()
        with database.session(read_only=True) as reader:
            seen = reader.execute(select(func.count()).select_from(Factory)).scalar_one()

    assert seen == 0


def test_postgresql_refuses_writing_in_a_read_only_unit(database: Database) -> None:
    if not database.url.startswith("postgresql"):
        pytest.skip("SQLite has no read-only transactions")
    with pytest.raises(DBAPIError, match="read-only"), database.session(read_only=True) as session:
        session.add(_factory())


def test_sqlite_keeps_every_commit_and_checks_references(database: Database) -> None:
    if database.url.startswith("postgresql"):
        pytest.skip("settings of SQLite")
    with database.session(read_only=True) as session:
        values = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}


def test_ids_sort_by_when_they_were_made_and_are_uuids_of_version_7() -> None:
    ids = [new_id("case") for _ in range(2000)]
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for character in ids[0].removeprefix("case_"):
        number = number * 32 + alphabet.index(character)
    uuid = UUID(int=number)

    assert ids == sorted(ids)
    assert len(set(ids)) == 2000
    assert (uuid.version, uuid.variant) == (7, "specified in RFC 4122")
    assert abs((number >> 80) / 1000 - datetime.now(UTC).timestamp()) < 60
    assert is_id(ids[0], "case")
    assert not is_id(ids[0], "fac")
    assert not is_id(ids[0] + "\n")


def test_an_unknown_prefix_is_refused() -> None:
    with pytest.raises(ValueError, match="prefix"):
        new_id("casee")


def test_settings_hide_the_databases_password(settings: Settings) -> None:
    secret = settings.model_copy(update={"database_url": "postgresql+psycopg://u:secret-canary@h/d"})

    assert "secret-canary" not in repr(secret)
