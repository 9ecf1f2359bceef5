"""Metrics for Prometheus: requests of this process, and the state of the whole service read from the database.

What must be seen before users call: ``clinic_jobs_oldest_queued_seconds``, ``clinic_leases_expired_total``,
``clinic_jobs_dead``, ``clinic_backup_age_seconds``. Names follow Prometheus' conventions (base units, ``_total``).
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Iterator

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clinic_api.database import Database, database_now
from clinic_api.errors import NotFound
from clinic_api.kit.http import bearer_token
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from clinic_api.operation.check import queue_state
from clinic_api.operation.logs import log_request
from clinic_api.operation.marks import BACKUP_MADE, JOBS_FENCED, LEASES_EXPIRED, marks

__all__ = ["Metering", "router"]

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_LOOPBACK = frozenset({"127.0.0.1", "::1"})

router = APIRouter(include_in_schema=False)


class Metering:
    """Counts and times every request by its route, and writes one log line for it; addresses and keys stay out."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self.app = app
        self._count = Counter(
            "clinic_requests", "Requests by route and status", ["method", "route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "clinic_request_seconds", "Time to the answer", ["method", "route"], buckets=_SECONDS, registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0

        async def send_counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, send_counted)
        finally:
            seconds = time.perf_counter() - started
            method, route = scope["method"], _route_of(scope)
            self._count.labels(method, route, str(status)).inc()
            self._seconds.labels(method, route).observe(seconds)
            log_request(scope, route=route, status=status, seconds=seconds)


@router.get("/metrics")
def read_metrics(request: Request, database: DatabaseOf, settings: SettingsOf) -> Response:
    """Give the metrics to whoever has the setting ``metrics_token``; without one, to this machine itself only."""
    if settings.metrics_token is not None:
        given = bearer_token(request.headers) or ""
        is_allowed = hmac.compare_digest(given.encode(), settings.metrics_token.get_secret_value().encode())
    else:
        is_allowed = request.client is not None and request.client.host in _LOOPBACK
        is_allowed = is_allowed and "x-forwarded-for" not in request.headers
    if not is_allowed:
        raise NotFound()
    whole = CollectorRegistry()
    whole.register(ServiceState(database))
    body = generate_latest(request.app.state.metrics) + generate_latest(whole)
    return Response(body, media_type=CONTENT_TYPE_LATEST)


class ServiceState(Collector):
    """The service as the database knows it, read at each scrape; ``clinic_database_up`` is 0 when it does not
    answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics."""
        try:
            metrics = list(self._read())
        except SQLAlchemyError:
            yield GaugeMetricFamily("clinic_database_up", "1 when the database answers", 0)
            return
        yield GaugeMetricFamily("clinic_database_up", "1 when the database answers", 1)
        yield from metrics

    def _read(self) -> Iterator[Metric]:
        with self._database.session(read_only=True) as session:
            queue, counted, now = queue_state(session), marks(session), database_now(session)
        yield GaugeMetricFamily("clinic_jobs_queued", "Jobs that wait", queue.queued)
        yield GaugeMetricFamily("clinic_jobs_running", "Jobs under way", queue.running)
        yield GaugeMetricFamily(
            "clinic_jobs_oldest_queued_seconds", "How long the oldest due job has waited", queue.oldest_queued_seconds
        )
        yield GaugeMetricFamily("clinic_jobs_dead", "Jobs that gave up in the last 7 days", queue.dead_of_week)
        for name, help_text in (
            (LEASES_EXPIRED, "Leases that ran out because a worker was lost"),
            (JOBS_FENCED, "Attempts whose result was refused because their lease was lost"),
        ):
            value = counted[name].value if name in counted else 0
            yield CounterMetricFamily(f"clinic_{name.removesuffix('_total')}", help_text, value)
        if BACKUP_MADE in counted:
            age = (now - counted[BACKUP_MADE].at).total_seconds()
            yield GaugeMetricFamily("clinic_backup_age_seconds", "Time since the last backup", age)


def _route_of(scope: Scope) -> str:
    """Return the template of the route (``/api/v1/cases/{case_id}``): a path itself may hold a key."""
    route = scope.get("route")
    return str(getattr(route, "path", "unknown"))
