from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.timeline_event_visibility import (
    TimelineEventVisibility,
    check_timeline_event_visibility,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="TimelineEvent")


@_attrs_define
class TimelineEvent:
    """One line of the time line; ``by`` is null where the service itself acted.

    Lines are numbered by ``seq``, where lines that the reader may not see leave gaps. ``sha256`` is the digest over the
    line and over ``previous_sha256``, the digest of the line before.

        Attributes:
            at (datetime.datetime):
            by (None | str):
            id (str):
            kind (str):
            previous_sha256 (str):
            seq (int):
            sha256 (str):
            text (TextRead): One text in both languages.
            visibility (TimelineEventVisibility | Unset):  Default: 'everyone'.
    """

    at: datetime.datetime
    by: None | str
    id: str
    kind: str
    previous_sha256: str
    seq: int
    sha256: str
    text: TextRead
    visibility: TimelineEventVisibility | Unset = "everyone"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        by: None | str
        by = self.by

        id = self.id

        kind = self.kind

        previous_sha256 = self.previous_sha256

        seq = self.seq

        sha256 = self.sha256

        text = self.text.to_dict()

        visibility: str | Unset = UNSET
        if not isinstance(self.visibility, Unset):
            visibility = self.visibility

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "by": by,
                "id": id,
                "kind": kind,
                "previous_sha256": previous_sha256,
                "seq": seq,
                "sha256": sha256,
                "text": text,
            }
        )
        if visibility is not UNSET:
            field_dict["visibility"] = visibility

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        by = _parse_by(d.pop("by"))

        id = d.pop("id")

        kind = d.pop("kind")

        previous_sha256 = d.pop("previous_sha256")

        seq = d.pop("seq")

        sha256 = d.pop("sha256")

        text = TextRead.from_dict(d.pop("text"))

        _visibility = d.pop("visibility", UNSET)
        visibility: TimelineEventVisibility | Unset
        if isinstance(_visibility, Unset):
            visibility = UNSET
        else:
            visibility = check_timeline_event_visibility(_visibility)

        timeline_event = cls(
            at=at,
            by=by,
            id=id,
            kind=kind,
            previous_sha256=previous_sha256,
            seq=seq,
            sha256=sha256,
            text=text,
            visibility=visibility,
        )

        timeline_event.additional_properties = d
        return timeline_event

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
