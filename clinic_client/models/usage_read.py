from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="UsageRead")


@_attrs_define
class UsageRead:
    """What a factory uses, and how much it may.

    Attributes:
        files_per_day_limit (int):
        files_today (int):
        queued_jobs (int):
        queued_jobs_limit (int):
        stored_bytes (int):
        stored_bytes_limit (int):
    """

    files_per_day_limit: int
    files_today: int
    queued_jobs: int
    queued_jobs_limit: int
    stored_bytes: int
    stored_bytes_limit: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        files_per_day_limit = self.files_per_day_limit

        files_today = self.files_today

        queued_jobs = self.queued_jobs

        queued_jobs_limit = self.queued_jobs_limit

        stored_bytes = self.stored_bytes

        stored_bytes_limit = self.stored_bytes_limit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "files_per_day_limit": files_per_day_limit,
                "files_today": files_today,
                "queued_jobs": queued_jobs,
                "queued_jobs_limit": queued_jobs_limit,
                "stored_bytes": stored_bytes,
                "stored_bytes_limit": stored_bytes_limit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        files_per_day_limit = d.pop("files_per_day_limit")

        files_today = d.pop("files_today")

        queued_jobs = d.pop("queued_jobs")

        queued_jobs_limit = d.pop("queued_jobs_limit")

        stored_bytes = d.pop("stored_bytes")

        stored_bytes_limit = d.pop("stored_bytes_limit")

        usage_read = cls(
            files_per_day_limit=files_per_day_limit,
            files_today=files_today,
            queued_jobs=queued_jobs,
            queued_jobs_limit=queued_jobs_limit,
            stored_bytes=stored_bytes,
            stored_bytes_limit=stored_bytes_limit,
        )

        usage_read.additional_properties = d
        return usage_read

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
