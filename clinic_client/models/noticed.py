from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.noticed_running import NoticedRunning, check_noticed_running
from ..models.noticed_since import NoticedSince, check_noticed_since
from ..models.noticed_tiles_item import NoticedTilesItem, check_noticed_tiles_item
from ..types import UNSET, Unset

T = TypeVar("T", bound="Noticed")


@_attrs_define
class Noticed:
    """What the reporter touched instead of writing it; it becomes words of the complaint, as on the phone page.

    Attributes:
        danger (bool | Unset): is anyone in danger Default: False.
        running (NoticedRunning | Unset):  Default: 'unknown'.
        since (NoticedSince | Unset):  Default: 'unknown'.
        tiles (list[NoticedTilesItem] | Unset):
    """

    danger: bool | Unset = False
    running: NoticedRunning | Unset = "unknown"
    since: NoticedSince | Unset = "unknown"
    tiles: list[NoticedTilesItem] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        danger = self.danger

        running: str | Unset = UNSET
        if not isinstance(self.running, Unset):
            running = self.running

        since: str | Unset = UNSET
        if not isinstance(self.since, Unset):
            since = self.since

        tiles: list[str] | Unset = UNSET
        if not isinstance(self.tiles, Unset):
            tiles = []
            for tiles_item_data in self.tiles:
                tiles_item: str = tiles_item_data
                tiles.append(tiles_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if danger is not UNSET:
            field_dict["danger"] = danger
        if running is not UNSET:
            field_dict["running"] = running
        if since is not UNSET:
            field_dict["since"] = since
        if tiles is not UNSET:
            field_dict["tiles"] = tiles

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        danger = d.pop("danger", UNSET)

        _running = d.pop("running", UNSET)
        running: NoticedRunning | Unset
        if isinstance(_running, Unset):
            running = UNSET
        else:
            running = check_noticed_running(_running)

        _since = d.pop("since", UNSET)
        since: NoticedSince | Unset
        if isinstance(_since, Unset):
            since = UNSET
        else:
            since = check_noticed_since(_since)

        _tiles = d.pop("tiles", UNSET)
        tiles: list[NoticedTilesItem] | Unset = UNSET
        if _tiles is not UNSET:
            tiles = []
            for tiles_item_data in _tiles:
                tiles_item = check_noticed_tiles_item(tiles_item_data)

                tiles.append(tiles_item)

        noticed = cls(
            danger=danger,
            running=running,
            since=since,
            tiles=tiles,
        )

        return noticed
