from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.note_create_plot import NoteCreatePlot, check_note_create_plot
from ..types import UNSET, Unset

T = TypeVar("T", bound="NoteCreate")


@_attrs_define
class NoteCreate:
    """A remark and its place.

    Attributes:
        channel (str): its number from 1, or its name in the file
        plot (NoteCreatePlot):
        text (str):
        x_from (float): s, Hz or orders, as the plot has them
        x_to (float): the same as x_from for a single place
        finding_index (int | None | Unset): finding of the newest examination that it is about
        y (float | None | Unset):
    """

    channel: str
    plot: NoteCreatePlot
    text: str
    x_from: float
    x_to: float
    finding_index: int | None | Unset = UNSET
    y: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        plot: str = self.plot

        text = self.text

        x_from = self.x_from

        x_to = self.x_to

        finding_index: int | None | Unset
        if isinstance(self.finding_index, Unset):
            finding_index = UNSET
        else:
            finding_index = self.finding_index

        y: float | None | Unset
        if isinstance(self.y, Unset):
            y = UNSET
        else:
            y = self.y

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "channel": channel,
                "plot": plot,
                "text": text,
                "x_from": x_from,
                "x_to": x_to,
            }
        )
        if finding_index is not UNSET:
            field_dict["finding_index"] = finding_index
        if y is not UNSET:
            field_dict["y"] = y

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        channel = d.pop("channel")

        plot = check_note_create_plot(d.pop("plot"))

        text = d.pop("text")

        x_from = d.pop("x_from")

        x_to = d.pop("x_to")

        def _parse_finding_index(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        finding_index = _parse_finding_index(d.pop("finding_index", UNSET))

        def _parse_y(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        y = _parse_y(d.pop("y", UNSET))

        note_create = cls(
            channel=channel,
            plot=plot,
            text=text,
            x_from=x_from,
            x_to=x_to,
            finding_index=finding_index,
            y=y,
        )

        return note_create
