"""Every command of docs/ways-in.md, run against a real server and a real broker."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from clinic_api.database import Database
from clinic_api.kit.principal import Role
from clinic_api.proactive.models import PushedRecording
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.documents import blocks_of, run_block, token_of
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.reporters import add_gateway, add_key_account, client_of
from tests.clinic_api.servers import serving
from tests.clinic_api.test_gateway_pushes import count, quiet_wav
from tests.clinic_api.test_mqtt import MOSQUITTO, SEEDED, WAIT_SECONDS, _answers, _wait
from tests.faults.ports import free_port

ROOT = Path(__file__).parents[2]
BLOCKS = blocks_of("ways-in.md")
BROKER_PORT, BROKER_FOLDER = "1883", "deploy/mosquitto"
LONGEST_SECONDS = 60

pytestmark = [
    ONE_ENGINE,
    pytest.mark.skipif(
        not all(map(shutil.which, ("curl", "mosquitto_pub"))) or not MOSQUITTO,
        reason="no curl, mosquitto or mosquitto_pub on this machine",
    ),
]


@contextmanager
def _broker_and_bridge(block: str, environment: dict[str, str], folder: Path, port: int) -> Iterator[None]:
    """Run the lines that start the broker: the first ends, the other two keep running."""
    clinic = f"{sys.executable} -m clinic_api.cli"
    ready = block.replace(BROKER_PORT, str(port)).replace(BROKER_FOLDER, str(folder / "broker"))
    written, broker, bridge = ready.replace("clinic mqtt", f"{clinic} mqtt").strip().split("\n")
    run_block(written, environment, folder)
    if os.geteuid() == 0:  # it would become the user of its own name, who cannot reach the files of this test
        with (folder / "broker" / "mosquitto.conf").open("a") as file:
            file.write("user root\n")
    started = []
    try:
        for line in (broker.replace("mosquitto -c", f"{MOSQUITTO} -c"), bridge):
            command = ["bash", "-c", re.sub(r"^((?:\w+=\S+ )*)", r"\1exec ", line)]
            started.append(
                subprocess.Popen(command, env=os.environ | environment, cwd=folder, stdout=subprocess.DEVNULL)
            )
            assert _wait(lambda: _answers(port))
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(WAIT_SECONDS)


def test_every_command_of_the_page_works(
    app: FastAPI,
    database: Database,
    settings: Settings,
    hospital: Hospital,
    login: Login,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mqtt_port = free_port()
    app.state.settings = settings.model_copy(update={"mqtt_url": f"mqtt://127.0.0.1:{mqtt_port}"})
    reporter_id = add_key_account(database, Role.REPORTER, hospital.own.factory_id)
    gateway_id = add_gateway(database, hospital.own.factory_id)
    gateway = client_of(app, database, settings, gateway_id, monkeypatch)
    label = client_of(app, database, settings, reporter_id, monkeypatch, equipment_id=hospital.own.equipment_id)
    link = client_of(app, database, settings, reporter_id, monkeypatch, case_id=hospital.own.case_id)
    person = login(Role.ADMIN)
    sheet = person.post("/api/v1/questionnaires/sheets", json={"name": "page"}).json()
    (tmp_path / "fan.wav").write_bytes(quiet_wav(1))
    environment = {
        "EQUIPMENT": hospital.own.equipment_id,
        "FACTORY": hospital.own.factory_id,
        "GATEWAY": gateway_id,
        "PASSWORD": gateway.get("/api/v1/gateway/mqtt").json()["password"],
        "SHEET": sheet["url"].rpartition("/")[2],
        "NUMBER": hospital.own.hazard_number,
        "CLINIC_DATA_DIR": str(settings.data_dir),
        "CLINIC_DATABASE_URL": settings.database_url,
        "CLINIC_BROKER_URL": "",
        "PYTHONPATH": str(ROOT),
    }
    tokens = {"LABEL": label, "LINK": link, "KEY": gateway, "PERSON": person}
    environment |= {name: token_of(client) for name, client in tokens.items()}
    (starting,) = [block for block in BLOCKS if "mqtt-config" in block]
    told: list[Any] = []

    with serving(app) as url, _broker_and_bridge(starting, environment, tmp_path, mqtt_port):
        for block in BLOCKS:
            if block is not starting and "mosquitto_pub" not in block:
                answer = run_block(block, environment | {"API": f"{url}/api/v1"}, tmp_path)
                told += [json.loads(line) for line in re.sub(r"\}\{", "}\n{", answer).splitlines()]
        (tmp_path / "fan.wav").write_bytes(quiet_wav(2))
        (sending,) = [block.replace(BROKER_PORT, str(mqtt_port)) for block in BLOCKS if "mosquitto_pub" in block]

        def kept() -> bool:
            run_block(sending, environment, tmp_path)  # again and again, as a gateway does until it is answered
            return count(database, PushedRecording) == SEEDED + 2

        assert _wait(kept), "one by HTTP, one by MQTT"

    assert len(told) >= 11
    assert all("code" not in answer or "ticket_id" in answer or "case_id" in answer for answer in told)
