"""``/healthz`` tells that the process lives, ``/readyz`` that the database answers and whether the broker does."""

from __future__ import annotations

import contextlib
from typing import Literal

import redis
from fastapi import APIRouter
from pydantic import BaseModel

from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf

__all__ = ["broker_answers", "router"]

_BROKER_SECONDS = 0.5

router = APIRouter(include_in_schema=False)


class Health(BaseModel):
    """How the service is: ``degraded`` means slower, for workers then find their jobs by polling the database, or that
    files are read in a sandbox that is not closed.
    """

    status: Literal["ok", "degraded"]
    database: Literal["ok"] = "ok"
    broker: Literal["ok", "absent", "down"] = "ok"
    sandbox: Literal["full", "degraded"] = "full"
    """How files are read; ``degraded`` by the setting ``parser_sandbox``."""


@router.get("/healthz")
async def read_liveness() -> dict[str, str]:
    """Answer: the process lives."""
    return {"status": "ok"}


@router.get("/readyz")
def read_readiness(database: DatabaseOf, settings: SettingsOf) -> Health:
    """Answer 200 when the database does, and 503 (`database_unavailable`) otherwise."""
    database.ping()
    broker = _broker(settings.broker_url)
    sandbox = settings.parser_sandbox
    is_whole = broker == "ok" and sandbox == "full"
    return Health(status="ok" if is_whole else "degraded", broker=broker, sandbox=sandbox)


def _broker(url: str | None) -> Literal["ok", "absent", "down"]:
    if url is None:
        return "absent"
    return "ok" if broker_answers(url) else "down"


def broker_answers(broker_url: str) -> bool:
    """Ask the broker for a sign of life, for at most half a second."""
    url = broker_url.replace("redis+socket://", "unix://", 1)
    client = redis.Redis.from_url(
        url,
        socket_timeout=_BROKER_SECONDS,
        socket_connect_timeout=_BROKER_SECONDS,
        retry=None,
    )
    with contextlib.closing(client):
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
