from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.panel_member_read_verdict_type_0 import (
    PanelMemberReadVerdictType0,
    check_panel_member_read_verdict_type_0,
)

T = TypeVar("T", bound="PanelMemberRead")


@_attrs_define
class PanelMemberRead:
    """A doctor on the panel. ``verdict`` and ``words`` are null until given, and kept from a member who has not given
    the own ones; ``ended_at`` without ``answered_at``: no longer asked.

        Attributes:
            answered_at (datetime.datetime | None):
            asked_at (datetime.datetime):
            doctor_id (str):
            doctor_name_en (str):
            doctor_name_zh (str):
            ended_at (datetime.datetime | None):
            id (str):
            verdict (None | PanelMemberReadVerdictType0):
            words (None | str):
    """

    answered_at: datetime.datetime | None
    asked_at: datetime.datetime
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    ended_at: datetime.datetime | None
    id: str
    verdict: None | PanelMemberReadVerdictType0
    words: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answered_at: None | str
        if isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        asked_at = self.asked_at.isoformat()

        doctor_id = self.doctor_id

        doctor_name_en = self.doctor_name_en

        doctor_name_zh = self.doctor_name_zh

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        id = self.id

        verdict: None | str
        if isinstance(self.verdict, str):
            verdict = self.verdict
        else:
            verdict = self.verdict

        words: None | str
        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answered_at": answered_at,
                "asked_at": asked_at,
                "doctor_id": doctor_id,
                "doctor_name_en": doctor_name_en,
                "doctor_name_zh": doctor_name_zh,
                "ended_at": ended_at,
                "id": id,
                "verdict": verdict,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_answered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_at_type_0 = datetime.datetime.fromisoformat(data)

                return answered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        answered_at = _parse_answered_at(d.pop("answered_at"))

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        doctor_id = d.pop("doctor_id")

        doctor_name_en = d.pop("doctor_name_en")

        doctor_name_zh = d.pop("doctor_name_zh")

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        id = d.pop("id")

        def _parse_verdict(data: object) -> None | PanelMemberReadVerdictType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = check_panel_member_read_verdict_type_0(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PanelMemberReadVerdictType0, data)

        verdict = _parse_verdict(d.pop("verdict"))

        def _parse_words(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        words = _parse_words(d.pop("words"))

        panel_member_read = cls(
            answered_at=answered_at,
            asked_at=asked_at,
            doctor_id=doctor_id,
            doctor_name_en=doctor_name_en,
            doctor_name_zh=doctor_name_zh,
            ended_at=ended_at,
            id=id,
            verdict=verdict,
            words=words,
        )

        panel_member_read.additional_properties = d
        return panel_member_read

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
