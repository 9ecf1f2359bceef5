"""Who may send what to the broker: names, passwords and topics, all made from the gateway's account."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from clinic_api.api_keys.authentication import gateways_allowed
from clinic_api.errors import NotFound
from clinic_api.kit.permissions import Permission
from clinic_api.kit.principal import Principal
from clinic_api.kit.secrets import token_of
from clinic_api.proactive.pushes import TEXTS
from clinic_api.settings import Settings

__all__ = [
    "BRIDGE",
    "MAX_PAYLOAD_BYTES",
    "MqttAccess",
    "answers_topic",
    "live_gateways",
    "mqtt_access",
    "mqtt_password",
    "recordings_topic",
]

BRIDGE: Final = "clinic-bridge"
"""The bridge's own name at the broker."""

MAX_PAYLOAD_BYTES: Final = 4 * 1024 * 1024
"""Largest recording over MQTT: a minute of two channels at 16 kHz. A broker keeps messages whole in memory, so larger
ones go over HTTP, and none is sent in pieces."""


class MqttAccess(BaseModel):
    """What a gateway needs to send over MQTT; the password stays the same for as long as the gateway exists."""

    url: str
    username: str
    password: str
    topic: str = Field(description="followed by /<equipment>/<sequence>; QoS 1")
    answers_topic: str = Field(description="subscribe here: a recording may be forgotten once it is answered `kept`")
    max_payload_bytes: int = MAX_PAYLOAD_BYTES


def mqtt_access(settings: Settings, factory_id: str, account_id: str) -> MqttAccess:
    """Return the access of one gateway; raises `NotFound` ``mqtt_off`` where the hospital has no broker."""
    if settings.mqtt_url is None:
        raise NotFound("mqtt_off", TEXTS("mqtt_off"))
    return MqttAccess(
        url=settings.mqtt_url,
        username=account_id,
        password=mqtt_password(settings, account_id),
        topic=recordings_topic(factory_id, account_id),
        answers_topic=answers_topic(factory_id, account_id),
    )


def mqtt_password(settings: Settings, username: str) -> str:
    """Return the broker's password of a gateway's account, or of the `BRIDGE`: 130 bits, made from the secret."""
    return token_of(settings, "mqtt", username)


def recordings_topic(factory_id: str, account_id: str) -> str:
    """Return the topic below which one gateway sends."""
    return f"ih/{factory_id}/{account_id}/recordings"


def answers_topic(factory_id: str, account_id: str) -> str:
    """Return the topic on which one gateway is answered."""
    return f"ih/{factory_id}/{account_id}/answers"


def live_gateways(session: Session, account_id: str | None = None) -> list[Principal]:
    """Return the gateways (the one of ``account_id``) that may send now: those with a key that may push."""
    return gateways_allowed(session, Permission.GATEWAY_PUSH.value, account_id)
