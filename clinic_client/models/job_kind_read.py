from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="JobKindRead")


@_attrs_define
class JobKindRead:
    """The jobs of one kind that are not done, and how long the oldest due one has waited.

    Attributes:
        dead (int):
        kind (str):
        oldest_queued_seconds (float | None):
        queued (int):
        running (int):
    """

    dead: int
    kind: str
    oldest_queued_seconds: float | None
    queued: int
    running: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        dead = self.dead

        kind = self.kind

        oldest_queued_seconds: float | None
        oldest_queued_seconds = self.oldest_queued_seconds

        queued = self.queued

        running = self.running

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "dead": dead,
                "kind": kind,
                "oldest_queued_seconds": oldest_queued_seconds,
                "queued": queued,
                "running": running,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        dead = d.pop("dead")

        kind = d.pop("kind")

        def _parse_oldest_queued_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        oldest_queued_seconds = _parse_oldest_queued_seconds(
            d.pop("oldest_queued_seconds")
        )

        queued = d.pop("queued")

        running = d.pop("running")

        job_kind_read = cls(
            dead=dead,
            kind=kind,
            oldest_queued_seconds=oldest_queued_seconds,
            queued=queued,
            running=running,
        )

        job_kind_read.additional_properties = d
        return job_kind_read

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
