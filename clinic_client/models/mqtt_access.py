from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="MqttAccess")


@_attrs_define
class MqttAccess:
    """What a gateway needs to send over MQTT; the password stays the same for as long as the gateway exists.

    Attributes:
        answers_topic (str): subscribe here: a recording may be forgotten once it is answered `kept`
        password (str):
        topic (str): followed by /<equipment>/<sequence>; QoS 1
        url (str):
        username (str):
        max_payload_bytes (int | Unset):  Default: 4194304.
    """

    answers_topic: str
    password: str
    topic: str
    url: str
    username: str
    max_payload_bytes: int | Unset = 4194304
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answers_topic = self.answers_topic

        password = self.password

        topic = self.topic

        url = self.url

        username = self.username

        max_payload_bytes = self.max_payload_bytes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answers_topic": answers_topic,
                "password": password,
                "topic": topic,
                "url": url,
                "username": username,
            }
        )
        if max_payload_bytes is not UNSET:
            field_dict["max_payload_bytes"] = max_payload_bytes

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        answers_topic = d.pop("answers_topic")

        password = d.pop("password")

        topic = d.pop("topic")

        url = d.pop("url")

        username = d.pop("username")

        max_payload_bytes = d.pop("max_payload_bytes", UNSET)

        mqtt_access = cls(
            answers_topic=answers_topic,
            password=password,
            topic=topic,
            url=url,
            username=username,
            max_payload_bytes=max_payload_bytes,
        )

        mqtt_access.additional_properties = d
        return mqtt_access

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
