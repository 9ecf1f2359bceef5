from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.job_kind_read import JobKindRead
    from ..models.service_process_read import ServiceProcessRead


T = TypeVar("T", bound="JobsOverview")


@_attrs_define
class JobsOverview:
    """How the queue is at ``at``.

    Attributes:
        at (datetime.datetime):
        kinds (list[JobKindRead]):
        processes (list[ServiceProcessRead]):
    """

    at: datetime.datetime
    kinds: list[JobKindRead]
    processes: list[ServiceProcessRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        kinds = []
        for kinds_item_data in self.kinds:
            kinds_item = kinds_item_data.to_dict()
            kinds.append(kinds_item)

        processes = []
        for processes_item_data in self.processes:
            processes_item = processes_item_data.to_dict()
            processes.append(processes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "kinds": kinds,
                "processes": processes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.job_kind_read import JobKindRead
        from ..models.service_process_read import ServiceProcessRead

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        kinds = []
        _kinds = d.pop("kinds")
        for kinds_item_data in _kinds:
            kinds_item = JobKindRead.from_dict(kinds_item_data)

            kinds.append(kinds_item)

        processes = []
        _processes = d.pop("processes")
        for processes_item_data in _processes:
            processes_item = ServiceProcessRead.from_dict(processes_item_data)

            processes.append(processes_item)

        jobs_overview = cls(
            at=at,
            kinds=kinds,
            processes=processes,
        )

        jobs_overview.additional_properties = d
        return jobs_overview

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
