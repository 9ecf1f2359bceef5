from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.service_process_read_kind import (
    ServiceProcessReadKind,
    check_service_process_read_kind,
)

T = TypeVar("T", bound="ServiceProcessRead")


@_attrs_define
class ServiceProcessRead:
    """A worker or deliverer that was seen within the last day; ``at_work``: within the last minute.

    Attributes:
        at_work (bool):
        host (str):
        kind (ServiceProcessReadKind):
        pid (int):
        seen_at (datetime.datetime):
        started_at (datetime.datetime):
        version (str):
    """

    at_work: bool
    host: str
    kind: ServiceProcessReadKind
    pid: int
    seen_at: datetime.datetime
    started_at: datetime.datetime
    version: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at_work = self.at_work

        host = self.host

        kind: str = self.kind

        pid = self.pid

        seen_at = self.seen_at.isoformat()

        started_at = self.started_at.isoformat()

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at_work": at_work,
                "host": host,
                "kind": kind,
                "pid": pid,
                "seen_at": seen_at,
                "started_at": started_at,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at_work = d.pop("at_work")

        host = d.pop("host")

        kind = check_service_process_read_kind(d.pop("kind"))

        pid = d.pop("pid")

        seen_at = datetime.datetime.fromisoformat(d.pop("seen_at"))

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        version = d.pop("version")

        service_process_read = cls(
            at_work=at_work,
            host=host,
            kind=kind,
            pid=pid,
            seen_at=seen_at,
            started_at=started_at,
            version=version,
        )

        service_process_read.additional_properties = d
        return service_process_read

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
