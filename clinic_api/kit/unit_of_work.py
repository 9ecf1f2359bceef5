"""The request's unit of work, and the service's parts kept with the app.

The transaction is committed before the answer is sent (``scope="function"``): an accepted thing is a kept thing.
What only looks something up is ``async``: FastAPI would give each plain function a thread of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from clinic_api.database import ALL_FACTORIES, NO_FACTORY, Database
from clinic_api.kit.principal import Principal, Role
from clinic_api.settings import Settings

__all__ = ["DatabaseOf", "SessionOf", "SettingsOf", "acting_principal", "factory_scope", "transaction_of"]

_PRINCIPAL = "principal"


async def _settings(request: Request) -> Settings:
    return cast("Settings", request.app.state.settings)


async def _database(request: Request) -> Database:
    return cast("Database", request.app.state.database)


async def _session(request: Request) -> AsyncIterator[Session]:
    reads = request.method in {"GET", "HEAD"}
    database = cast("Database", request.app.state.database)
    principal = cast("Principal | None", getattr(request.state, "principal", None))
    work = database.session(read_only=reads, factory_scope=factory_scope(principal))
    session = work.__enter__()  # asks the database nothing yet
    session.info[_PRINCIPAL] = principal
    try:
        yield session
    except BaseException as error:
        await _end(work, error)
        raise
    await _end(work, None)


async def _end(work: AbstractContextManager[Session], error: BaseException | None) -> None:
    """Commit, or undo. It has threads of its own: those of the endpoints may all be waiting for its connection."""
    await asyncio.to_thread(work.__exit__, type(error) if error else None, error, None)


@contextmanager
def transaction_of(database: Database, principal: Principal) -> Iterator[Session]:
    """Open a transaction of its own that acts for ``principal``: for what is done in several steps, or from a command.
    It is committed at the end, and undone by an exception.
    """
    with database.session(factory_scope=factory_scope(principal)) as session:
        session.info[_PRINCIPAL] = principal
        yield session


def acting_principal(session: Session) -> Principal | None:
    """Return who the request behind ``session`` acts for; None where there is no request (a job, a periodic task)."""
    return cast("Principal | None", session.info.get(_PRINCIPAL))


def factory_scope(principal: Principal | None) -> str:
    """Return whose rows the database may show to ``principal``; a doctor's cases lie in several factories."""
    if principal is None or principal.role is Role.FUNDER:
        return NO_FACTORY
    return principal.factory_id or ALL_FACTORIES


SettingsOf = Annotated[Settings, Depends(_settings)]
"""Parameter type: the settings the app was made with."""

DatabaseOf = Annotated[Database, Depends(_database)]
"""Parameter type: the database, for routes that need more than one transaction."""

SessionOf = Annotated[Session, Depends(_session, scope="function")]
"""Parameter type: one transaction; read-only for GET, committed when the endpoint returns, undone when it raises."""
