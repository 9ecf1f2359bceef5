"""The stream of events as a client gets it from a running server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from sqlalchemy import select, update

from clinic_api.accounts.models import Account
from clinic_api.app import create_app
from clinic_api.cases.models import Case
from clinic_api.cases.timeline import write_line
from clinic_api.database import Database, utc_now
from clinic_api.kit.principal import Role
from clinic_api.notifications.models import Event
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital, email_of
from tests.clinic_api.servers import serving

SECONDS = 30


@pytest.fixture
def base_url(settings: Settings) -> Iterator[str]:
    """Where a real server of the test's database answers."""
    with serving(create_app(settings.model_copy(update={"event_stream_seconds": SECONDS}))) as url:
        yield url


@contextmanager
def _listening(login: Login, base_url: str, role: Role, last_event_id: str | None = None) -> Iterator[Iterator[str]]:
    headers = {"Authorization": login(role).headers["Authorization"]}
    if last_event_id is not None:
        headers["Last-Event-ID"] = last_event_id
    with httpx.stream("GET", f"{base_url}/api/v1/events/stream", headers=headers, timeout=SECONDS) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        assert next(lines).startswith("retry: ")
        yield lines


def _told(lines: Iterator[str]) -> str:
    """Return the id of the next event."""
    return next(line.removeprefix("id: ") for line in lines if line.startswith("id: "))


def _happen(database: Database, case_id: str, visibility: str = "everyone") -> str:
    with database.session() as session:
        case = session.get_one(Case, case_id)
        line = write_line(session, case, "opened", at=utc_now(), visibility=visibility)  # type: ignore[arg-type]
        session.flush()
        newest = select(Event.id).where(Event.case_id == line.case_id).order_by(Event.id.desc()).limit(1)
        return session.execute(newest).scalar_one()


def test_a_factory_is_told_of_its_own_events_only_as_they_happen(
    login: Login, base_url: str, hospital: Hospital, database: Database
) -> None:
    with _listening(login, base_url, Role.FACTORY_USER) as lines:
        not_theirs = {_happen(database, hospital.foreign.case_id), _happen(database, hospital.own.case_id, "hospital")}
        own = _happen(database, hospital.own.case_id)
        told = {_told(lines)}
        while own not in told:  # what happened up to ten seconds before may come first
            told.add(_told(lines))

    assert told & not_theirs == set()


def test_a_client_that_was_away_gets_what_it_missed(
    login: Login, base_url: str, hospital: Hospital, database: Database
) -> None:
    first, second = (_happen(database, hospital.own.case_id) for _ in range(2))

    with _listening(login, base_url, Role.COORDINATOR, last_event_id=first) as lines:
        told = {_told(lines)}
        while second not in told:
            told.add(_told(lines))

    assert second in told


def test_the_stream_ends_when_the_account_is_disabled(login: Login, base_url: str, database: Database) -> None:
    with _listening(login, base_url, Role.ENGINEER) as lines:
        with database.session() as session:
            session.execute(
                update(Account).where(Account.email == email_of(Role.ENGINEER)).values(disabled_at=utc_now())
            )

        assert "event: end" in list(lines)


def test_an_account_has_five_streams_and_no_more(login: Login, base_url: str) -> None:
    headers = {"Authorization": login(Role.COORDINATOR).headers["Authorization"]}
    with httpx.Client(base_url=base_url, headers=headers, timeout=SECONDS) as client:
        open_streams = [
            client.send(client.build_request("GET", "/api/v1/events/stream"), stream=True) for _ in range(5)
        ]
        refused = client.get("/api/v1/events/stream")
        for answer in open_streams:
            answer.close()

    assert [answer.status_code for answer in open_streams] == [200] * 5
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")
