from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.bearing_candidate import BearingCandidate
    from ..models.marker_bearing import MarkerBearing
    from ..models.marker_group import MarkerGroup
    from ..models.marker_speed import MarkerSpeed
    from ..models.text_read import TextRead


T = TypeVar("T", bound="Markers")


@_attrs_define
class Markers:
    """The lines of a machine.

    Attributes:
        bearings (list[MarkerBearing]):
        candidates (list[BearingCandidate]):
        candidates_text (None | TextRead): why no bearing can be proposed; null where some are, or asked
        groups (list[MarkerGroup]):
        recording_id (str):
        speed (MarkerSpeed): The speed of the main shaft that the lines are for.
    """

    bearings: list[MarkerBearing]
    candidates: list[BearingCandidate]
    candidates_text: None | TextRead
    groups: list[MarkerGroup]
    recording_id: str
    speed: MarkerSpeed
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        bearings = []
        for bearings_item_data in self.bearings:
            bearings_item = bearings_item_data.to_dict()
            bearings.append(bearings_item)

        candidates = []
        for candidates_item_data in self.candidates:
            candidates_item = candidates_item_data.to_dict()
            candidates.append(candidates_item)

        candidates_text: dict[str, Any] | None
        if isinstance(self.candidates_text, TextRead):
            candidates_text = self.candidates_text.to_dict()
        else:
            candidates_text = self.candidates_text

        groups = []
        for groups_item_data in self.groups:
            groups_item = groups_item_data.to_dict()
            groups.append(groups_item)

        recording_id = self.recording_id

        speed = self.speed.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "bearings": bearings,
                "candidates": candidates,
                "candidates_text": candidates_text,
                "groups": groups,
                "recording_id": recording_id,
                "speed": speed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bearing_candidate import BearingCandidate
        from ..models.marker_bearing import MarkerBearing
        from ..models.marker_group import MarkerGroup
        from ..models.marker_speed import MarkerSpeed
        from ..models.text_read import TextRead

        d = dict(src_dict)
        bearings = []
        _bearings = d.pop("bearings")
        for bearings_item_data in _bearings:
            bearings_item = MarkerBearing.from_dict(bearings_item_data)

            bearings.append(bearings_item)

        candidates = []
        _candidates = d.pop("candidates")
        for candidates_item_data in _candidates:
            candidates_item = BearingCandidate.from_dict(candidates_item_data)

            candidates.append(candidates_item)

        def _parse_candidates_text(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                candidates_text_type_0 = TextRead.from_dict(data)

                return candidates_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        candidates_text = _parse_candidates_text(d.pop("candidates_text"))

        groups = []
        _groups = d.pop("groups")
        for groups_item_data in _groups:
            groups_item = MarkerGroup.from_dict(groups_item_data)

            groups.append(groups_item)

        recording_id = d.pop("recording_id")

        speed = MarkerSpeed.from_dict(d.pop("speed"))

        markers = cls(
            bearings=bearings,
            candidates=candidates,
            candidates_text=candidates_text,
            groups=groups,
            recording_id=recording_id,
            speed=speed,
        )

        markers.additional_properties = d
        return markers

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
