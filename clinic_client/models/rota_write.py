from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.on_call_week_write import OnCallWeekWrite


T = TypeVar("T", bound="RotaWrite")


@_attrs_define
class RotaWrite:
    """Weeks on call to keep; a week that is kept already changes its doctor. All are kept, or none.

    Attributes:
        weeks (list[OnCallWeekWrite]):
    """

    weeks: list[OnCallWeekWrite]

    def to_dict(self) -> dict[str, Any]:
        weeks = []
        for weeks_item_data in self.weeks:
            weeks_item = weeks_item_data.to_dict()
            weeks.append(weeks_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "weeks": weeks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.on_call_week_write import OnCallWeekWrite

        d = dict(src_dict)
        weeks = []
        _weeks = d.pop("weeks")
        for weeks_item_data in _weeks:
            weeks_item = OnCallWeekWrite.from_dict(weeks_item_data)

            weeks.append(weeks_item)

        rota_write = cls(
            weeks=weeks,
        )

        return rota_write
