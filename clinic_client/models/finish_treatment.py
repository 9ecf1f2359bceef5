from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="FinishTreatment")


@_attrs_define
class FinishTreatment:
    """Until when the machine is to be measured again; left out, the urgency of the diagnosis decides.

    Attributes:
        follow_up_due_on (datetime.date | None | Unset):
    """

    follow_up_due_on: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        follow_up_due_on: None | str | Unset
        if isinstance(self.follow_up_due_on, Unset):
            follow_up_due_on = UNSET
        elif isinstance(self.follow_up_due_on, datetime.date):
            follow_up_due_on = self.follow_up_due_on.isoformat()
        else:
            follow_up_due_on = self.follow_up_due_on

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if follow_up_due_on is not UNSET:
            field_dict["follow_up_due_on"] = follow_up_due_on

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_follow_up_due_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                follow_up_due_on_type_0 = datetime.date.fromisoformat(data)

                return follow_up_due_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        follow_up_due_on = _parse_follow_up_due_on(d.pop("follow_up_due_on", UNSET))

        finish_treatment = cls(
            follow_up_due_on=follow_up_due_on,
        )

        return finish_treatment
