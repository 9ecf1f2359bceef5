from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.backup_record_read import BackupRecordRead


T = TypeVar("T", bound="BackupStateRead")


@_attrs_define
class BackupStateRead:
    """The last good backup and trial; ``overdue``: the next backup should have been made by ``due_by``.

    Attributes:
        due_by (datetime.datetime | None):
        last (BackupRecordRead | None):
        last_failure (BackupRecordRead | None):
        last_trial (BackupRecordRead | None):
        overdue (bool):
    """

    due_by: datetime.datetime | None
    last: BackupRecordRead | None
    last_failure: BackupRecordRead | None
    last_trial: BackupRecordRead | None
    overdue: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.backup_record_read import BackupRecordRead

        due_by: None | str
        if isinstance(self.due_by, datetime.datetime):
            due_by = self.due_by.isoformat()
        else:
            due_by = self.due_by

        last: dict[str, Any] | None
        if isinstance(self.last, BackupRecordRead):
            last = self.last.to_dict()
        else:
            last = self.last

        last_failure: dict[str, Any] | None
        if isinstance(self.last_failure, BackupRecordRead):
            last_failure = self.last_failure.to_dict()
        else:
            last_failure = self.last_failure

        last_trial: dict[str, Any] | None
        if isinstance(self.last_trial, BackupRecordRead):
            last_trial = self.last_trial.to_dict()
        else:
            last_trial = self.last_trial

        overdue = self.overdue

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "due_by": due_by,
                "last": last,
                "last_failure": last_failure,
                "last_trial": last_trial,
                "overdue": overdue,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.backup_record_read import BackupRecordRead

        d = dict(src_dict)

        def _parse_due_by(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_by_type_0 = datetime.datetime.fromisoformat(data)

                return due_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_by = _parse_due_by(d.pop("due_by"))

        def _parse_last(data: object) -> BackupRecordRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_type_0 = BackupRecordRead.from_dict(data)

                return last_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BackupRecordRead | None, data)

        last = _parse_last(d.pop("last"))

        def _parse_last_failure(data: object) -> BackupRecordRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_failure_type_0 = BackupRecordRead.from_dict(data)

                return last_failure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BackupRecordRead | None, data)

        last_failure = _parse_last_failure(d.pop("last_failure"))

        def _parse_last_trial(data: object) -> BackupRecordRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_trial_type_0 = BackupRecordRead.from_dict(data)

                return last_trial_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BackupRecordRead | None, data)

        last_trial = _parse_last_trial(d.pop("last_trial"))

        overdue = d.pop("overdue")

        backup_state_read = cls(
            due_by=due_by,
            last=last,
            last_failure=last_failure,
            last_trial=last_trial,
            overdue=overdue,
        )

        backup_state_read.additional_properties = d
        return backup_state_read

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
