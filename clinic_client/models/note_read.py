from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.note_read_plot import NoteReadPlot, check_note_read_plot

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="NoteRead")


@_attrs_define
class NoteRead:
    """A note as it is shown.

    Attributes:
        author (TextRead): One text in both languages.
        channel (str):
        created_at (datetime.datetime):
        examination_id (None | str):
        finding_index (int | None):
        id (str):
        mine (bool): whether you wrote it, and may remove it
        plot (NoteReadPlot):
        text (str):
        x_from (float):
        x_to (float):
        y (float | None):
    """

    author: TextRead
    channel: str
    created_at: datetime.datetime
    examination_id: None | str
    finding_index: int | None
    id: str
    mine: bool
    plot: NoteReadPlot
    text: str
    x_from: float
    x_to: float
    y: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        author = self.author.to_dict()

        channel = self.channel

        created_at = self.created_at.isoformat()

        examination_id: None | str
        examination_id = self.examination_id

        finding_index: int | None
        finding_index = self.finding_index

        id = self.id

        mine = self.mine

        plot: str = self.plot

        text = self.text

        x_from = self.x_from

        x_to = self.x_to

        y: float | None
        y = self.y

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "author": author,
                "channel": channel,
                "created_at": created_at,
                "examination_id": examination_id,
                "finding_index": finding_index,
                "id": id,
                "mine": mine,
                "plot": plot,
                "text": text,
                "x_from": x_from,
                "x_to": x_to,
                "y": y,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        author = TextRead.from_dict(d.pop("author"))

        channel = d.pop("channel")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_examination_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        examination_id = _parse_examination_id(d.pop("examination_id"))

        def _parse_finding_index(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        finding_index = _parse_finding_index(d.pop("finding_index"))

        id = d.pop("id")

        mine = d.pop("mine")

        plot = check_note_read_plot(d.pop("plot"))

        text = d.pop("text")

        x_from = d.pop("x_from")

        x_to = d.pop("x_to")

        def _parse_y(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        y = _parse_y(d.pop("y"))

        note_read = cls(
            author=author,
            channel=channel,
            created_at=created_at,
            examination_id=examination_id,
            finding_index=finding_index,
            id=id,
            mine=mine,
            plot=plot,
            text=text,
            x_from=x_from,
            x_to=x_to,
            y=y,
        )

        note_read.additional_properties = d
        return note_read

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
