from __future__ import annotations

import hashlib
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from clinic_api.app import create_app
from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.errors import ServiceUnavailable
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.kit.principal import Role
from clinic_api.operation.backup import make_backup, restore_backup
from clinic_api.operation.check import check_service
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from clinic_api.storage import ContentTooLarge, Storage, bucket
from clinic_api.storage.access import storage_of
from clinic_api.storage.bucket import BucketStorage
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import PASSWORD, Hospital, email_of
from tests.clinic_api.object_store import ObjectStore, object_store
from tests.clinic_api.rows import MACHINE, wav_of_damaged_outer_race

pytestmark = ONE_ENGINE

BIG = os.urandom(12_000_000)  # obstore sends it in parts


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with object_store(tmp_path_factory.mktemp("buckets")) as store:
        yield store


@pytest.fixture
def store(shared_store: ObjectStore) -> ObjectStore:
    """The service, with an empty place in its bucket."""
    shared_store.prefix = secrets.token_hex(8)
    return shared_store


@pytest.fixture
def settings_with_bucket(settings: Settings, store: ObjectStore) -> Settings:
    return store.settings(settings)


@pytest.fixture
def storage(settings_with_bucket: Settings) -> Storage:
    return storage_of(settings_with_bucket)


def _lose_cache(settings: Settings) -> None:
    for path in (settings.data_dir / "storage" / "objects").rglob("*"):
        if path.is_file():
            path.unlink()


def _log_in(client: TestClient, role: Role) -> None:
    answer = client.post("/api/v1/sessions", json={"email": email_of(role), "password": PASSWORD})
    client.headers["Authorization"] = f"Bearer {answer.json()['token']}"


def test_a_content_is_in_the_bucket_and_comes_back_without_the_cache(
    storage: Storage, settings_with_bucket: Settings, store: ObjectStore
) -> None:
    content = storage.store_stream([BIG[:5_000_000], BIG[5_000_000:]], limit_bytes=len(BIG))
    _lose_cache(settings_with_bucket)

    assert content.sha256 == hashlib.sha256(BIG).hexdigest()
    assert store.object_of(content.sha256).read_bytes() == BIG
    assert list(storage.list()) == [content.sha256]
    with storage.open(content.sha256) as kept:
        assert kept.read() == BIG
    assert not storage.path_of(content.sha256).exists()
    beats: list[int] = []
    assert storage.fetch(content.sha256, meanwhile=lambda: beats.append(1)).read_bytes() == BIG
    assert len(beats) > 1
    assert storage.digest_of(content.sha256) == content.sha256
    assert list(storage.incoming.iterdir()) == []


def test_what_is_not_kept_is_in_neither_place(storage: Storage, store: ObjectStore) -> None:
    with pytest.raises(ContentTooLarge):
        storage.store_stream([b"12345", b"67890", b"x"], limit_bytes=10)

    missing = "0" * 64
    for read in (storage.fetch, storage.open, storage.digest_of):
        with pytest.raises(FileNotFoundError):
            read(missing)
    assert storage.remove_old(missing) is False
    assert list(storage.list()) == []
    assert [path for path in storage.incoming.parent.rglob("*") if path.is_file()] == []


def test_other_bytes_than_the_name_says_are_never_given_out(
    storage: Storage, settings_with_bucket: Settings, store: ObjectStore
) -> None:
    sha256 = storage.store_stream([b"vibration"], limit_bytes=100).sha256
    _lose_cache(settings_with_bucket)
    store.object_of(sha256).write_bytes(b"vibratioN")

    assert storage.digest_of(sha256) != sha256
    for read in (storage.fetch, storage.open):
        with pytest.raises(FileNotFoundError, match="other bytes"):
            read(sha256)
    assert not storage.path_of(sha256).exists()


def test_only_old_contents_are_removed(storage: Storage, store: ObjectStore) -> None:
    old, new = (storage.store_stream([name], limit_bytes=100).sha256 for name in (b"old", b"new"))
    os.utime(store.object_of(old), (0, 0))

    removed = [storage.remove_old(sha256) for sha256 in (old, new)]

    assert removed == [True, False]
    assert list(storage.list()) == [new]
    with storage.open(new) as kept:
        assert kept.read() == b"new"


