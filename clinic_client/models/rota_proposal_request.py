from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RotaProposalRequest")


@_attrs_define
class RotaProposalRequest:
    """For which weeks a fair rota is asked for.

    Attributes:
        first_week (datetime.date): the Monday on which the week begins, in China
        contracted_too (bool | Unset): whether contracted doctors take part Default: False.
        departments (list[str] | None | Unset): left out: all
        weeks (int | Unset):  Default: 8.
    """

    first_week: datetime.date
    contracted_too: bool | Unset = False
    departments: list[str] | None | Unset = UNSET
    weeks: int | Unset = 8

    def to_dict(self) -> dict[str, Any]:
        first_week = self.first_week.isoformat()

        contracted_too = self.contracted_too

        departments: list[str] | None | Unset
        if isinstance(self.departments, Unset):
            departments = UNSET
        elif isinstance(self.departments, list):
            departments = self.departments

        else:
            departments = self.departments

        weeks = self.weeks

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "first_week": first_week,
            }
        )
        if contracted_too is not UNSET:
            field_dict["contracted_too"] = contracted_too
        if departments is not UNSET:
            field_dict["departments"] = departments
        if weeks is not UNSET:
            field_dict["weeks"] = weeks

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        first_week = datetime.date.fromisoformat(d.pop("first_week"))

        contracted_too = d.pop("contracted_too", UNSET)

        def _parse_departments(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                departments_type_0 = cast(list[str], data)

                return departments_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        departments = _parse_departments(d.pop("departments", UNSET))

        weeks = d.pop("weeks", UNSET)

        rota_proposal_request = cls(
            first_week=first_week,
            contracted_too=contracted_too,
            departments=departments,
            weeks=weeks,
        )

        return rota_proposal_request
