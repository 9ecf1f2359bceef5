from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="BulkAssignment")


@_attrs_define
class BulkAssignment:
    """One case to give out. With ``case_version`` it is refused when the case has changed since.

    Attributes:
        case_id (str):
        doctor_id (str):
        case_version (int | None | Unset):
        reason (None | str | Unset): why this doctor, where it is not the planned one
    """

    case_id: str
    doctor_id: str
    case_version: int | None | Unset = UNSET
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        doctor_id = self.doctor_id

        case_version: int | None | Unset
        if isinstance(self.case_version, Unset):
            case_version = UNSET
        else:
            case_version = self.case_version

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "case_id": case_id,
                "doctor_id": doctor_id,
            }
        )
        if case_version is not UNSET:
            field_dict["case_version"] = case_version
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        doctor_id = d.pop("doctor_id")

        def _parse_case_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        case_version = _parse_case_version(d.pop("case_version", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        bulk_assignment = cls(
            case_id=case_id,
            doctor_id=doctor_id,
            case_version=case_version,
            reason=reason,
        )

        return bulk_assignment
