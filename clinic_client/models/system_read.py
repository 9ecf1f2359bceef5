from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.system_read_broker import SystemReadBroker, check_system_read_broker

if TYPE_CHECKING:
    from ..models.backup_state_read import BackupStateRead
    from ..models.storage_state_read import StorageStateRead
    from ..models.versions_read import VersionsRead


T = TypeVar("T", bound="SystemRead")


@_attrs_define
class SystemRead:
    """The service at ``at``.

    Attributes:
        at (datetime.datetime):
        backup (BackupStateRead): The last good backup and trial; ``overdue``: the next backup should have been made by
            ``due_by``.
        broker (SystemReadBroker):
        storage (StorageStateRead): What is stored, as the rows tell it, and the disk of the data folder.
        versions (VersionsRead): What runs here; ``schema_revision`` is the database's, ``schema_newest`` what this
            version wants.
    """

    at: datetime.datetime
    backup: BackupStateRead
    broker: SystemReadBroker
    storage: StorageStateRead
    versions: VersionsRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        backup = self.backup.to_dict()

        broker: str = self.broker

        storage = self.storage.to_dict()

        versions = self.versions.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "backup": backup,
                "broker": broker,
                "storage": storage,
                "versions": versions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.backup_state_read import BackupStateRead
        from ..models.storage_state_read import StorageStateRead
        from ..models.versions_read import VersionsRead

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        backup = BackupStateRead.from_dict(d.pop("backup"))

        broker = check_system_read_broker(d.pop("broker"))

        storage = StorageStateRead.from_dict(d.pop("storage"))

        versions = VersionsRead.from_dict(d.pop("versions"))

        system_read = cls(
            at=at,
            backup=backup,
            broker=broker,
            storage=storage,
            versions=versions,
        )

        system_read.additional_properties = d
        return system_read

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
