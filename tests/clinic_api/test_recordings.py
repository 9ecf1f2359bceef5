from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from clinic_api.database import Database
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import wav_of_damaged_outer_race

WAV = wav_of_damaged_outer_race(seconds=1.0)


def _upload(
    client: TestClient, equipment_id: str, content: bytes | Iterator[bytes] = WAV, **more: str
) -> httpx.Response:
    headers = {"Content-Type": "application/octet-stream"} | {k: v for k, v in more.items() if k == "Idempotency-Key"}
    return client.post(
        "/api/v1/recordings",
        params={"equipment_id": equipment_id, "filename": more.get("filename", "fan.wav")},
        content=content,
        headers=headers,
    )


def _rows(database: Database) -> int:
    with database.session(read_only=True) as session:
        return session.scalar(select(func.count()).select_from(Recording)) or 0


def _stored(settings: Settings) -> list[Path]:
    return [path for path in (settings.data_dir / "storage").rglob("*") if path.is_file()]


def test_an_upload_is_kept_byte_for_byte(login: Login, hospital: Hospital, settings: Settings) -> None:
    client = login("factory_user")

    answer = _upload(client, hospital.own.equipment_id, filename="风机 3.wav")

    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["sha256"] == hashlib.sha256(WAV).hexdigest()
    assert (body["size_bytes"], body["filename"], body["format"]) == (len(WAV), "风机 3.wav", "wav")
    assert (body["factory_id"], body["equipment_id"]) == (hospital.own.factory_id, hospital.own.equipment_id)
    assert [path.read_bytes() for path in _stored(settings)] == [WAV]
    assert client.get(f"/api/v1/recordings/{body['id']}").json() == body


def test_a_download_is_the_same_bytes_and_inert(login: Login, hospital: Hospital) -> None:
    client = login("factory_user")
    recording = _upload(client, hospital.own.equipment_id, filename='a"; evil.wav').json()

    answer = client.get(f"/api/v1/recordings/{recording['id']}/content")

    assert answer.content == WAV
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-disposition"].count('"') in {0, 2}
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@ONE_ENGINE
@pytest.mark.parametrize(
    ("content", "filename", "status", "code"),
    [
        (b"", "fan.wav", 422, "recording_empty"),
        (b"\x00\x01\x02\x03" * 100, "fan.bin", 415, "recording_format_unknown"),
        (b"time;value\n0;1\n1;2\n", "fan.wav", 415, "recording_format_mismatch"),
        (WAV, "fan.csv", 415, "recording_format_mismatch"),
        (b"\x1f\x8b" + bytes(100), "fan.gz", 415, "recording_format_unknown"),
    ],
)
def test_what_is_no_recording_is_refused_and_not_kept(
    login: Login,
    hospital: Hospital,
    database: Database,
    settings: Settings,
    content: bytes,
    filename: str,
    status: int,
    code: str,
) -> None:
    before = _rows(database)

    answer = _upload(login("factory_user"), hospital.own.equipment_id, content, filename=filename)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert set(answer.json()["detail_i18n"]) == {"en", "zh"}
    assert (_rows(database), _stored(settings)) == (before, [])


@pytest.mark.parametrize("chunked", [False, True])
def test_an_upload_past_the_limit_is_refused_also_when_chunked(
    login: Login, hospital: Hospital, settings: Settings, database: Database, chunked: bool
) -> None:
    before = _rows(database)
    too_much = WAV + bytes(settings.max_upload_bytes - len(WAV) + 1)
    parts = (too_much[start : start + 65536] for start in range(0, len(too_much), 65536))

    answer = _upload(login("factory_user"), hospital.own.equipment_id, parts if chunked else too_much)

    assert (answer.status_code, answer.json()["code"]) == (413, "recording_too_large")
    assert "8 MiB" in answer.json()["detail_i18n"]["zh"]
    assert (_rows(database), _stored(settings)) == (before, [])


def test_an_upload_larger_than_a_json_body_is_taken_chunked(login: Login, hospital: Hospital) -> None:
    large = WAV + bytes(3 * 1024 * 1024)
    parts = (large[start : start + 65536] for start in range(0, len(large), 65536))

    answer = _upload(login("factory_user"), hospital.own.equipment_id, parts)

    assert answer.status_code == 201, answer.text
    assert answer.json()["sha256"] == hashlib.sha256(large).hexdigest()


def test_another_factorys_machine_and_recording_do_not_exist(login: Login, hospital: Hospital) -> None:
    client = login("factory_user")

    upload = _upload(client, hospital.foreign.equipment_id)
    missing = _upload(client, "eqp_" + "0" * 26)
    read = client.get(f"/api/v1/recordings/{hospital.foreign.recording_id}")
    content = client.get(f"/api/v1/recordings/{hospital.foreign.recording_id}/content")

    assert (upload.status_code, upload.json()["code"]) == (404, "equipment_not_found")
    assert missing.json()["detail"] == upload.json()["detail"]
    assert {(a.status_code, a.json()["code"]) for a in (read, content)} == {(404, "recording_not_found")}


def test_who_may_not_upload_is_refused(login: Login, hospital: Hospital) -> None:
    assert _upload(login("funder"), hospital.own.equipment_id).status_code == 403


def test_a_doctor_records_machines_of_the_own_cases_only(login: Login, hospital: Hospital) -> None:
    doctor = login("doctor")

    own = _upload(doctor, hospital.own.equipment_id)
    other = _upload(doctor, hospital.foreign.equipment_id)

    assert own.status_code == 201
    assert doctor.get(f"/api/v1/recordings/{own.json()['id']}").status_code == 200
    assert (other.status_code, other.json()["code"]) == (404, "equipment_not_found")


def test_a_stranger_is_refused(client: TestClient, hospital: Hospital) -> None:
    assert _upload(client, hospital.own.equipment_id).status_code == 401


def test_the_doctor_hears_only_recordings_of_assigned_cases(login: Login, hospital: Hospital) -> None:
    doctor = login("doctor")

    assert doctor.get(f"/api/v1/recordings/{hospital.own.recording_id}").status_code == 200
    assert doctor.get(f"/api/v1/recordings/{hospital.foreign.recording_id}").status_code == 404


def test_the_same_key_keeps_one_recording(login: Login, hospital: Hospital, database: Database) -> None:
    client = login("factory_user")
    before = _rows(database)
    key = {"Idempotency-Key": "upload-1"}

    first = _upload(client, hospital.own.equipment_id, WAV, **key)
    again = _upload(client, hospital.own.equipment_id, WAV, **key)
    other = _upload(client, hospital.own.equipment_id, WAV + b"\0\0", **key)

    assert (first.status_code, again.json()) == (201, first.json())
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert _rows(database) == before + 1


def test_a_path_as_file_name_is_only_a_name(login: Login, hospital: Hospital, settings: Settings) -> None:
    answer = _upload(login("factory_user"), hospital.own.equipment_id, filename="../../../etc/passwd.wav")

    assert answer.json()["filename"] == "passwd.wav"
    assert [path.name for path in _stored(settings)] == [answer.json()["sha256"]]


def test_a_content_lost_from_the_disk_is_said(login: Login, hospital: Hospital) -> None:
    answer = login("engineer").get(f"/api/v1/recordings/{hospital.own.recording_id}/content")

    assert (answer.status_code, answer.json()["code"]) == (503, "content_missing")
