"""The service reads files in a closed sandbox, or does not start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from clinic_api.app import create_app
from clinic_api.settings import Settings
from tests.diagnostics.sandbox.old_kernel import run_without_landlock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux's own walls")
START_WORKER = "import clinic_api.jobs.celery_app; print('started')"


def test_a_worker_does_not_start_where_the_sandbox_cannot_be_closed(tmp_path: Path) -> None:
    environment = {"CLINIC_DATABASE_URL": f"sqlite:///{tmp_path / 'clinic.sqlite3'}", "CLINIC_DATA_DIR": str(tmp_path)}

    refused = run_without_landlock(START_WORKER, environment=environment)
    degraded = run_without_landlock(START_WORKER, environment=environment | {"CLINIC_PARSER_SANDBOX": "degraded"})

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("clinic: ")
    assert "landlock" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert degraded.stdout == "started\n"


@pytest.mark.parametrize("mode", ["full", "degraded"])
def test_readiness_tells_how_files_are_read(settings: Settings, mode: str) -> None:
    with TestClient(create_app(settings.model_copy(update={"parser_sandbox": mode}))) as client:
        answer = client.get("/readyz").json()

    assert answer["sandbox"] == mode
    assert answer["status"] == "degraded"  # no broker here


def test_an_unknown_mode_stops_the_start_with_one_line() -> None:
    told = run_without_landlock(START_WORKER, environment={"CLINIC_PARSER_SANDBOX": "none"})

    assert told.returncode == 1
    assert "CLINIC_PARSER_SANDBOX" in told.stderr