def test_the_cache_stays_within_its_size(settings_with_bucket: Settings) -> None:
    small = settings_with_bucket.model_copy(update={"storage_cache_bytes": 2500})
    storage = storage_of(small)
    assert isinstance(storage, BucketStorage)
    kept = [storage.store_stream([bytes([number]) * 1000], limit_bytes=1000).sha256 for number in range(5)]
    for number, sha256 in enumerate(kept[:4]):
        os.utime(storage.path_of(sha256), (number, number))

    storage.trim()

    assert [storage.path_of(sha256).exists() for sha256 in kept] == [False, False, False, True, True]
    assert storage.fetch(kept[0]).read_bytes() == bytes(1000)


def test_the_cache_is_looked_after_while_requests_come(
    settings_with_bucket: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bucket, "_TRIM_EVERY_SECONDS", 0.0)
    small = settings_with_bucket.model_copy(update={"storage_cache_bytes": 0})
    old = storage_of(small).store_stream([b"old"], limit_bytes=100).sha256
    os.utime(storage_of(small).path_of(old), (0, 0))

    new = storage_of(small).store_stream([b"new"], limit_bytes=100).sha256

    assert [storage_of(small).path_of(sha256).exists() for sha256 in (old, new)] == [False, True]


def test_a_recording_is_examined_and_sent_from_the_bucket(
    settings_with_bucket: Settings, hospital: Hospital, database: Database, store: ObjectStore
) -> None:
    wav = wav_of_damaged_outer_race()
    with database.session() as session:
        session.execute(update(Equipment).where(Equipment.id == hospital.own.equipment_id).values(machine=MACHINE))
    with TestClient(create_app(settings_with_bucket)) as client:
        _log_in(client, Role.FACTORY_USER)
        query = {"equipment_id": hospital.own.equipment_id, "filename": "fan.wav"}
        recording = client.post("/api/v1/recordings", params=query, content=wav).json()
        opened = {"equipment_id": hospital.own.equipment_id, "recording_id": recording["id"]}
        case = client.post("/api/v1/cases", json=opened | {"complaint": "noise", "language": "en"}).json()
        _lose_cache(settings_with_bucket)

        Desk(settings_with_bucket, database, storage_of(settings_with_bucket), KINDS).work_off(seconds=60)

        _lose_cache(settings_with_bucket)
        read = client.get(f"/api/v1/cases/{case['id']}").json()
        content = client.get(f"/api/v1/recordings/{recording['id']}/content").content
        examination = client.get(f"/api/v1/examinations/{read['opinion']['examination_id']}").json()
        figure = client.get(f"/api/v1/examinations/{examination['id']}/figures/0").content

    assert read["state"] == "triaged"
    assert read["opinion"]["verdict"] == "fault"
    assert content == wav
    assert figure.startswith(b"\x89PNG")


def test_while_the_bucket_is_away_nothing_is_accepted_and_nothing_is_left(
    settings_with_bucket: Settings, hospital: Hospital, database: Database, store: ObjectStore
) -> None:
    wav = wav_of_damaged_outer_race(seconds=0.5)

    def rows() -> int:
        with database.session(read_only=True) as session:
            return session.scalar(select(func.count()).select_from(Recording)) or 0

    before = rows()
    with TestClient(create_app(settings_with_bucket)) as client:
        _log_in(client, Role.FACTORY_USER)
        query = {"equipment_id": hospital.own.equipment_id, "filename": "fan.wav"}
        store.stop()
        try:
            refused = client.post("/api/v1/recordings", params=query, content=wav)
            cases = client.get("/api/v1/cases")
            kept_meanwhile = rows()
        finally:
            store.start()
        accepted = client.post("/api/v1/recordings", params=query, content=wav)

    assert (refused.status_code, refused.json()["code"]) == (503, "storage_unavailable")
    assert (cases.status_code, kept_meanwhile) == (200, before)
    assert accepted.status_code == 201
    assert list(storage_of(settings_with_bucket).incoming.iterdir()) == []


