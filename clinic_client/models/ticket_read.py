from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ticket_read_language import TicketReadLanguage, check_ticket_read_language
from ..models.ticket_read_running import TicketReadRunning, check_ticket_read_running
from ..models.ticket_read_since import TicketReadSince, check_ticket_read_since
from ..models.ticket_read_tiles_item import (
    TicketReadTilesItem,
    check_ticket_read_tiles_item,
)

T = TypeVar("T", bound="TicketRead")


@_attrs_define
class TicketRead:
    """A ticket exactly as it was sent.

    Attributes:
        case_id (str):
        code (str):
        contact (None | str):
        created_at (datetime.datetime):
        danger (bool):
        equipment_id (str):
        id (str):
        language (TicketReadLanguage):
        recording_ids (list[str]):
        running (TicketReadRunning):
        since (TicketReadSince):
        tiles (list[TicketReadTilesItem]):
        words (None | str):
    """

    case_id: str
    code: str
    contact: None | str
    created_at: datetime.datetime
    danger: bool
    equipment_id: str
    id: str
    language: TicketReadLanguage
    recording_ids: list[str]
    running: TicketReadRunning
    since: TicketReadSince
    tiles: list[TicketReadTilesItem]
    words: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        code = self.code

        contact: None | str
        contact = self.contact

        created_at = self.created_at.isoformat()

        danger = self.danger

        equipment_id = self.equipment_id

        id = self.id

        language: str = self.language

        recording_ids = self.recording_ids

        running: str = self.running

        since: str = self.since

        tiles = []
        for tiles_item_data in self.tiles:
            tiles_item: str = tiles_item_data
            tiles.append(tiles_item)

        words: None | str
        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "code": code,
                "contact": contact,
                "created_at": created_at,
                "danger": danger,
                "equipment_id": equipment_id,
                "id": id,
                "language": language,
                "recording_ids": recording_ids,
                "running": running,
                "since": since,
                "tiles": tiles,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        code = d.pop("code")

        def _parse_contact(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact = _parse_contact(d.pop("contact"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        danger = d.pop("danger")

        equipment_id = d.pop("equipment_id")

        id = d.pop("id")

        language = check_ticket_read_language(d.pop("language"))

        recording_ids = cast(list[str], d.pop("recording_ids"))

        running = check_ticket_read_running(d.pop("running"))

        since = check_ticket_read_since(d.pop("since"))

        tiles = []
        _tiles = d.pop("tiles")
        for tiles_item_data in _tiles:
            tiles_item = check_ticket_read_tiles_item(tiles_item_data)

            tiles.append(tiles_item)

        def _parse_words(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        words = _parse_words(d.pop("words"))

        ticket_read = cls(
            case_id=case_id,
            code=code,
            contact=contact,
            created_at=created_at,
            danger=danger,
            equipment_id=equipment_id,
            id=id,
            language=language,
            recording_ids=recording_ids,
            running=running,
            since=since,
            tiles=tiles,
            words=words,
        )

        ticket_read.additional_properties = d
        return ticket_read

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
