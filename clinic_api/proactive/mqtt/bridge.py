"""The bridge: takes recordings from the broker, keeps each once, answers, and only then lets the broker forget it.

Run by ``clinic mqtt``. A message is acknowledged after its rows are committed, so a bridge that is killed in between
gets it again and finds it known. While the database or the storage does not answer, the bridge leaves the broker and
comes back later; the broker keeps what was not acknowledged.
"""

from __future__ import annotations

import json
import logging
import signal
import threading
from datetime import datetime
from types import FrameType
from typing import Any, Final
from urllib.parse import urlsplit

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from clinic_api.database import Database
from clinic_api.errors import ClinicError, Forbidden, Invalid
from clinic_api.jobs.doorbell import Doorbell
from clinic_api.kit.principal import Principal
from clinic_api.migrations import tables
from clinic_api.proactive.mqtt.credentials import BRIDGE, MAX_PAYLOAD_BYTES, answers_topic, live_gateways, mqtt_password
from clinic_api.proactive.pushes import TEXTS, PushIntake, refuse_wrong_sequence, refuse_wrong_time
from clinic_api.quotas.service import Quota
from clinic_api.recordings.schemas import RecordingRead
from clinic_api.recordings.service import refuse_unknown_format, too_large
from clinic_api.settings import Settings
from clinic_api.storage import ContentTooLarge, display_name
from clinic_api.storage.access import storage_of

__all__ = ["Bridge", "run_bridge"]

KNOWN_TABLES: Final = tables.METADATA.tables  # importing them makes every foreign key of a model lead somewhere
_COME_LATER: Final = 429  # the broker keeps it meanwhile
_LOG: Final = logging.getLogger(__name__)
_SUBSCRIPTION: Final = "ih/+/+/recordings/#"
_QOS: Final = 1
_PAUSE_SECONDS: Final = 2.0
_KEEPALIVE_SECONDS: Final = 30
_SESSION_SECONDS: Final = 7 * 24 * 3600
"""So long the broker keeps what comes while no bridge runs."""
_AT_ONCE: Final = 16
"""Messages the broker hands over before the first is acknowledged."""
_DEFAULT_PORTS: Final = {"mqtt": 1883, "mqtts": 8883}


