from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.factory_export_read_state import (
    FactoryExportReadState,
    check_factory_export_read_state,
)

T = TypeVar("T", bound="FactoryExportRead")


@_attrs_define
class FactoryExportRead:
    """An export; it can be downloaded while it is ``ready``.

    Attributes:
        created_at (datetime.datetime):
        expires_at (datetime.datetime | None):
        factory_id (str):
        id (str):
        ready_at (datetime.datetime | None):
        requested_by (str):
        sha256 (None | str):
        size_bytes (int | None):
        state (FactoryExportReadState):
    """

    created_at: datetime.datetime
    expires_at: datetime.datetime | None
    factory_id: str
    id: str
    ready_at: datetime.datetime | None
    requested_by: str
    sha256: None | str
    size_bytes: int | None
    state: FactoryExportReadState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        expires_at: None | str
        if isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        factory_id = self.factory_id

        id = self.id

        ready_at: None | str
        if isinstance(self.ready_at, datetime.datetime):
            ready_at = self.ready_at.isoformat()
        else:
            ready_at = self.ready_at

        requested_by = self.requested_by

        sha256: None | str
        sha256 = self.sha256

        size_bytes: int | None
        size_bytes = self.size_bytes

        state: str = self.state

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "expires_at": expires_at,
                "factory_id": factory_id,
                "id": id,
                "ready_at": ready_at,
                "requested_by": requested_by,
                "sha256": sha256,
                "size_bytes": size_bytes,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))

        factory_id = d.pop("factory_id")

        id = d.pop("id")

        def _parse_ready_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ready_at_type_0 = datetime.datetime.fromisoformat(data)

                return ready_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ready_at = _parse_ready_at(d.pop("ready_at"))

        requested_by = d.pop("requested_by")

        def _parse_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sha256 = _parse_sha256(d.pop("sha256"))

        def _parse_size_bytes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size_bytes = _parse_size_bytes(d.pop("size_bytes"))

        state = check_factory_export_read_state(d.pop("state"))

        factory_export_read = cls(
            created_at=created_at,
            expires_at=expires_at,
            factory_id=factory_id,
            id=id,
            ready_at=ready_at,
            requested_by=requested_by,
            sha256=sha256,
            size_bytes=size_bytes,
            state=state,
        )

        factory_export_read.additional_properties = d
        return factory_export_read

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
