from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.outbox_count_channel import OutboxCountChannel, check_outbox_count_channel

T = TypeVar("T", bound="OutboxCount")


@_attrs_define
class OutboxCount:
    """How many things wait on one channel, and how many were given up.

    Attributes:
        channel (OutboxCountChannel):
        dead (int):
        waiting (int):
    """

    channel: OutboxCountChannel
    dead: int
    waiting: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel: str = self.channel

        dead = self.dead

        waiting = self.waiting

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "dead": dead,
                "waiting": waiting,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        channel = check_outbox_count_channel(d.pop("channel"))

        dead = d.pop("dead")

        waiting = d.pop("waiting")

        outbox_count = cls(
            channel=channel,
            dead=dead,
            waiting=waiting,
        )

        outbox_count.additional_properties = d
        return outbox_count

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
