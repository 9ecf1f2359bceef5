from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from clinic_api.app import create_app
from clinic_api.database import Database, database_now
from clinic_api.jobs.models import Job
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.principal import Role
from clinic_api.operation.logs import without_secrets
from clinic_api.operation.marks import LEASES_EXPIRED, note
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital

HERE = ("127.0.0.1", 50000)


def _values(app: FastAPI) -> dict[str, float]:
    with TestClient(app, client=HERE) as client:
        text = client.get("/metrics").text
    return {
        sample.name + "".join(f"[{value}]" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_queue_that_stands_still_shows(app: FastAPI, database: Database, hospital: Hospital) -> None:
    with database.session() as session:
        job_id = enqueue(
            session, kind="x", subject_id="y", factory_id=hospital.own.factory_id, priority=1, max_attempts=3
        )
        session.flush()
        past = database_now(session) - timedelta(minutes=5)
        session.execute(update(Job).where(Job.id == job_id).values(next_at=past))
        note(session, LEASES_EXPIRED, 3)

    values = _values(app)

    assert values["clinic_database_up"] == 1
    assert values["clinic_jobs_queued"] == 1
    assert values["clinic_jobs_oldest_queued_seconds"] >= 300
    assert values["clinic_leases_expired_total"] == 3


@ONE_ENGINE
def test_requests_are_counted_by_route_not_by_address(app: FastAPI, login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)
    caller.get(f"/api/v1/cases/{hospital.own.case_id}")
    caller.get(f"/api/v1/cases/{hospital.foreign.case_id}")

    values = _values(app)

    assert values["clinic_requests_total[GET][/api/v1/cases/{case_id}][200]"] == 1
    assert values["clinic_requests_total[GET][/api/v1/cases/{case_id}][404]"] == 1
    assert not any(hospital.own.case_id in name for name in values)


@ONE_ENGINE
def test_metrics_are_not_for_strangers(app: FastAPI, settings: Settings) -> None:
    with_token = create_app(settings.model_copy(update={"metrics_token": _secret("a" * 20)}))

    assert TestClient(app, client=("192.0.2.7", 1)).get("/metrics").status_code == 404
    assert TestClient(app, client=HERE, headers={"X-Forwarded-For": "192.0.2.7"}).get("/metrics").status_code == 404
    assert TestClient(with_token, client=HERE).get("/metrics").status_code == 404
    bearer = {"Authorization": f"Bearer {'a' * 20}"}
    assert TestClient(with_token, client=("192.0.2.7", 1), headers=bearer).get("/metrics").status_code == 200


def _secret(value: str) -> Any:
    from pydantic import SecretStr

    return SecretStr(value)


def test_a_database_that_is_away_shows(tmp_path: Path) -> None:
    gone = Settings(data_dir=tmp_path, database_url="postgresql://nobody@127.0.0.1:1/none", broker_url=None)

    assert _values(create_app(gone)) == {"clinic_database_up": 0}


def test_a_log_line_is_json_with_the_request_id(tmp_path: Path) -> None:
    script = """
import logging
from clinic_api.kit.request_id import acting_for_request
from clinic_api.operation.logs import configure_logs
from clinic_api.settings import Settings
configure_logs(Settings(log_format="json"))
with acting_for_request("req-12345678"):
    logging.getLogger("x").warning("job %s failed with key ihk_abcdefgh_secretsecret", "job_1", extra={"password": "p"})
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env=os.environ, check=True
    )
    line = json.loads(done.stderr)

    assert (line["request_id"], line["level"], line["logger"]) == ("req-12345678", "warning", "x")
    assert line["event"] == "job job_1 failed with key …"
    assert line["password"] == "…"


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer s3cr3t-t0ken",
        "postgresql://hospital:s3cr3t-t0ken@db/hospital",
        "whsec_s3cr3t-t0ken",
        "ihl_s3cr3t-t0ken and ihf_s3cr3t-t0ken",
    ],
)
def test_secrets_are_masked_in_words(text: str) -> None:
    masked = without_secrets(logging.getLogger(), "info", {"event": text, "level": "info"})

    assert "s3cr3t" not in str(masked)
