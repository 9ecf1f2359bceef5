from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recalibration_read_state import (
    RecalibrationReadState,
    check_recalibration_read_state,
)

if TYPE_CHECKING:
    from ..models.family_offset_read import FamilyOffsetRead


T = TypeVar("T", bound="RecalibrationRead")


@_attrs_define
class RecalibrationRead:
    """One recalibration: the offsets, what they rest on, whether they help, and who did what with it.

    Attributes:
        activated_at (datetime.datetime | None):
        activated_by (None | str):
        based_on (int):
        families (list[FamilyOffsetRead]):
        id (str):
        log_loss_after (float): the same recalibrated, each finding judged without itself
        log_loss_before (float): mean log loss of the stated probabilities
        made_at (datetime.datetime):
        made_by (str):
        overall_offset (float):
        state (RecalibrationReadState):
        withdrawn_at (datetime.datetime | None):
        withdrawn_by (None | str):
    """

    activated_at: datetime.datetime | None
    activated_by: None | str
    based_on: int
    families: list[FamilyOffsetRead]
    id: str
    log_loss_after: float
    log_loss_before: float
    made_at: datetime.datetime
    made_by: str
    overall_offset: float
    state: RecalibrationReadState
    withdrawn_at: datetime.datetime | None
    withdrawn_by: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        activated_at: None | str
        if isinstance(self.activated_at, datetime.datetime):
            activated_at = self.activated_at.isoformat()
        else:
            activated_at = self.activated_at

        activated_by: None | str
        activated_by = self.activated_by

        based_on = self.based_on

        families = []
        for families_item_data in self.families:
            families_item = families_item_data.to_dict()
            families.append(families_item)

        id = self.id

        log_loss_after = self.log_loss_after

        log_loss_before = self.log_loss_before

        made_at = self.made_at.isoformat()

        made_by = self.made_by

        overall_offset = self.overall_offset

        state: str = self.state

        withdrawn_at: None | str
        if isinstance(self.withdrawn_at, datetime.datetime):
            withdrawn_at = self.withdrawn_at.isoformat()
        else:
            withdrawn_at = self.withdrawn_at

        withdrawn_by: None | str
        withdrawn_by = self.withdrawn_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "activated_at": activated_at,
                "activated_by": activated_by,
                "based_on": based_on,
                "families": families,
                "id": id,
                "log_loss_after": log_loss_after,
                "log_loss_before": log_loss_before,
                "made_at": made_at,
                "made_by": made_by,
                "overall_offset": overall_offset,
                "state": state,
                "withdrawn_at": withdrawn_at,
                "withdrawn_by": withdrawn_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.family_offset_read import FamilyOffsetRead

        d = dict(src_dict)

        def _parse_activated_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                activated_at_type_0 = datetime.datetime.fromisoformat(data)

                return activated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        activated_at = _parse_activated_at(d.pop("activated_at"))

        def _parse_activated_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        activated_by = _parse_activated_by(d.pop("activated_by"))

        based_on = d.pop("based_on")

        families = []
        _families = d.pop("families")
        for families_item_data in _families:
            families_item = FamilyOffsetRead.from_dict(families_item_data)

            families.append(families_item)

        id = d.pop("id")

        log_loss_after = d.pop("log_loss_after")

        log_loss_before = d.pop("log_loss_before")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        made_by = d.pop("made_by")

        overall_offset = d.pop("overall_offset")

        state = check_recalibration_read_state(d.pop("state"))

        def _parse_withdrawn_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                withdrawn_at_type_0 = datetime.datetime.fromisoformat(data)

                return withdrawn_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        withdrawn_at = _parse_withdrawn_at(d.pop("withdrawn_at"))

        def _parse_withdrawn_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        withdrawn_by = _parse_withdrawn_by(d.pop("withdrawn_by"))

        recalibration_read = cls(
            activated_at=activated_at,
            activated_by=activated_by,
            based_on=based_on,
            families=families,
            id=id,
            log_loss_after=log_loss_after,
            log_loss_before=log_loss_before,
            made_at=made_at,
            made_by=made_by,
            overall_offset=overall_offset,
            state=state,
            withdrawn_at=withdrawn_at,
            withdrawn_by=withdrawn_by,
        )

        recalibration_read.additional_properties = d
        return recalibration_read

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
