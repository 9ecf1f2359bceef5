"""F15: far more readers than the machine can serve, uploads beside them, and three hundred clients that trickle; and a
pool without a free connection.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from clinic_api.app import create_app
from tests.clinic_api.rows import wav_of_damaged_outer_race
from tests.faults.conftest import Figure, OpenHospital
from tests.faults.ledger import percentile
from tests.faults.ward import EMAIL, PASSWORD, FaultyHospital

pytestmark = [pytest.mark.end_to_end, pytest.mark.long]
SECONDS = 20.0
FLOOD = {"readers": 64, "uploaders": 5, "tricklers": 300, "seconds": SECONDS, "cut_within_seconds": 60.0}
GOOD, SHED = ("200", "201"), ("429", "503")

Seconds = dict[str, list[float]]


def _percentile(seconds: Seconds, share: float, *statuses: str) -> float:
    found = [second for status in statuses for second in seconds.get(status, ())]
    return percentile(found, share) if found else float("nan")


def _flood(hospital: FaultyHospital, paths: list[str], **changes: Any) -> subprocess.Popen[str]:
    upload = f"/api/v1/recordings?equipment_id={hospital.ward.equipment_id}&filename=fan.wav"
    order = FLOOD | {"port": hospital.api_port, "token": hospital.token, "paths": paths, "upload_path": upload}
    order |= {"content": wav_of_damaged_outer_race(10.0).hex()} | changes
    command = [sys.executable, "-m", "tests.faults.flood"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    process.stdin.write(json.dumps(order))
    process.stdin.close()
    return process


def _seen(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    told: dict[str, Any] = json.loads(process.stdout.read())
    process.wait(10)
    return told


def _repeat_until(stopped: threading.Event, pause_seconds: float, request: Callable[[], int]) -> Seconds:
    seen: Seconds = {}
    while not stopped.is_set():
        began = time.monotonic()
        status = request()
        seen.setdefault(str(status), []).append(time.monotonic() - began)
        stopped.wait(pause_seconds)
    return seen


def _logging_in(client: httpx.Client) -> int:
    return client.post("/api/v1/sessions", json={"email": EMAIL, "password": PASSWORD}).status_code


def test_f15_an_overloaded_hospital_answers_or_says_come_again(make_hospital: OpenHospital, figure: Figure) -> None:
    hospital = make_hospital(workers=0)
    with hospital.client() as client:
        case = {"equipment_id": hospital.ward.equipment_id, "complaint": "It hums", "language": "en"}
        case_ids = [client.post("/api/v1/cases", json=case).json()["id"] for _ in range(30)]
    paths = ["/api/v1/cases?limit=20", f"/api/v1/cases/{case_ids[0]}"]
    idle = _seen(_flood(hospital, paths, readers=1, uploaders=0, tricklers=0, seconds=5.0))["readings"]["seconds"]
    stopped = threading.Event()
    with ThreadPoolExecutor() as pool, hospital.client() as asking, httpx.Client(base_url=hospital.api_url) as entering:
        entering.timeout = httpx.Timeout(30)
        health = pool.submit(_repeat_until, stopped, 0.2, lambda: asking.get("/healthz").status_code)
        logins = pool.submit(_repeat_until, stopped, 1.0, lambda: _logging_in(entering))
        flood = _flood(hospital, paths)
        time.sleep(SECONDS)
        stopped.set()
        seen = _seen(flood)
        with hospital.client() as client:
            after = {client.get(paths[0]).status_code for _ in range(20)}
    readings, uploads = seen["readings"], seen["uploads"]

    assert set(readings["seconds"]) | set(uploads["seconds"]) <= {*GOOD, *SHED}
    assert readings["errors"] + uploads["errors"] == 0
    assert readings["seconds"]["200"]
    assert uploads["seconds"]["201"]
    assert set(health.result()) == {"200"}
    assert after == {200}
    cut = seen["cut_after_seconds"]
    assert None not in cut
    figure("readings by status", {status: len(each) for status, each in readings["seconds"].items()})
    idle_p95, loaded_p95 = (_percentile(each, 0.95, "200") for each in (idle, readings["seconds"]))
    figure(
        "good answers p95 idle, loaded, ratio (goal 2)", f"{idle_p95:.3f} {loaded_p95:.3f} {loaded_p95 / idle_p95:.1f}"
    )
    figure("good answers p50, s", _percentile(readings["seconds"], 0.5, "200"))
    figure("shed answers p99, s (goal 0.25)", _percentile(readings["seconds"], 0.99, *SHED))
    figure("health p99, s (goal 1)", _percentile(health.result(), 0.99, "200"))
    figure("login p99, s (goal 1)", _percentile(logins.result(), 0.99, "201"))
    figure("logins by status", {status: len(each) for status, each in logins.result().items()})
    figure("uploads by status", {status: len(each) for status, each in uploads["seconds"].items()})
    figure("trickling sockets all cut after, s (goal 30)", max(cut))


def test_o6_a_pool_without_a_free_connection_is_told_and_comes_back(
    make_hospital: OpenHospital, figure: Figure
) -> None:
    hospital = make_hospital(workers=0)
    app = create_app(hospital.settings.model_copy(update={"requests_per_minute_account": 0}))
    headers = {"Authorization": f"Bearer {hospital.token}"}

    def ask(client: TestClient) -> tuple[int, float]:
        began = time.monotonic()
        return client.get("/api/v1/me", headers=headers).status_code, time.monotonic() - began

    with TestClient(app) as client, ThreadPoolExecutor(8) as pool:
        assert ask(client)[0] == 200
        threads_before = threading.active_count()
        held_until, refused = time.monotonic() + 30.0, []
        with ExitStack() as held:
            for _ in range(10):
                held.enter_context(app.state.database.engine.connect())
            while time.monotonic() < held_until:
                refused += pool.map(ask, [client] * 8)
        released = time.monotonic()
        while ask(client)[0] != 200:
            assert time.monotonic() - released < 30
        recovered = time.monotonic() - released
        threads_after = threading.active_count()

    assert {status for status, _ in refused} == {503}
    figure("requests refused, slowest, s (goal 2)", f"{len(refused)} {max(seconds for _, seconds in refused):.2f}")
    figure("answered again after, s (goal 1)", recovered)
    figure("threads before and after", f"{threads_before} {threads_after}")