class Bridge:
    """Takes recordings from the broker of ``settings.mqtt_url``."""

    def __init__(self, settings: Settings, database: Database) -> None:
        """Prepare without connecting; raises ``ValueError`` where no broker is named."""
        if settings.mqtt_url is None:
            raise ValueError("CLINIC_MQTT_URL names no broker")
        self._settings = settings
        self._database = database
        self._storage = storage_of(settings)
        self._doorbell = Doorbell(settings.broker_url)
        self._stopped = threading.Event()
        self.subscribed = threading.Event()
        """Set once the broker keeps for this bridge what gateways send; what came before is not given to it."""
        self._client = self._make_client(urlsplit(settings.mqtt_url).scheme == "mqtts")

    def run(self) -> None:
        """Serve until `stop`, coming back to the broker whenever it went away."""
        broker = urlsplit(str(self._settings.mqtt_url))
        port = broker.port or _DEFAULT_PORTS[broker.scheme]
        session = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        session.SessionExpiryInterval = _SESSION_SECONDS
        session.ReceiveMaximum = _AT_ONCE
        while not self._stopped.is_set():
            try:
                self._client.connect(
                    str(broker.hostname), port, keepalive=_KEEPALIVE_SECONDS, clean_start=False, properties=session
                )
                self._client.loop_forever(retry_first_connection=False)
            except OSError as problem:
                _LOG.warning("the MQTT broker does not answer: %s", problem)
            self._stopped.wait(_PAUSE_SECONDS)

    def stop(self) -> None:
        """Leave the broker after the message under way."""
        self._stopped.set()
        self._client.disconnect()

    def take(self, topic: str, payload: bytes, properties: dict[str, str]) -> tuple[str, dict[str, Any]] | None:
        """Keep the recording of one message; return where and what to answer, None for a topic that is none of ours.

        A refusal is an answer, too. Raises only while the service itself cannot keep anything.
        """
        parts = topic.split("/")
        if len(parts) < 4:
            return None
        factory_id, account_id = parts[1:3]
        sequence = parts[-1]
        try:
            if len(parts) != 6:
                raise Invalid("topic_wrong", TEXTS("topic_wrong"))
            principal = self._gateway(factory_id, account_id)
            kept = self._keep(principal, parts[4], sequence, payload, properties)
        except ClinicError as refusal:
            if refusal.status >= 500 or refusal.status == _COME_LATER:
                raise
            answer = {"status": "refused", "code": refusal.code, "text": refusal.text.to_json()}
        else:
            answer = {"status": "kept", "recording_id": kept.id, "sha256": kept.sha256}
        return answers_topic(factory_id, account_id), {"sequence": sequence, **answer}

    def acknowledge(self, message: paho.MQTTMessage) -> None:
        """Let the broker forget a message."""
        self._client.ack(message.mid, message.qos)

    def _make_client(self, encrypted: bool) -> paho.Client:
        client = paho.Client(
            CallbackAPIVersion.VERSION2, client_id=BRIDGE, protocol=MQTTProtocolVersion.MQTTv5, manual_ack=True
        )
        client.username_pw_set(BRIDGE, mqtt_password(self._settings, BRIDGE))
        if encrypted:
            client.tls_set()
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
        return client

    def _on_connect(self, client: paho.Client, *details: Any) -> None:
        reason = details[2]
        if reason.is_failure:
            _LOG.warning("the MQTT broker refused the bridge: %s", reason)
            client.disconnect()
        else:
            client.subscribe(_SUBSCRIPTION, qos=_QOS)

    def _on_subscribe(self, *_: Any) -> None:
        _LOG.info("the MQTT broker keeps recordings for this bridge")
        self.subscribed.set()

    def _on_message(self, client: paho.Client, _: Any, message: paho.MQTTMessage) -> None:
        properties = dict(getattr(message.properties, "UserProperty", []))
        try:
            answered = self.take(message.topic, bytes(message.payload), properties)
        except Exception as problem:  # the broker gives it again, so nothing is lost
            _LOG.warning("a recording on %s waits at the broker: %s", message.topic, type(problem).__name__)
            client.disconnect()
            return
        if answered is not None:
            topic, answer = answered
            client.publish(topic, json.dumps(answer, ensure_ascii=False), qos=_QOS)
        self.acknowledge(message)

    def _gateway(self, factory_id: str, account_id: str) -> Principal:
        """Return the gateway of a topic as its keys allow it now: one that is disabled, or has no key any more that may
        push, is out at once, and so is a machine that no such key names.
        """
        with self._database.session(read_only=True) as session:
            for gateway in live_gateways(session, account_id):
                if gateway.factory_id == factory_id:
                    return gateway
        raise Forbidden("gateway_unknown", TEXTS("gateway_unknown"))

    def _keep(
        self, principal: Principal, equipment_id: str, sequence: str, payload: bytes, properties: dict[str, str]
    ) -> RecordingRead:
        refuse_wrong_sequence(sequence)
        intake = PushIntake(
            self._database,
            self._storage,
            principal,
            MAX_PAYLOAD_BYTES,
            Quota.of(self._settings),
            sequence=sequence,
            measured=_measured_at(properties),
            max_attempts=self._settings.job_max_attempts,
            ring=self._doorbell.ring,
        )
        intake.refuse_early(equipment_id, len(payload))
        name = display_name(properties.get("filename", sequence))
        try:
            with self._storage.writer(MAX_PAYLOAD_BYTES) as upload:
                upload.write(payload)
                format_name = refuse_unknown_format(upload, name)
                content = upload.keep()
        except ContentTooLarge:
            raise too_large(MAX_PAYLOAD_BYTES) from None
        return intake.write_row(content, equipment_id, name, format_name, None)


def run_bridge(settings: Settings) -> None:
    """Run a bridge until this process is told to stop."""
    database = Database(settings.database_url)
    bridge = Bridge(settings, database)

    def stop(number: int, frame: FrameType | None) -> None:
        bridge.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    try:
        bridge.run()
    finally:
        database.dispose()


def _measured_at(properties: dict[str, str]) -> datetime | None:
    given = properties.get("measured_at")
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise Invalid("measured_at_wrong", TEXTS("measured_at_wrong")) from None
    if moment.tzinfo is None:
        raise Invalid("measured_at_wrong", TEXTS("measured_at_wrong"))
    refuse_wrong_time(moment)
    return moment
