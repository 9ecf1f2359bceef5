"""Resumable uploads as tus clients send them, and what a factory may store."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update
from tusclient.client import TusClient

from clinic_api.app import create_app
from clinic_api.database import Database, utc_now
from clinic_api.jobs.models import Job
from clinic_api.kit.principal import Role
from clinic_api.quotas.models import FactoryUsage
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from clinic_api.uploads.models import Upload
from clinic_api.uploads.partial import PartialFile
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import BOTH_ENGINES, ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import wav_of_damaged_outer_race
from tests.clinic_api.servers import serving

pytestmark = BOTH_ENGINES

URL = "/api/v1/uploads"
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}


@pytest.fixture(scope="module")
def wav() -> bytes:
    return wav_of_damaged_outer_race(1.0)


def _metadata(**values: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items())


def _announce(caller: TestClient, hospital: Hospital, size: int, **values: str) -> httpx.Response:
    said = {"equipment_id": hospital.own.equipment_id, "filename": "a.wav"} | values
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": _metadata(**said)}
    answer: httpx.Response = caller.post(URL, headers=headers)
    return answer


def _begin(caller: TestClient, hospital: Hospital, size: int, **values: str) -> str:
    answer = _announce(caller, hospital, size, **values)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


def _send(caller: TestClient, url: str, offset: int, content: bytes, **headers: str) -> httpx.Response:
    answer: httpx.Response = caller.patch(
        url, headers={**PIECE, "Upload-Offset": str(offset), **headers}, content=content
    )
    return answer


def _refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_pieces_become_the_recording_they_are_of(
    login: Login, hospital: Hospital, settings: Settings, database: Database, wav: bytes
) -> None:
    caller, third = login(Role.FACTORY_USER), len(wav) // 3
    url = _begin(caller, hospital, len(wav), filename='轴"承.wav', sha256=hashlib.sha256(wav).hexdigest())
    first = _send(caller, url, 0, wav[:third])
    asked = caller.head(url, headers=TUS)
    _send(caller, url, third, wav[third:-7])
    last = _send(caller, url, len(wav) - 7, wav[-7:])
    told = caller.get(url).json()
    recording_id = last.headers["Recording-Id"]

    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(third))
    assert (asked.status_code, asked.headers["Upload-Offset"]) == (200, str(third))
    assert (asked.headers["Upload-Length"], asked.headers["Cache-Control"]) == (str(len(wav)), "no-store")
    assert "Upload-Expires" in asked.headers
    assert (told["recording_id"], told["offset"], told["filename"]) == (recording_id, len(wav), '轴"承.wav')
    assert caller.get(f"/api/v1/recordings/{recording_id}/content").content == wav
    assert caller.get(f"/api/v1/recordings/{recording_id}").json() == {
        "id": recording_id,
        "factory_id": hospital.own.factory_id,
        "equipment_id": hospital.own.equipment_id,
        "filename": '轴"承.wav',
        "format": "wav",
        "size_bytes": len(wav),
        "sha256": hashlib.sha256(wav).hexdigest(),
        "created_at": ANY,
        "facts": None,
    }
    assert list((settings.data_dir / "storage" / "incoming").iterdir()) == []


@pytest.fixture
def base_url(settings: Settings) -> Iterator[str]:
    with serving(create_app(settings)) as url:
        yield url


def test_the_official_client_uploads_and_resumes(
    login: Login, hospital: Hospital, base_url: str, tmp_path: Path, wav: bytes
) -> None:
    caller = login(Role.FACTORY_USER)
    (tmp_path / "a.wav").write_bytes(wav)
    client = TusClient(f"{base_url}{URL}", headers={"Authorization": caller.headers["Authorization"]})
    metadata = {"equipment_id": hospital.own.equipment_id, "filename": "a.wav"}
    begun = client.uploader(str(tmp_path / "a.wav"), chunk_size=10_000, metadata=metadata, upload_checksum=True)
    begun.upload_chunk()
    begun.upload_chunk()
    resumed = client.uploader(str(tmp_path / "a.wav"), chunk_size=50_000, url=begun.url, upload_checksum=True)
    came_before = resumed.offset
    resumed.upload()
    told = caller.get(URL + "/" + begun.url.rpartition("/")[2]).json()

    assert came_before == 20_000
    assert caller.get(f"/api/v1/recordings/{told['recording_id']}/content").content == wav


def test_a_first_piece_may_come_along(login: Login, hospital: Hospital, wav: bytes) -> None:
    caller = login(Role.FACTORY_USER)
    metadata = _metadata(equipment_id=hospital.own.equipment_id, filename="a.wav")
    headers = {**PIECE, "Upload-Length": str(len(wav)), "Upload-Metadata": metadata}
    answer = caller.post(URL, headers=headers, content=wav)

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(len(wav)))
    assert caller.get(f"/api/v1/recordings/{answer.headers['Recording-Id']}/content").content == wav


def test_what_is_spoken_is_told(login: Login, settings: Settings) -> None:
    answer = login(Role.FACTORY_USER).options(URL)

    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Max-Size"] == str(settings.max_upload_bytes)
    assert "sha256" in answer.headers["Tus-Checksum-Algorithm"]


def test_a_piece_at_the_wrong_place_is_refused_with_the_right_one(login: Login, hospital: Hospital, wav: bytes) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, len(wav))
    _send(caller, url, 0, wav[:1000])

    answer = _send(caller, url, 500, wav[500:])

    assert (*_refused(answer), answer.headers["Upload-Offset"]) == (409, "upload_offset_wrong", "1000")
    assert _send(caller, url, 1000, wav[1000:]).status_code == 204


@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_a_piece_that_is_not_what_its_checksum_says_is_thrown_away(
    login: Login, hospital: Hospital, wav: bytes, algorithm: str
) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, len(wav))
    digest = base64.b64encode(hashlib.new(algorithm, wav[:1000]).digest()).decode()

    wrong = _send(caller, url, 0, b"x" + wav[1:1000], **{"Upload-Checksum": f"{algorithm} {digest}"})
    offset = caller.head(url, headers=TUS).headers["Upload-Offset"]
    right = _send(caller, url, 0, wav[:1000], **{"Upload-Checksum": f"{algorithm} {digest}"})

    assert (*_refused(wrong), offset) == (460, "checksum_mismatch", "0")
    assert (right.status_code, right.headers["Upload-Offset"]) == (204, "1000")


def test_a_whole_that_is_not_what_was_announced_is_not_kept(
    login: Login, hospital: Hospital, settings: Settings, database: Database, wav: bytes
) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, len(wav), sha256="0" * 64)

    assert _refused(_send(caller, url, 0, wav)) == (422, "sha256_mismatch")
    assert caller.head(url, headers=TUS).status_code == 410
    with database.session(read_only=True) as session:
        assert session.scalars(select(Recording).where(Recording.filename == "a.wav")).all() == []


@pytest.mark.parametrize(
    ("content", "filename", "refusal"),
    [
        (b"MZ" + bytes(2000), "a.exe", (415, "recording_format_unsupported")),
        (b"%PDF-1.7" + bytes(100_000), "a.wav", (415, "recording_format_unsupported")),
    ],
)
def test_what_is_no_recording_is_refused_as_soon_as_it_shows(
    login: Login, hospital: Hospital, content: bytes, filename: str, refusal: tuple[int, str]
) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, len(content), filename=filename)
    answer = _send(caller, url, 0, content[:70_000])

    assert _refused(answer)[0] == refusal[0], answer.text
    assert _refused(caller.get(url)) == (410, "upload_gone")


def test_more_than_announced_is_refused(login: Login, hospital: Hospital, wav: bytes) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, 1000)

    assert _refused(_send(caller, url, 0, wav)) == (413, "upload_longer_than_said")


@pytest.mark.parametrize(
    ("size", "values", "refusal"),
    [
        (0, {}, (422, "recording_empty")),
        (9 * 1024 * 1024, {}, (413, "recording_too_large")),
        (1000, {"equipment_id": "eqp_00000000000000000000000000"}, (404, "equipment_not_found")),
        (1000, {"sha256": "abc"}, (422, "tus_header")),
        (1000, {"filename": ""}, (422, "tus_header")),
    ],
)
def test_what_cannot_be_kept_is_refused_when_it_is_announced(
    login: Login, hospital: Hospital, size: int, values: dict[str, str], refusal: tuple[int, str]
) -> None:
    assert _refused(_announce(login(Role.FACTORY_USER), hospital, size, **values)) == refusal


@pytest.mark.parametrize(
    ("headers", "refusal"),
    [
        ({"Tus-Resumable": "0.2.2"}, (412, "tus_version")),
        ({"Upload-Length": "-1"}, (422, "tus_header")),
        ({"Upload-Length": "٣"}, (422, "tus_header")),
        ({"Upload-Metadata": "filename %%%"}, (422, "tus_header")),
        ({"Upload-Metadata": ""}, (422, "tus_header")),
    ],
)
@ONE_ENGINE
def test_headers_that_make_no_sense_are_refused(
    login: Login, hospital: Hospital, headers: dict[str, str], refusal: tuple[int, str]
) -> None:
    good = {**TUS, "Upload-Length": "10", "Upload-Metadata": _metadata(equipment_id="x", filename="y")}
    raw = [(name, value.encode()) for name, value in (good | headers).items()]

    assert _refused(login(Role.FACTORY_USER).post(URL, headers=raw)) == refusal


@ONE_ENGINE
def test_a_piece_of_another_kind_is_refused(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, 1000)
    assert _refused(caller.patch(url, headers={**TUS, "Upload-Offset": "0"}, content=b"x")) == (415, "tus_media_type")
    assert _refused(_send(caller, url, 0, b"x", **{"Upload-Checksum": "md5 eA=="})) == (422, "tus_header")


def test_an_upload_is_its_senders_alone(login: Login, hospital: Hospital) -> None:
    url = _begin(login(Role.FACTORY_USER), hospital, 1000)

    for other in (login(Role.FACTORY_ADMIN), login(Role.FACTORY_USER, foreign=True), login(Role.ADMIN)):
        assert _refused(other.get(url)) == (404, "upload_not_found")
        assert _refused(_send(other, url, 0, b"x")) == (404, "upload_not_found")
        assert other.delete(url).status_code == 404


def test_of_two_writers_one_is_told_to_wait(login: Login, hospital: Hospital, settings: Settings, wav: bytes) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, len(wav))
    part = PartialFile(storage_of(settings), url.rpartition("/")[2])
    with part.locked():
        answer = _send(caller, url, 0, wav)

    assert _refused(answer) == (423, "upload_locked")
    assert _send(caller, url, 0, wav).status_code == 204


def test_simultaneous_last_pieces_make_one_recording(
    login: Login, hospital: Hospital, database: Database, wav: bytes
) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, len(wav))
    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(answer.status_code for answer in pool.map(lambda _: _send(caller, url, 0, wav), range(6)))

    assert statuses[0] == 204
    assert set(statuses[1:]) <= {409, 423}
    with database.session(read_only=True) as session:
        assert len(session.scalars(select(Recording).where(Recording.filename == "a.wav")).all()) == 1


def test_what_was_whole_before_a_crash_is_kept_at_the_next_question(
    login: Login, hospital: Hospital, settings: Settings, wav: bytes
) -> None:
    caller = login(Role.FACTORY_USER)
    url = _begin(caller, hospital, len(wav))
    upload_id = url.rpartition("/")[2]
    (settings.data_dir / "storage" / "incoming" / f"tus-{upload_id}").write_bytes(wav)

    answer = caller.head(url, headers=TUS)

    assert answer.headers["Upload-Offset"] == str(len(wav))
    assert caller.get(f"/api/v1/recordings/{answer.headers['Recording-Id']}/content").content == wav


def test_an_upload_can_be_given_up_and_runs_out(
    login: Login, hospital: Hospital, database: Database, wav: bytes
) -> None:
    caller = login(Role.FACTORY_USER)
    given_up, rested = (_begin(caller, hospital, len(wav)) for _ in range(2))
    with database.session() as session:
        late = update(Upload).where(Upload.id == rested.rpartition("/")[2])
        session.execute(late.values(expires_at=utc_now() - timedelta(seconds=1)))

    assert caller.delete(given_up).status_code == 204
    assert caller.get(given_up).status_code == 404
    assert _refused(_send(caller, rested, 0, wav)) == (410, "upload_gone")
    assert caller.delete(rested).status_code == 204


@pytest.fixture
def small(settings: Settings, hospital: Hospital, wav: bytes) -> Iterator[TestClient]:
    """A client of a service in which a factory may store two such files, and send three a day."""
    few = settings.model_copy(update={"factory_stored_bytes": 2 * len(wav) + 100, "factory_files_per_day": 3})
    with TestClient(create_app(few)) as client:
        yield client


def _post(client: TestClient, login: Login, hospital: Hospital, content: bytes, role: Role = Role.FACTORY_USER) -> Any:
    parameters = {"equipment_id": hospital.own.equipment_id, "filename": "a.wav"}
    headers = {"Authorization": login(role).headers["Authorization"]}
    return client.post("/api/v1/recordings", params=parameters, headers=headers, content=content)


def test_a_factory_stores_as_much_as_it_may(
    login: Login, small: TestClient, hospital: Hospital, wav: bytes, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(FactoryUsage).values(stored_bytes=0, files_of_day=0))
    statuses = [_post(small, login, hospital, wav[: len(wav) - n]).status_code for n in range(2)]
    refused = _post(small, login, hospital, wav)
    announced = {**TUS, "Upload-Length": str(len(wav))}
    announced["Upload-Metadata"] = _metadata(equipment_id=hospital.own.equipment_id, filename="a.wav")
    by_tus = small.post(URL, headers=announced | {"Authorization": login(Role.FACTORY_USER).headers["Authorization"]})
    usage = login(Role.FACTORY_ADMIN).get(f"/api/v1/factories/{hospital.own.factory_id}/usage").json()

    assert statuses == [201, 201]
    assert _refused(refused) == (413, "quota_bytes")
    assert _refused(by_tus) == (413, "quota_bytes")
    assert (usage["stored_bytes"], usage["files_today"], usage["queued_jobs"]) == (2 * len(wav) - 1, 2, ANY)


def test_a_factory_sends_as_many_files_a_day_as_it_may(
    login: Login, small: TestClient, hospital: Hospital, wav: bytes, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(FactoryUsage).values(stored_bytes=0, files_of_day=3))
    refused = _post(small, login, hospital, wav)
    with database.session() as session:
        session.execute(update(FactoryUsage).values(day=utc_now().date() - timedelta(days=1)))

    assert _refused(refused) == (429, "quota_files")
    assert 0 < int(refused.headers["Retry-After"]) <= 86_401
    assert _post(small, login, hospital, wav).status_code == 201


def test_files_that_come_at_once_do_not_pass_the_limit_together(
    login: Login, small: TestClient, hospital: Hospital, wav: bytes, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(FactoryUsage).values(stored_bytes=0, files_of_day=0))
    callers = [login(Role.FACTORY_USER) for _ in range(6)]
    headers = [{"Authorization": caller.headers["Authorization"]} for caller in callers]
    parameters = {"equipment_id": hospital.own.equipment_id, "filename": "a.wav"}
    with ThreadPoolExecutor(6) as pool:
        answers = pool.map(
            lambda each: small.post("/api/v1/recordings", params=parameters, headers=each, content=wav), headers
        )
        statuses = sorted(answer.status_code for answer in answers)

    assert statuses == [201, 201, 413, 413, 413, 413]


def test_a_full_queue_tells_gateways_to_come_later_and_takes_what_people_report(
    login: Login, hospital: Hospital, settings: Settings, database: Database, wav: bytes
) -> None:
    with database.session() as session:
        session.execute(update(Job).where(Job.subject_id == hospital.own.case_id).values(state="queued"))
    few = settings.model_copy(update={"factory_queued_jobs": 1})
    machine, gateway = hospital.own.equipment_id, {"Authorization": f"Bearer {hospital.own.key}"}
    with TestClient(create_app(few)) as client:
        parameters = {"equipment_id": machine, "filename": "a.wav", "sequence": "1"}
        pushed = client.post("/api/v1/gateway/recordings", params=parameters, headers=gateway, content=wav)
        case = {"equipment_id": machine, "complaint": "It hums", "language": "en"}
        person = {"Authorization": login(Role.FACTORY_USER).headers["Authorization"]}
        reported = client.post("/api/v1/cases", json=case, headers=person)

    assert (*_refused(pushed), pushed.headers["Retry-After"]) == (429, "queue_full", "30")
    assert reported.status_code == 201
