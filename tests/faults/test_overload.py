"""F15: far more readers than the machine can serve, uploads beside them, and three hundred clients that trickle."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import pytest

from tests.clinic_api.rows import wav_of_damaged_outer_race
from tests.faults.conftest import Figure, OpenHospital
from tests.faults.ward import EMAIL, PASSWORD, FaultyHospital

pytestmark = [pytest.mark.end_to_end, pytest.mark.long]
READERS = 64
UPLOADERS = 5
TRICKLERS = 300
SECONDS = 20.0
CUT_WITHIN_SECONDS = 60.0
EXPECTED = {200, 201, 429, 503}


@dataclass
class Tally:
    """What one kind of client saw: statuses, and how long each took in seconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: dict[int, list[float]] = field(default_factory=dict)
    errors: int = 0

    def count(self, request: Callable[[], int]) -> None:
        began = time.monotonic()
        try:
            status = request()
        except (OSError, http.client.HTTPException):
            self.errors += 1
            return
        self.statuses[status] += 1
        self.seconds.setdefault(status, []).append(time.monotonic() - began)

    def percentile(self, share: float, *statuses: int) -> float:
        found = sorted(second for status in statuses for second in self.seconds.get(status, ()))
        return found[min(len(found) - 1, int(share * len(found)))] if found else float("nan")


def _reader(hospital: FaultyHospital, path: str) -> Callable[[], int]:
    connection = http.client.HTTPConnection("127.0.0.1", hospital.api_port, timeout=30)

    def read() -> int:
        connection.request("GET", path, headers={"Authorization": f"Bearer {hospital.token}"})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    return read


def _uploader(hospital: FaultyHospital, number: int) -> Callable[[], int]:
    content = wav_of_damaged_outer_race(10.0) + number.to_bytes(4, "big")
    parameters = {"equipment_id": hospital.ward.equipment_id, "filename": "fan.wav"}

    def upload() -> int:
        with hospital.client() as client:
            return client.post("/api/v1/recordings", params=parameters, content=content).status_code

    return upload


def _logging_in(hospital: FaultyHospital) -> int:
    credentials = {"email": EMAIL, "password": PASSWORD}
    return httpx.post(f"{hospital.api_url}/api/v1/sessions", json=credentials, timeout=30).status_code


def _health(hospital: FaultyHospital) -> int:
    return httpx.get(f"{hospital.api_url}/healthz", timeout=30).status_code


def _trickle(hospital: FaultyHospital, stopped: threading.Event) -> tuple[int, float]:
    """Send a byte a second on each of many sockets until the server has cut all; return how many it cut, and when."""
    head = (
        f"POST /api/v1/cases HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {hospital.token}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    ).encode()
    sockets = []
    for _ in range(TRICKLERS):
        with contextlib.suppress(OSError):
            sockets.append(socket.create_connection(("127.0.0.1", hospital.api_port), timeout=10))
            sockets[-1].sendall(head)
    began, cut = time.monotonic(), 0
    while sockets and time.monotonic() - began < CUT_WITHIN_SECONDS:
        left = []
        for each in sockets:
            each.setblocking(False)
            try:
                answered = each.recv(4096)
            except BlockingIOError:
                with contextlib.suppress(OSError):
                    each.send(b" ")
                left.append(each)
                continue
            except OSError:
                answered = b""
            each.close()
            cut += 1
            del answered
        sockets = left
        stopped.wait(1.0)
    for each in sockets:
        each.close()
    return cut, time.monotonic() - began


def test_f15_an_overloaded_hospital_answers_or_says_come_again(make_hospital: OpenHospital, figure: Figure) -> None:
    hospital = make_hospital(workers=0)
    with hospital.client() as client:
        case = {"equipment_id": hospital.ward.equipment_id, "complaint": "It hums", "language": "en"}
        case_ids = [client.post("/api/v1/cases", json=case).json()["id"] for _ in range(30)]
    paths = ["/api/v1/cases?limit=20", f"/api/v1/cases/{case_ids[0]}"]
    idle, loaded, uploads, health, logins = (Tally() for _ in range(5))
    for _ in range(50):
        for path in paths:
            idle.count(_reader(hospital, path))
    stopped = threading.Event()

    def repeat(tally: Tally, request: Callable[[], int], pause: float = 0.0) -> None:
        while not stopped.is_set():
            tally.count(request)
            stopped.wait(pause)

    tricklers: list[tuple[int, float]] = []
    threads = [threading.Thread(target=lambda: tricklers.append(_trickle(hospital, threading.Event())))]
    threads += [threading.Thread(target=repeat, args=(loaded, _reader(hospital, paths[n % 2]))) for n in range(READERS)]
    threads += [threading.Thread(target=repeat, args=(uploads, _uploader(hospital, n))) for n in range(UPLOADERS)]
    threads += [threading.Thread(target=repeat, args=(health, lambda: _health(hospital), 0.2))]
    threads += [threading.Thread(target=repeat, args=(logins, lambda: _logging_in(hospital), 1.0))]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    stopped.set()
    for thread in threads:
        thread.join(CUT_WITHIN_SECONDS + 60)
    after = Tally()
    for _ in range(20):
        after.count(_reader(hospital, paths[0]))

    assert set(loaded.statuses) | set(uploads.statuses) <= EXPECTED, (loaded.statuses, uploads.statuses)
    assert (set(health.statuses), set(after.statuses)) == ({200}, {200})
    assert loaded.errors + uploads.errors + health.errors + logins.errors == 0
    assert loaded.statuses[200] > 0
    assert uploads.statuses[201] > 0
    cut, seconds = tricklers[0]
    assert cut == TRICKLERS
    figure("readers, statuses", json.dumps(dict(loaded.statuses)))
    figure(
        "good answers p95 idle and loaded (s)", f"{idle.percentile(0.95, 200):.3f} {loaded.percentile(0.95, 200):.3f}"
    )
    figure("shed answers p99 (s)", loaded.percentile(0.99, 429, 503))
    figure("health p99 (s)", health.percentile(0.99, 200))
    figure("login p99 (s)", logins.percentile(0.99, 201))
    figure("uploads, statuses", json.dumps(dict(uploads.statuses)))
    figure("trickling sockets all cut after (s)", seconds)
