"""The files of a Mosquitto broker, written from the hospital's gateways: configuration, passwords, access lists."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from clinic_api.proactive.mqtt.credentials import (
    BRIDGE,
    MAX_PAYLOAD_BYTES,
    answers_topic,
    live_gateways,
    mqtt_password,
    recordings_topic,
)
from clinic_api.settings import Settings

__all__ = ["password_line", "write_broker_files"]

_ITERATIONS: Final = 101  # Mosquitto's own; the passwords have 130 bits and need no stretching
_SALT_BYTES: Final = 12
_CONFIGURATION: Final = """\
# Written by `clinic mqtt-config`. After a change of gateways: write again, then send the broker SIGHUP.
listener {port} {host}
allow_anonymous false
password_file {folder}/passwords
acl_file {folder}/acl
persistence true
persistence_location {folder}/data/
autosave_interval 1
autosave_on_changes true
message_size_limit {limit}
max_inflight_messages 20
max_queued_messages 1000
log_dest stdout
"""


def write_broker_files(session: Session, settings: Settings, folder: Path, *, host: str, port: int) -> int:
    """Write ``mosquitto.conf``, ``passwords`` and ``acl`` into ``folder`` and return how many gateways they name.

    Each gateway may write below its own topic and read its own answers, the bridge the other way round; nobody else
    may anything.
    """
    folder = folder.absolute()
    (folder / "data").mkdir(parents=True, exist_ok=True)
    gateways = live_gateways(session)
    rules = [f"user {BRIDGE}\ntopic read ih/+/+/recordings/#\ntopic write ih/+/+/answers\n"]
    passwords = [password_line(BRIDGE, mqtt_password(settings, BRIDGE))]
    for gateway in gateways:
        factory_id = str(gateway.factory_id)
        own, answers = recordings_topic(factory_id, gateway.account_id), answers_topic(factory_id, gateway.account_id)
        rules.append(f"user {gateway.account_id}\ntopic write {own}/#\ntopic read {answers}\n")
        passwords.append(password_line(gateway.account_id, mqtt_password(settings, gateway.account_id)))
    configuration = _CONFIGURATION.format(host=host, port=port, folder=folder, limit=MAX_PAYLOAD_BYTES)
    _replace(folder / "mosquitto.conf", configuration)
    _replace(folder / "acl", "\n".join(rules))
    _replace(folder / "passwords", "\n".join(passwords) + "\n")
    return len(gateways)


def password_line(username: str, password: str) -> str:
    """Return a line of Mosquitto's password file (``$7$``: PBKDF2-HMAC-SHA512, mosquitto_passwd 2.0)."""
    salt = secrets.token_bytes(_SALT_BYTES)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ITERATIONS)
    encoded = (base64.b64encode(part).decode("ascii") for part in (salt, digest))
    return f"{username}:$7${_ITERATIONS}${'$'.join(encoded)}"


def _replace(path: Path, content: str) -> None:
    """Write ``path`` whole, readable by its owner alone: a broker that reloads never sees half of it."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
