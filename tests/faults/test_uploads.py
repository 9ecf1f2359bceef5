"""F11: the API is killed in the middle of uploads."""

from __future__ import annotations

import base64
import hashlib
import http.client
import random
import socket
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from clinic_api.recordings.models import Recording
from clinic_api.storage.access import storage_folder
from tests.clinic_api.rows import wav_of_damaged_outer_race
from tests.faults.conftest import Figure, OpenHospital
from tests.faults.ward import FaultyHospital

pytestmark = [pytest.mark.end_to_end, pytest.mark.long]
RECORDING = wav_of_damaged_outer_race(seconds=30.0) * 14  # more than the kernel keeps for a socket
KILLS = 20
KILLS_OF_ONE_UPLOAD = 8
SEED = 11


def _send(hospital: FaultyHospital, content: bytes, stop_after: int | None = None, pause_seconds: float = 0.0) -> bytes:
    """Send an upload over a plain socket; with ``stop_after`` kill the API a moment after so many bytes. Return
    what was answered.
    """
    path = f"/api/v1/recordings?equipment_id={hospital.ward.equipment_id}&filename=fan.wav"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {hospital.token}\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", hospital.api_port), timeout=30) as connection:
        connection.sendall(head.encode())
        try:
            connection.sendall(content[:stop_after])
            if stop_after is not None:
                time.sleep(pause_seconds)
                hospital.kill_api()
            answer = b""
            while part := connection.recv(65536):
                answer += part
        except OSError:
            return b""
        return answer


def _wrong_objects(folder: Path) -> int:
    """Count the visible contents that are not what their name says."""
    paths = (folder / "objects").glob("*/*/*")
    return sum(hashlib.sha256(path.read_bytes()).hexdigest() != path.name for path in paths)


def test_f11_an_api_killed_while_it_receives_keeps_whole_files_only(
    make_hospital: OpenHospital, figure: Figure
) -> None:
    hospital = make_hospital(workers=0)
    choice = random.Random(SEED)
    folder = storage_folder(hospital.settings.data_dir)
    accepted = []
    for number in range(KILLS):
        content = RECORDING + number.to_bytes(4, "big")
        stop_after = choice.randrange(1, len(content) + 1)
        if _send(hospital, content, stop_after, choice.uniform(0.0, 0.03)).startswith(b"HTTP/1.1 201"):
            accepted.append(hashlib.sha256(content).hexdigest())
        assert _wrong_objects(folder) == 0
        hospital.start_api()
        whole = RECORDING + b"whole" + number.to_bytes(4, "big")
        if _send(hospital, whole).startswith(b"HTTP/1.1 201"):
            accepted.append(hashlib.sha256(whole).hexdigest())

    with hospital.database.session(read_only=True) as session:
        rows = set(session.scalars(select(Recording.sha256)))
    visible = {path.name for path in (folder / "objects").glob("*/*/*")}
    assert set(accepted) <= rows
    assert rows <= visible
    assert len(accepted) >= KILLS
    figure("API killed mid-upload, times", KILLS)
    figure("rows without their file, wrong files, accepted and lost", (len(rows - visible), 0, 0))
    left = len(list((folder / "incoming").iterdir()))
    assert left > 0, "no upload was under way when the API was killed"
    figure("temporary files left for the sweep after 24 h", left)


def _tus(hospital: FaultyHospital, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", hospital.api_port, timeout=30)
    authorized = {"Authorization": f"Bearer {hospital.token}", "Tus-Resumable": "1.0.0", "Content-Length": "0"}
    connection.request(method, path, headers=authorized | {name.replace("_", "-"): v for name, v in headers.items()})
    return connection.getresponse()


def _append_and_kill(
    hospital: FaultyHospital, path: str, offset: int, content: bytes, stop_after: int, seconds: float
) -> None:
    """Send a part of the rest and kill the API so many seconds later."""
    head = (
        f"PATCH {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {hospital.token}\r\n"
        "Tus-Resumable: 1.0.0\r\n"
        f"Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\n"
        f"Content-Length: {len(content) - offset}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", hospital.api_port), timeout=30) as connection:
        connection.sendall(head.encode())
        try:
            connection.sendall(content[offset : offset + stop_after])
        except OSError:
            return
        time.sleep(seconds)
        hospital.kill_api()


def test_f11_a_resumed_upload_is_whole_however_often_the_api_is_killed(
    make_hospital: OpenHospital, figure: Figure
) -> None:
    hospital = make_hospital(workers=0)
    choice = random.Random(SEED)
    said = {"equipment_id": hospital.ward.equipment_id, "filename": "fan.wav"}
    metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in said.items())
    begun = _tus(hospital, "POST", "/api/v1/uploads", Upload_Length=str(len(RECORDING)), Upload_Metadata=metadata)
    path, kills, offset = str(begun.headers["Location"]), 0, 0
    while kills < KILLS_OF_ONE_UPLOAD and offset < len(RECORDING):
        stop_after = choice.randrange(1, len(RECORDING) // KILLS_OF_ONE_UPLOAD)
        _append_and_kill(hospital, path, offset, RECORDING, stop_after, choice.uniform(0.0, 0.3))
        kills += 1
        hospital.start_api()
        told = int(_tus(hospital, "HEAD", path).headers["Upload-Offset"])
        assert told >= offset
        offset = told
    connection = http.client.HTTPConnection("127.0.0.1", hospital.api_port, timeout=60)
    headers = {"Authorization": f"Bearer {hospital.token}", "Tus-Resumable": "1.0.0"}
    headers |= {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
    connection.request("PATCH", path, body=RECORDING[offset:], headers=headers)
    recording_id = connection.getresponse().headers["Recording-Id"]

    with hospital.database.session(read_only=True) as session:
        assert session.get_one(Recording, recording_id).sha256 == hashlib.sha256(RECORDING).hexdigest()
    assert _wrong_objects(storage_folder(hospital.settings.data_dir)) == 0
    assert offset > 0, "every byte was sent again: nothing was resumed"
    figure("API killed mid-piece, times", kills)
    figure("share of the file that was not sent again", f"{offset / len(RECORDING):.2f}")
