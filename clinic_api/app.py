"""The HTTP API: ``uvicorn clinic_api.app:create_app --factory``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from prometheus_client import CollectorRegistry
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from clinic_api.accounts import administration_endpoints as account_administration
from clinic_api.accounts import endpoints as accounts
from clinic_api.accounts import pages as account_pages
from clinic_api.accounts import password_pages
from clinic_api.accounts.authentication import Authentication
from clinic_api.api_keys import endpoints as api_keys
from clinic_api.assignments import endpoints as assignments
from clinic_api.attachments import endpoints as attachments
from clinic_api.audit import endpoints as audit
from clinic_api.bearings import endpoints as bearings
from clinic_api.calendar import endpoints as calendar
from clinic_api.case_recordings import endpoints as case_recordings
from clinic_api.cases import action_endpoints as case_actions
from clinic_api.cases import endpoints as cases
from clinic_api.cases import talk_endpoints as case_talk
from clinic_api.cases import team_endpoints as case_teams
from clinic_api.database import Database
from clinic_api.departments import endpoints as departments
from clinic_api.doctors import endpoints as doctors
from clinic_api.drafts import endpoints as drafts
from clinic_api.equipment import endpoints as equipment
from clinic_api.equipment.importing import endpoints as equipment_imports
from clinic_api.errors import ClinicError
from clinic_api.examinations import endpoints as examinations
from clinic_api.examinations.again import endpoints as re_examinations
from clinic_api.factories import endpoints as factories
from clinic_api.factory_data import endpoints as factory_data
from clinic_api.hazards import endpoints as hazards
from clinic_api.health_records import endpoints as health_records
from clinic_api.intake import endpoints as intake
from clinic_api.jobs import endpoints as jobs
from clinic_api.kit import health, pages, reference
from clinic_api.kit.admission import Admission, Lane, LaneOf
from clinic_api.kit.conditional import NotModified, answer_not_modified
from clinic_api.kit.http import BodyLimit, CrossSiteGuard, RequestBoundary, handle_error, is_streamed
from clinic_api.kit.openapi import PROBLEM_ANSWERS, DescribedApp, operation_id
from clinic_api.kit.rate_limit import RateLimiter
from clinic_api.labels import endpoints as labels
from clinic_api.notices import endpoints as notices
from clinic_api.notifications import endpoints as notifications
from clinic_api.notifications.stream import Streams
from clinic_api.oidc import endpoints as oidc
from clinic_api.oidc import pages as oidc_pages
from clinic_api.operation import endpoints as operation
from clinic_api.operation import metrics
from clinic_api.operation.metrics import Metering
from clinic_api.outcomes import endpoints as outcomes
from clinic_api.phone import follow_pages, hazard_pages, questionnaire_pages, recording_picture, report_pages
from clinic_api.phone import rendering as phone_files
from clinic_api.points import endpoints as points
from clinic_api.proactive import endpoints as proactive
from clinic_api.questionnaires import endpoints as questionnaires
from clinic_api.quotas import endpoints as quotas
from clinic_api.recordings import endpoints as recordings
from clinic_api.reports import endpoints as reports
from clinic_api.reports import verify_pages
from clinic_api.reviews import endpoints as reviews
from clinic_api.rota import endpoints as rota
from clinic_api.rounds import endpoints as rounds
from clinic_api.rules import endpoints as rules
from clinic_api.search import endpoints as search
from clinic_api.settings import Settings, load_settings_or_exit
from clinic_api.signals import endpoints as signals
from clinic_api.signals.notes import endpoints as signal_notes
from clinic_api.similar import endpoints as similar
from clinic_api.statistics import endpoints as statistics
from clinic_api.treatments import endpoints as treatments
from clinic_api.uploads import endpoints as uploads
from clinic_api.visits import endpoints as visits
from clinic_api.work_items import endpoints as work_items
from clinic_api.worklist import endpoints as worklist

__all__ = ["MAX_BODY_BYTES", "create_app"]

MAX_BODY_BYTES = 2 * 1024 * 1024
"""Largest JSON or form body; uploads have their own limit (`Settings.max_upload_bytes`)."""

_STREAMED = frozenset(
    {
        ("POST", "/api/v1/recordings"),
        ("POST", "/api/v1/gateway/recordings"),
        ("POST", "/api/v1/attachments"),
        ("POST", "/api/v1/equipment/imports"),
        ("POST", "/api/v1/uploads"),
        ("PATCH", "/api/v1/uploads/{id}"),
        ("POST", "/l/{id}"),
        ("POST", "/f/{id}"),
    }
)

_WITHOUT_TURN = frozenset({"/healthz", "/readyz", "/metrics"})
_BODILESS = frozenset({"GET", "HEAD", "DELETE", "OPTIONS"})

_RESOURCES: tuple[APIRouter, ...] = (
    accounts.router,
    account_administration.router,
    oidc.router,
    departments.router,
    factories.router,
    equipment.router,
    equipment_imports.router,
    points.router,
    health_records.router,
    bearings.router,
    doctors.router,
    rota.router,
    recordings.router,
    cases.router,
    case_actions.router,
    case_talk.router,
    case_recordings.router,
    case_teams.router,
    reviews.router,
    similar.router,
    assignments.router,
    worklist.router,
    examinations.router,
    re_examinations.router,
    audit.router,
    api_keys.router,
    labels.router,
    attachments.router,
    treatments.router,
    reports.router,
    statistics.router,
    outcomes.router,
    intake.router,
    visits.router,
    rounds.router,
    proactive.router,
    questionnaires.router,
    work_items.router,
    hazards.router,
    quotas.router,
    uploads.router,
    signals.router,
    signal_notes.router,
    factory_data.router,
    search.router,
    drafts.router,
    notices.router,
    notifications.router,
    jobs.router,
    operation.router,
    calendar.router,
    rules.router,
)
_PAGES: tuple[APIRouter, ...] = (
    account_pages.router,
    password_pages.router,
    oidc_pages.router,
    report_pages.router,
    hazard_pages.router,
    follow_pages.router,
    recording_picture.router,
    verify_pages.router,
    questionnaire_pages.router,
    phone_files.router,
    pages.router,
    reference.router,
    health.router,
    metrics.router,
)


def _lanes(wait_seconds: float) -> tuple[LaneOf, LaneOf]:
    """Return which lane a request takes its turn in: one without a body before anything is done for it, one with a
    body after it is known who sends it.

    Logging in has its own: it goes on while everything else waits. Health answers need no turn, nor do uploads, which
    wait for their clients most of the time.
    """
    login = Lane(running=2, waiting=32, wait_seconds=wait_seconds)
    rest = Lane(running=3, waiting=40, wait_seconds=wait_seconds)

    def of_all(method: str, path: str) -> Lane | None:
        if path in _WITHOUT_TURN or is_streamed(method, path, _STREAMED):
            return None
        return login if (method, path) == ("POST", "/api/v1/sessions") else rest

    def of_bodiless(method: str, path: str) -> Lane | None:
        return of_all(method, path) if method in _BODILESS else None

    def of_bodied(method: str, path: str) -> Lane | None:
        return None if method in _BODILESS else of_all(method, path)

    return of_bodiless, of_bodied


@cache
def _routes() -> Sequence[BaseRoute]:
    """Return all routes, put together once in a process: what FastAPI finds out about a route it keeps with it."""
    whole = FastAPI(openapi_url=None, generate_unique_id_function=operation_id, responses=PROBLEM_ANSWERS)
    for router in (*_RESOURCES, *_PAGES):
        whole.include_router(router, max_body_size=MAX_BODY_BYTES)
    return whole.router.routes


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the app for ``settings`` (default: the environment's; a wrong one ends the process with one line)."""
    settings = settings or load_settings_or_exit()
    database = Database(settings.database_url)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        database.dispose()

    app = DescribedApp(
        title="Industrial Hospital",
        version="1",
        description="Open a case, upload a recording, read the opinion, follow the treatment.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.database = database
    app.state.rate_limiter = RateLimiter()
    app.router.routes.extend(_routes())
    for kind in (ClinicError, RequestValidationError, HTTPException, SQLAlchemyError):
        app.add_exception_handler(kind, handle_error)
    app.add_exception_handler(NotModified, answer_not_modified)
    app.state.metrics = CollectorRegistry()
    app.state.streams = Streams()
    # The last one added is the outermost.
    of_bodiless, of_bodied = _lanes(settings.turn_wait_seconds)
    app.add_middleware(Admission, lane_of=of_bodied, max_bytes=MAX_BODY_BYTES)
    app.add_middleware(BodyLimit, max_bytes=MAX_BODY_BYTES, streamed=_STREAMED)
    app.add_middleware(Authentication)
    app.add_middleware(Admission, lane_of=of_bodiless, max_bytes=MAX_BODY_BYTES)
    app.add_middleware(CrossSiteGuard, settings=settings)
    app.add_middleware(RequestBoundary, settings=settings)
    app.add_middleware(Metering, registry=app.state.metrics)
    return app
