"""Recordings over a real Mosquitto broker: own topic only, each record once, whatever is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from sqlalchemy import update

from clinic_api.accounts.models import Account
from clinic_api.api_keys.models import ApiKey
from clinic_api.database import Database, utc_now
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.proactive.models import PushedRecording
from clinic_api.proactive.mqtt.bridge import Bridge
from clinic_api.proactive.mqtt.broker_config import write_broker_files
from clinic_api.proactive.mqtt.credentials import BRIDGE, MqttAccess, live_gateways, mqtt_access, mqtt_password
from clinic_api.settings import Settings
from tests.clinic_api.databases import POSTGRESQL
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.reporters import add_gateway, add_key_account, add_push_key
from tests.clinic_api.test_gateway_pushes import count, quiet_wav
from tests.faults.ports import free_port

_FOUND = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")
MOSQUITTO = _FOUND or ""
SEEDED = 2
WAIT_SECONDS = 30.0

pytestmark = pytest.mark.skipif(_FOUND is None, reason="no mosquitto on this machine")


def _wait(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Gateway:
    """A gateway's MQTT client that keeps the answers it gets."""

    access: MqttAccess
    port: int
    name: str = "gateway"
    password: str | None = None
    answers: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    _connected: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Gateway:
        self.client = paho.Client(CallbackAPIVersion.VERSION2, client_id=self.name, protocol=MQTTProtocolVersion.MQTTv5)
        self.client.username_pw_set(self.access.username, self.password or self.access.password)
        self.client.on_connect = self._on_connect
        self.client.on_message = lambda _client, _data, message: self.answers.append(json.loads(message.payload))
        self.client.on_publish = self._on_publish
        self.client.connect("127.0.0.1", self.port)
        self.client.loop_start()
        assert self._connected.wait(WAIT_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def _on_connect(self, client: paho.Client, *details: Any) -> None:
        if details[2].is_failure:
            self.refused.append(str(details[2]))
        else:
            client.subscribe(self.access.answers_topic, qos=1)
        self._connected.set()

    def _on_publish(self, _client: paho.Client, _data: Any, _mid: int, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            self.refused.append(str(reason))

    def send(self, equipment_id: str, sequence: str, content: bytes, *, topic: str | None = None) -> None:
        properties = Properties(PacketTypes.PUBLISH)
        properties.UserProperty = [("filename", "fan.wav"), ("measured_at", "2026-11-27T08:00:00+08:00")]
        target = f"{topic or self.access.topic}/{equipment_id}/{sequence}"
        self.client.publish(target, content, qos=1, properties=properties).wait_for_publish(WAIT_SECONDS)


@pytest.fixture
def gateway_id(hospital: Hospital, database: Database) -> str:
    return add_gateway(database, hospital.own.factory_id, "Gateway 1")


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def mqtt_settings(settings: Settings, port: int) -> Settings:
    return settings.model_copy(update={"mqtt_url": f"mqtt://127.0.0.1:{port}"})


@pytest.fixture
def broker(
    hospital: Hospital, gateway_id: str, database: Database, mqtt_settings: Settings, port: int, tmp_path: Path
) -> Iterator[None]:
    """A Mosquitto of this test's own, with the files that `clinic mqtt-config` writes."""
    add_gateway(database, hospital.foreign.factory_id, "Foreign gateway")
    with database.session(read_only=True) as session:
        write_broker_files(session, mqtt_settings, tmp_path / "broker", host="127.0.0.1", port=port)
    command = [MOSQUITTO, "-c", str(tmp_path / "broker" / "mosquitto.conf")]
    if os.geteuid() == 0:  # it would become the user of its own name, who cannot reach the files of this test
        with (tmp_path / "broker" / "mosquitto.conf").open("a") as file:
            file.write("user root\n")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert _wait(lambda: _answers(port)), "mosquitto did not start"
        yield
    finally:
        process.terminate()
        process.wait(WAIT_SECONDS)


@contextmanager
def _served(settings: Settings, database: Database) -> Iterator[None]:
    """Run a bridge in this process."""
    served = Bridge(settings, database)
    thread = threading.Thread(target=served.run)
    thread.start()
    try:
        assert served.subscribed.wait(WAIT_SECONDS)
        yield
    finally:
        served.stop()
        thread.join(WAIT_SECONDS)
        assert not thread.is_alive()


@pytest.fixture
def bridge(broker: None, mqtt_settings: Settings, database: Database) -> Iterator[None]:
    with _served(mqtt_settings, database):
        yield


@pytest.fixture
def access(mqtt_settings: Settings, hospital: Hospital, gateway_id: str) -> MqttAccess:
    return mqtt_access(mqtt_settings, hospital.own.factory_id, gateway_id)


@pytest.mark.usefixtures("bridge")
def test_a_recording_on_the_own_topic_is_kept_and_answered(
    access: MqttAccess, port: int, hospital: Hospital, database: Database
) -> None:
    with Gateway(access, port) as gateway:
        gateway.send(hospital.own.equipment_id, "1", quiet_wav(1))
        assert _wait(lambda: bool(gateway.answers))

    assert (gateway.answers[0]["sequence"], gateway.answers[0]["status"]) == ("1", "kept")
    with database.session(read_only=True) as session:
        row = session.query(PushedRecording).filter_by(recording_id=gateway.answers[0]["recording_id"]).one()
    assert (row.sequence, row.account_id, row.factory_id) == ("1", access.username, hospital.own.factory_id)
    assert row.measured_at is not None
    assert row.measured_at.isoformat() == "2026-11-27T00:00:00+00:00"


@pytest.mark.usefixtures("bridge")
def test_what_is_no_recording_or_of_another_machine_is_refused_with_the_reason(
    access: MqttAccess, port: int, hospital: Hospital, database: Database
) -> None:
    with Gateway(access, port) as gateway:
        gateway.send(hospital.own.equipment_id, "1", b"MZ" * 100)
        gateway.send(hospital.foreign.equipment_id, "2", quiet_wav(1))
        gateway.send(hospital.own.equipment_id, "3/4", quiet_wav(1))
        gateway.send(hospital.own.equipment_id, "5", quiet_wav(2))
        assert _wait(lambda: len(gateway.answers) == 4)

    told = {answer["sequence"]: answer.get("code", answer["status"]) for answer in gateway.answers}
    assert told["1"].startswith("recording_"), told
    assert (told["2"], told["4"], told["5"]) == ("equipment_not_found", "topic_wrong", "kept")
    assert count(database, PushedRecording) == SEEDED + 1


@pytest.mark.usefixtures("bridge")
def test_another_gateways_topic_and_strangers_are_refused_by_the_broker(
    access: MqttAccess, port: int, hospital: Hospital, database: Database, mqtt_settings: Settings
) -> None:
    with database.session(read_only=True) as session:
        other = session.query(Account).filter_by(name_en="Foreign gateway").one()
    foreign = mqtt_access(mqtt_settings, hospital.foreign.factory_id, other.id)
    with Gateway(foreign, port) as gateway:
        gateway.send(hospital.own.equipment_id, "1", quiet_wav(1), topic=access.topic)
        wrong_place = list(gateway.refused)
        gateway.send(hospital.foreign.equipment_id, "1", quiet_wav(1))
        assert _wait(lambda: bool(gateway.answers))
    with Gateway(access, port, name="guesser", password="wrong") as guesser:
        pass
    nobody = MqttAccess(**access.model_dump() | {"username": "", "password": ""})
    with Gateway(nobody, port, name="anonymous") as anonymous:
        pass

    assert wrong_place == ["Not authorized"]
    assert guesser.refused == anonymous.refused == ["Not authorized"]
    assert count(database, PushedRecording) == SEEDED + 1


@pytest.mark.usefixtures("bridge")
def test_a_gateway_hears_its_own_answers_only(
    access: MqttAccess, port: int, hospital: Hospital, database: Database, mqtt_settings: Settings
) -> None:
    with database.session(read_only=True) as session:
        other = session.query(Account).filter_by(name_en="Foreign gateway").one()
    eavesdropper = mqtt_access(mqtt_settings, hospital.foreign.factory_id, other.id)
    for topic in (access.answers_topic, "ih/#"):
        listening = MqttAccess(**eavesdropper.model_dump() | {"answers_topic": topic})
        with Gateway(listening, port, name="other") as listener, Gateway(access, port) as gateway:
            gateway.send(hospital.own.equipment_id, topic.replace("/", "_").replace("#", "all"), quiet_wav(1))
            assert _wait(lambda gateway=gateway: bool(gateway.answers))
        assert listener.answers == []


@pytest.mark.usefixtures("bridge")
def test_the_same_record_twenty_times_with_reconnects_is_one_row(
    access: MqttAccess, port: int, hospital: Hospital, database: Database
) -> None:
    content = quiet_wav(1)
    answers: list[dict[str, Any]] = []

    def storm(number: int) -> None:
        for attempt in range(5):
            with Gateway(access, port, name=f"storm-{number}-{attempt}") as gateway:
                gateway.send(hospital.own.equipment_id, "7", content)
                _wait(lambda gateway=gateway: bool(gateway.answers))
                answers.extend(gateway.answers)

    threads = [threading.Thread(target=storm, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(4 * WAIT_SECONDS)

    assert len(answers) >= 20
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["status"] == "kept"
    assert count(database, PushedRecording) == SEEDED + 1


def _probe(moment: str, settings: Settings) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "CLINIC_DATA_DIR": str(settings.data_dir),
        "CLINIC_DATABASE_URL": settings.database_url,
        "CLINIC_BROKER_URL": "",
        "CLINIC_MQTT_URL": str(settings.mqtt_url),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, str(Path(__file__).with_name("probing_bridge.py")), moment]
    return subprocess.Popen(command, env=environment)


@POSTGRESQL
@pytest.mark.usefixtures("broker")
@pytest.mark.parametrize(("moment", "rows"), [("before_commit", 0), ("before_ack", 1)])
def test_a_bridge_killed_before_it_acknowledges_gets_the_record_again(
    moment: str,
    rows: int,
    access: MqttAccess,
    port: int,
    hospital: Hospital,
    database: Database,
    mqtt_settings: Settings,
) -> None:
    with _served(mqtt_settings, database), Gateway(access, port) as gateway:
        gateway.send(hospital.own.equipment_id, "1", quiet_wav(1))
        assert _wait(lambda: bool(gateway.answers)), "the broker knows the bridge and keeps what comes without it"
    with Gateway(access, port) as gateway:
        gateway.send(hospital.own.equipment_id, "9", quiet_wav(9))  # once: what comes later is given again
        assert _probe(moment, mqtt_settings).wait(WAIT_SECONDS) == -signal.SIGKILL
        left_behind = count(database, PushedRecording)
        with _served(mqtt_settings, database):
            assert _wait(lambda: bool(gateway.answers)), "the broker did not give the record again"

    assert left_behind == SEEDED + 1 + rows
    assert {(answer["sequence"], answer["status"]) for answer in gateway.answers} == {("9", "kept")}
    assert count(database, PushedRecording) == SEEDED + 2


@pytest.mark.usefixtures("bridge")
def test_a_disabled_gateway_is_out_before_the_broker_knows(
    access: MqttAccess, port: int, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(Account).where(Account.id == access.username).values(disabled_at=utc_now()))
    with Gateway(access, port) as gateway:
        gateway.send(hospital.own.equipment_id, "1", quiet_wav(1))
        assert _wait(lambda: bool(gateway.answers))

    assert gateway.answers[0]["code"] == "gateway_unknown"
    assert count(database, PushedRecording) == SEEDED


@pytest.mark.parametrize(
    "over",
    [
        {"revoked_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"expires_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"scopes": ["equipment.read"]},
    ],
    ids=["revoked", "run out", "may not push"],
)
@pytest.mark.usefixtures("bridge")
def test_a_gateway_without_a_key_that_may_push_is_out(
    access: MqttAccess, port: int, hospital: Hospital, database: Database, over: dict[str, Any]
) -> None:
    with database.session() as session:
        session.execute(update(ApiKey).where(ApiKey.account_id == access.username).values(**over))
    with Gateway(access, port) as gateway:
        gateway.send(hospital.own.equipment_id, "1", quiet_wav(1))
        assert _wait(lambda: bool(gateway.answers))

    assert gateway.answers[0]["code"] == "gateway_unknown"
    assert count(database, PushedRecording) == SEEDED


def test_a_gateway_reaches_the_machines_that_its_keys_name(hospital: Hospital, database: Database) -> None:
    own, other = hospital.own.equipment_id, new_id("eqp")
    some, everything = (add_key_account(database, Role.GATEWAY, hospital.own.factory_id) for _ in range(2))
    for account_id, machines in ((some, [other]), (some, [own]), (everything, [other]), (everything, None)):
        add_push_key(database, account_id, machines)
    with database.session(read_only=True) as session:
        reached = {gateway.account_id: gateway.equipment_ids for gateway in live_gateways(session)}

    assert reached[some] == {own, other}
    assert reached[everything] is None


@pytest.mark.usefixtures("broker")
def test_a_machine_that_no_key_names_is_refused(
    access: MqttAccess, port: int, hospital: Hospital, database: Database, mqtt_settings: Settings
) -> None:
    with database.session() as session:
        named = update(ApiKey).where(ApiKey.account_id == access.username)
        session.execute(named.values(equipment_ids=[new_id("eqp")]))
    with _served(mqtt_settings, database), Gateway(access, port) as gateway:
        gateway.send(hospital.own.equipment_id, "1", quiet_wav(1))
        assert _wait(lambda: bool(gateway.answers))

    assert gateway.answers[0]["code"] == "equipment_not_found"
    assert count(database, PushedRecording) == SEEDED


def test_the_broker_is_told_of_living_gateways_only(
    hospital: Hospital, gateway_id: str, database: Database, mqtt_settings: Settings, tmp_path: Path
) -> None:
    with database.session() as session:
        before = write_broker_files(session, mqtt_settings, tmp_path, host="127.0.0.1", port=1883)
        session.execute(update(Account).where(Account.id == gateway_id).values(disabled_at=utc_now()))
    with database.session() as session:
        after = write_broker_files(session, mqtt_settings, tmp_path, host="127.0.0.1", port=1883)
    passwords = (tmp_path / "passwords").read_text()

    assert before - after == 1
    assert gateway_id not in passwords + (tmp_path / "acl").read_text()
    assert BRIDGE in passwords
    assert mqtt_password(mqtt_settings, BRIDGE) not in passwords
    assert (tmp_path / "passwords").stat().st_mode & 0o077 == 0
