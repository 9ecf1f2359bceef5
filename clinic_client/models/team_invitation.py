from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="TeamInvitation")


@_attrs_define
class TeamInvitation:
    """The doctor who joins, for which department, and what is wanted of that department.

    Attributes:
        department (str):
        doctor_id (str):
        task (str):
    """

    department: str
    doctor_id: str
    task: str

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        doctor_id = self.doctor_id

        task = self.task

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department": department,
                "doctor_id": doctor_id,
                "task": task,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department = d.pop("department")

        doctor_id = d.pop("doctor_id")

        task = d.pop("task")

        team_invitation = cls(
            department=department,
            doctor_id=doctor_id,
            task=task,
        )

        return team_invitation
