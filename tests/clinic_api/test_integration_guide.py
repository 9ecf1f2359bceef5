"""docs/integrate.md as a newcomer follows it: a real server, a real worker's desk, a receiver of webhooks."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from sqlalchemy import func, select

from clinic_api.app import create_app
from clinic_api.database import Database
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.kit.principal import Role
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import PASSWORD, Hospital, email_of
from tests.clinic_api.rows import wav_of_damaged_outer_race
from tests.clinic_api.test_deliveries import Sink

GUIDE = (Path(__file__).parents[2] / "docs" / "integrate.md").read_text(encoding="utf-8")
SCRIPT = "\n".join(re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL))
WAIT_SECONDS = 60.0


@contextmanager
def _served(settings: Settings) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(settings), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + WAIT_SECONDS
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(WAIT_SECONDS)


@ONE_ENGINE
def test_a_newcomer_receives_a_signed_webhook_of_what_was_pushed(
    settings: Settings, database: Database, hospital: Hospital, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings.model_copy(update={"webhook_allow_private": True})
    recording = tmp_path / "fan3.wav"
    recording.write_bytes(wav_of_damaged_outer_race())
    sink = Sink()
    with _served(settings) as url:
        for name, value in {
            "HOSPITAL": url,
            "ADMIN_EMAIL": email_of(Role.ADMIN),
            "ADMIN_PASSWORD": PASSWORD,
            "RECEIVER": sink.url,
            "RECORDING": str(recording),
        }.items():
            monkeypatch.setenv(name, value)
        names: dict[str, object] = {}
        exec(compile(SCRIPT, "docs/integrate.md", "exec"), names)
        storage = storage_of(settings)
        assert not Desk(settings, database, storage, KINDS).work_off(seconds=WAIT_SECONDS)
    sink.close()

    messages = [json.loads(body) for _, body in sink.received]
    kinds = {message["type"] for message in messages}
    assert {"endpoint.test", "recording.examined", "case.opened"} <= kinds
    verify, secret = names["verify"], names["secret"]
    assert callable(verify)
    assert all(verify(headers, body, secret) for headers, body in sink.received)
    assert not verify(sink.received[0][0], sink.received[0][1] + b" ", secret)
    with database.session(read_only=True) as session:
        factory = names["factory"]
        assert isinstance(factory, dict)
        kept = session.scalar(select(func.count()).select_from(Recording).where(Recording.factory_id == factory["id"]))
    assert kept == 1
