from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.ticket_create_language import (
    TicketCreateLanguage,
    check_ticket_create_language,
)
from ..models.ticket_create_running import (
    TicketCreateRunning,
    check_ticket_create_running,
)
from ..models.ticket_create_since import TicketCreateSince, check_ticket_create_since
from ..models.ticket_create_tiles_item import (
    TicketCreateTilesItem,
    check_ticket_create_tiles_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="TicketCreate")


@_attrs_define
class TicketCreate:
    """What somebody at the machine notices. One tile is enough.

    Attributes:
        language (TicketCreateLanguage):
        tiles (list[TicketCreateTilesItem]):
        contact (None | str | Unset): telephone or address, if the reporter wants an answer
        danger (bool | Unset): is anyone in danger Default: False.
        recording_ids (list[str] | Unset): recordings uploaded with the same label; the first is examined
        running (TicketCreateRunning | Unset):  Default: 'unknown'.
        since (TicketCreateSince | Unset):  Default: 'unknown'.
        words (None | str | Unset):
    """

    language: TicketCreateLanguage
    tiles: list[TicketCreateTilesItem]
    contact: None | str | Unset = UNSET
    danger: bool | Unset = False
    recording_ids: list[str] | Unset = UNSET
    running: TicketCreateRunning | Unset = "unknown"
    since: TicketCreateSince | Unset = "unknown"
    words: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        language: str = self.language

        tiles = []
        for tiles_item_data in self.tiles:
            tiles_item: str = tiles_item_data
            tiles.append(tiles_item)

        contact: None | str | Unset
        if isinstance(self.contact, Unset):
            contact = UNSET
        else:
            contact = self.contact

        danger = self.danger

        recording_ids: list[str] | Unset = UNSET
        if not isinstance(self.recording_ids, Unset):
            recording_ids = self.recording_ids

        running: str | Unset = UNSET
        if not isinstance(self.running, Unset):
            running = self.running

        since: str | Unset = UNSET
        if not isinstance(self.since, Unset):
            since = self.since

        words: None | str | Unset
        if isinstance(self.words, Unset):
            words = UNSET
        else:
            words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "language": language,
                "tiles": tiles,
            }
        )
        if contact is not UNSET:
            field_dict["contact"] = contact
        if danger is not UNSET:
            field_dict["danger"] = danger
        if recording_ids is not UNSET:
            field_dict["recording_ids"] = recording_ids
        if running is not UNSET:
            field_dict["running"] = running
        if since is not UNSET:
            field_dict["since"] = since
        if words is not UNSET:
            field_dict["words"] = words

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        language = check_ticket_create_language(d.pop("language"))

        tiles = []
        _tiles = d.pop("tiles")
        for tiles_item_data in _tiles:
            tiles_item = check_ticket_create_tiles_item(tiles_item_data)

            tiles.append(tiles_item)

        def _parse_contact(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contact = _parse_contact(d.pop("contact", UNSET))

        danger = d.pop("danger", UNSET)

        recording_ids = cast(list[str], d.pop("recording_ids", UNSET))

        _running = d.pop("running", UNSET)
        running: TicketCreateRunning | Unset
        if isinstance(_running, Unset):
            running = UNSET
        else:
            running = check_ticket_create_running(_running)

        _since = d.pop("since", UNSET)
        since: TicketCreateSince | Unset
        if isinstance(_since, Unset):
            since = UNSET
        else:
            since = check_ticket_create_since(_since)

        def _parse_words(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        words = _parse_words(d.pop("words", UNSET))

        ticket_create = cls(
            language=language,
            tiles=tiles,
            contact=contact,
            danger=danger,
            recording_ids=recording_ids,
            running=running,
            since=since,
            words=words,
        )

        return ticket_create
