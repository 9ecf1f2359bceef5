"""Fixtures of the service's tests; whatever uses ``database_url`` runs on PostgreSQL, in the long run on SQLite too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from clinic_api.accounts.models import Account
from clinic_api.accounts.sessions import start_session
from clinic_api.app import create_app
from clinic_api.database import Database
from clinic_api.kit.principal import KEY_ROLES, Role
from clinic_api.settings import Settings
from tests.clinic_api.databases import clean_database, engines_for, filled_template, migrated_template
from tests.clinic_api.hospital import Hospital, email_of, seed, store_contents

Login = Callable[..., TestClient]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test its engines, unless it names them itself."""
    named = any("template_url" in mark.args[:1] for mark in metafunc.definition.iter_markers("parametrize"))
    if "template_url" in metafunc.fixturenames and not named:
        metafunc.parametrize("template_url", engines_for(metafunc.definition), indirect=True, scope="session")


@pytest.fixture(scope="session")
def template_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database, made once for each engine."""
    with migrated_template(request.param, tmp_path_factory.mktemp("template")) as url:
        yield url


@pytest.fixture(scope="session")
def seeded(template_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Hospital]]:
    """Where the hospital's rows are kept, and its ids: written once for each engine, copied for each test."""
    folder, written = tmp_path_factory.mktemp("seeded"), []

    def fill(url: str) -> None:
        database = Database(url)
        with database.session() as session:
            written.append(seed(session, settings_of(url, folder)))
        database.dispose()

    with filled_template(template_url, folder, fill) as filled:
        yield filled, written[0]


@pytest.fixture
def database_url(request: pytest.FixtureRequest, template_url: str, tmp_path: Path) -> Iterator[str]:
    """A migrated database for one test: empty, or with the rows of ``hospital`` where the test wants that."""
    filled = request.getfixturevalue("seeded")[0] if "hospital" in request.fixturenames else None
    with clean_database(template_url, tmp_path, filled) as url:
        yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings for tests: no broker, quick password hashes, small uploads, as many requests as wanted."""
    return settings_of(database_url, tmp_path)


def settings_of(database_url: str, folder: Path) -> Settings:
    """The settings of ``settings``; the secret is one that tests share, so that seeded tokens hold."""
    data_dir = folder / "data"
    data_dir.mkdir(exist_ok=True)
    (data_dir / "secret.key").write_text("the secret of the hospital of the tests")
    return Settings(
        data_dir=data_dir,
        database_url=database_url,
        broker_url=None,
        public_url="http://testserver",
        argon2_memory_kib=8,
        argon2_time_cost=1,
        max_upload_bytes=8 * 1024 * 1024,
        event_stream_seconds=0,
        requests_per_minute_account=0,
        requests_per_minute_address=0,
        turn_wait_seconds=60,
    )


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """The test's database."""
    database = Database(settings.database_url)
    yield database
    database.dispose()


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    """The app on the test's database."""
    return create_app(settings)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """An HTTP client that is not logged in; redirects are not followed."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def hospital(database: Database, seeded: tuple[str, Hospital]) -> Hospital:
    """Two factories with one assigned case each, and one account per role (see ``hospital.py``)."""
    return seeded[1]


@pytest.fixture
def contents(hospital: Hospital, settings: Settings) -> None:
    """The files behind the hospital's recordings and figures; without this fixture the storage is empty."""
    store_contents(hospital, settings)


@pytest.fixture
def login(
    app: FastAPI, client: TestClient, hospital: Hospital, database: Database, settings: Settings
) -> Iterator[Login]:
    """``login(role)`` or ``login(role, foreign=True)``: a client with the token of a new session of that account.

    A gateway comes with the key, a reporter with the label of a machine, or with a case's link (``by_link=True``).
    """
    with ExitStack() as stack:

        def log_in(role: Role | str, *, foreign: bool = False, by_link: bool = False) -> TestClient:
            factory = hospital.foreign if foreign else hospital.own
            if role in KEY_ROLES:
                token = factory.link_token if by_link else factory.key if role == Role.GATEWAY else factory.label_token
            else:
                with database.session() as session:
                    account = session.scalars(select(Account).filter_by(email=email_of(role, foreign=foreign))).one()
                    token = start_session(session, account, settings).token
            caller = TestClient(app, follow_redirects=False, headers={"Authorization": f"Bearer {token}"})
            caller.portal = client.portal  # one event loop for all, as in a running service
            stack.callback(caller.close)
            return caller

        yield log_in
