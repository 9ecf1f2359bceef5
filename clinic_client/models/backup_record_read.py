from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.backup_record_read_kind import (
    BackupRecordReadKind,
    check_backup_record_read_kind,
)

if TYPE_CHECKING:
    from ..models.coded_text import CodedText


T = TypeVar("T", bound="BackupRecordRead")


@_attrs_define
class BackupRecordRead:
    """A backup that was made, or a trial that brought one back elsewhere; ``problem`` where it failed.

    Attributes:
        at (datetime.datetime):
        contents (int | None):
        folder (str):
        id (str):
        kind (BackupRecordReadKind):
        problem (CodedText | None):
        rows (int | None):
        seconds (float):
        size_bytes (int | None):
    """

    at: datetime.datetime
    contents: int | None
    folder: str
    id: str
    kind: BackupRecordReadKind
    problem: CodedText | None
    rows: int | None
    seconds: float
    size_bytes: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.coded_text import CodedText

        at = self.at.isoformat()

        contents: int | None
        contents = self.contents

        folder = self.folder

        id = self.id

        kind: str = self.kind

        problem: dict[str, Any] | None
        if isinstance(self.problem, CodedText):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        rows: int | None
        rows = self.rows

        seconds = self.seconds

        size_bytes: int | None
        size_bytes = self.size_bytes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "contents": contents,
                "folder": folder,
                "id": id,
                "kind": kind,
                "problem": problem,
                "rows": rows,
                "seconds": seconds,
                "size_bytes": size_bytes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.coded_text import CodedText

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_contents(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        contents = _parse_contents(d.pop("contents"))

        folder = d.pop("folder")

        id = d.pop("id")

        kind = check_backup_record_read_kind(d.pop("kind"))

        def _parse_problem(data: object) -> CodedText | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = CodedText.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CodedText | None, data)

        problem = _parse_problem(d.pop("problem"))

        def _parse_rows(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rows = _parse_rows(d.pop("rows"))

        seconds = d.pop("seconds")

        def _parse_size_bytes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size_bytes = _parse_size_bytes(d.pop("size_bytes"))

        backup_record_read = cls(
            at=at,
            contents=contents,
            folder=folder,
            id=id,
            kind=kind,
            problem=problem,
            rows=rows,
            seconds=seconds,
            size_bytes=size_bytes,
        )

        backup_record_read.additional_properties = d
        return backup_record_read

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
