"""Requests nobody thought of, made by schemathesis from the API's own description, as every role.

No answer may be a 500, and every answer must be what the description says: status, media type, body.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, strategies
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.routes import ids_of
from tests.clinic_api.test_permissions import LETTERS

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
pytestmark = pytest.mark.usefixtures("contents")

ENDS_THE_LOGIN = {"delete_current_session"}
SHORT_SECONDS, LONG_SECONDS = 15.0, 90.0


def _fuzz(app: FastAPI, login: Login, hospital: Hospital, seconds: float, examples: int) -> Counter[str]:
    """Send requests as every role for about ``seconds``; return how many answers there were of each status."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    operations = [
        operation for operation in operations if operation.definition.raw["operationId"] not in ENDS_THE_LOGIN
    ]
    roles = sorted(LETTERS.values())
    statuses: Counter[str] = Counter()
    own, foreign = ids_of(hospital.own, hospital.doctor_id), ids_of(hospital.foreign, hospital.other_doctor_id)
    for number, role in enumerate(roles):
        until = time.monotonic() + seconds / len(roles)
        headers = dict(login(role).headers)
        for turn in range(len(operations)):
            operation = operations[(turn + number * 7) % len(operations)]  # whatever time is left, each is tried
            if time.monotonic() > until:
                break
            _try_operation(operation, headers, (own, foreign), examples, statuses)
    return statuses


def _try_operation(
    operation: Any, headers: dict[str, str], rows: tuple[dict[str, str], ...], examples: int, statuses: Counter[str]
) -> None:
    @hypothesis.seed(7)
    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(), ids=strategies.sampled_from([*rows, None]))
    def send(case: Any, ids: dict[str, str] | None) -> None:
        if ids is not None and case.path_parameters:
            case.path_parameters = {name: ids.get(name, value) for name, value in case.path_parameters.items()}
        case.headers = {**(case.headers or {}), **headers}
        response = case.call()
        statuses[str(response.status_code)] += 1
        case.validate_response(response, checks=CHECKS)

    send()


@ONE_ENGINE
def test_requests_nobody_thought_of_are_answered_in_order(
    app: FastAPI, login: Login, hospital: Hospital, record_property: Any
) -> None:
    statuses = _fuzz(app, login, hospital, SHORT_SECONDS, examples=2)

    record_property("statuses", dict(statuses))
    assert statuses.total() > 200
    assert statuses["200"] > 20
    assert not [status for status in statuses if status.startswith("5")]


@pytest.mark.long
def test_many_more_requests_are_answered_in_order(
    app: FastAPI, login: Login, hospital: Hospital, record_property: Any
) -> None:
    statuses = _fuzz(app, login, hospital, LONG_SECONDS, examples=12)

    record_property("statuses", dict(statuses))
    assert not [status for status in statuses if status.startswith("5")]
