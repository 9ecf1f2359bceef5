from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.history_entry_kind import HistoryEntryKind, check_history_entry_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="HistoryEntry")


@_attrs_define
class HistoryEntry:
    """One thing that happened to a machine; ``text`` says it in one line.

    Attributes:
        at (datetime.datetime):
        case_id (None | str):
        id (str):
        kind (HistoryEntryKind):
        text (TextRead): One text in both languages.
        state (None | str | Unset):
        urgency (int | None | Unset):
        verdict (None | str | Unset):
    """

    at: datetime.datetime
    case_id: None | str
    id: str
    kind: HistoryEntryKind
    text: TextRead
    state: None | str | Unset = UNSET
    urgency: int | None | Unset = UNSET
    verdict: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        case_id: None | str
        case_id = self.case_id

        id = self.id

        kind: str = self.kind

        text = self.text.to_dict()

        state: None | str | Unset
        if isinstance(self.state, Unset):
            state = UNSET
        else:
            state = self.state

        urgency: int | None | Unset
        if isinstance(self.urgency, Unset):
            urgency = UNSET
        else:
            urgency = self.urgency

        verdict: None | str | Unset
        if isinstance(self.verdict, Unset):
            verdict = UNSET
        else:
            verdict = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "case_id": case_id,
                "id": id,
                "kind": kind,
                "text": text,
            }
        )
        if state is not UNSET:
            field_dict["state"] = state
        if urgency is not UNSET:
            field_dict["urgency"] = urgency
        if verdict is not UNSET:
            field_dict["verdict"] = verdict

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        id = d.pop("id")

        kind = check_history_entry_kind(d.pop("kind"))

        text = TextRead.from_dict(d.pop("text"))

        def _parse_state(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        state = _parse_state(d.pop("state", UNSET))

        def _parse_urgency(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        urgency = _parse_urgency(d.pop("urgency", UNSET))

        def _parse_verdict(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        verdict = _parse_verdict(d.pop("verdict", UNSET))

        history_entry = cls(
            at=at,
            case_id=case_id,
            id=id,
            kind=kind,
            text=text,
            state=state,
            urgency=urgency,
            verdict=verdict,
        )

        history_entry.additional_properties = d
        return history_entry

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