def test_the_check_looks_into_the_bucket(
    settings_with_bucket: Settings, hospital: Hospital, contents: None, store: ObjectStore
) -> None:
    def level() -> str:
        return next(result.level for result in check_service(settings_with_bucket) if result.name == "contents")

    in_folder = Storage(settings_with_bucket.data_dir / "storage")
    only_cached = level()
    storage = storage_of(settings_with_bucket)
    names = list(in_folder.list())
    for name in names:
        storage.store_stream([in_folder.path_of(name).read_bytes()], limit_bytes=1 << 20)
    whole = level()
    store.object_of(names[0]).write_bytes(b"changed")

    assert (only_cached, whole, level()) == ("failed", "ok", "failed")


def test_a_backup_takes_from_the_bucket_and_a_restore_fills_another(
    settings_with_bucket: Settings, storage: Storage, tmp_path: Path, hospital: Hospital
) -> None:
    sha256 = storage.store_stream([b"vibration"], limit_bytes=100).sha256
    _lose_cache(settings_with_bucket)
    backup = make_backup(settings_with_bucket, tmp_path / "backups")
    other = settings_with_bucket.model_copy(
        update={
            "bucket_url": "s3://hospital/other",
            "data_dir": tmp_path / "other",
            "database_url": f"sqlite:///{tmp_path / 'other' / 'clinic.sqlite3'}",
        }
    )

    restore_backup(other, backup.folder)

    assert not storage.path_of(sha256).exists()
    assert list(storage_of(other).list()) == [sha256]
    with Database(other.database_url).session(read_only=True) as session:
        assert session.scalar(select(func.count()).select_from(Case))


def test_a_killed_writer_leaves_no_half_content_under_a_name(
    settings_with_bucket: Settings, store: ObjectStore
) -> None:
    writer = (
        "import os\n"
        "from clinic_api.settings import get_settings\n"
        "from clinic_api.storage.access import storage_of\n"
        "storage = storage_of(get_settings())\n"
        "print('ready', flush=True)\n"
        "for number in range(10**9):\n"
        "    storage.store_stream([os.urandom(1 << 20)] * 6, 10**9)\n"
    )
    secret = settings_with_bucket.bucket_secret_access_key
    assert secret is not None
    environment = os.environ | {
        "CLINIC_DATA_DIR": str(settings_with_bucket.data_dir),
        "CLINIC_BUCKET_URL": str(settings_with_bucket.bucket_url),
        "CLINIC_BUCKET_ENDPOINT": str(settings_with_bucket.bucket_endpoint),
        "CLINIC_BUCKET_ACCESS_KEY_ID": str(settings_with_bucket.bucket_access_key_id),
        "CLINIC_BUCKET_SECRET_ACCESS_KEY": secret.get_secret_value(),
    }
    for round_number in range(4):
        command = [sys.executable, "-c", writer]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, start_new_session=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.4 + 0.05 * round_number)
            process.send_signal(signal.SIGKILL)

    storage = storage_of(settings_with_bucket)
    kept = list(storage.list())
    assert kept
    assert all(storage.digest_of(sha256) == sha256 for sha256 in kept)


def test_a_bucket_used_before_a_fork_is_refused_instead_of_hanging(storage: Storage) -> None:
    list(storage.list())
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            list(storage.list())
            os.write(writing_end, b"answered")
        except RuntimeError:
            os.write(writing_end, b"refused")
        finally:
            os._exit(0)
    os.close(writing_end)
    os.waitpid(child, 0)

    with os.fdopen(reading_end, "rb") as answer:
        assert answer.read() == b"refused"


def test_a_refusal_of_the_service_tells_no_secret(settings_with_bucket: Settings) -> None:
    wrong = settings_with_bucket.model_copy(update={"bucket_access_key_id": "SOMEBODYELSE"})

    with pytest.raises(ServiceUnavailable) as refusal:
        storage_of(wrong).store_stream([b"vibration"], limit_bytes=100)

    assert "SOMEBODYELSE" not in str(refusal.value.text)
