from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.re_examination_create_bearings import ReExaminationCreateBearings


T = TypeVar("T", bound="ReExaminationCreate")


@_attrs_define
class ReExaminationCreate:
    """Other assumptions, and why they are better.

    Attributes:
        reason (str):
        bearings (ReExaminationCreateBearings | Unset): designation for each bearing of the machine that is another
        channels (list[str] | None | Unset): numbers or names of those to be looked at
        from_s (float | None | Unset):
        speed_rpm (float | None | Unset): of the main shaft
        to_s (float | None | Unset):
    """

    reason: str
    bearings: ReExaminationCreateBearings | Unset = UNSET
    channels: list[str] | None | Unset = UNSET
    from_s: float | None | Unset = UNSET
    speed_rpm: float | None | Unset = UNSET
    to_s: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        bearings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.bearings, Unset):
            bearings = self.bearings.to_dict()

        channels: list[str] | None | Unset
        if isinstance(self.channels, Unset):
            channels = UNSET
        elif isinstance(self.channels, list):
            channels = self.channels

        else:
            channels = self.channels

        from_s: float | None | Unset
        if isinstance(self.from_s, Unset):
            from_s = UNSET
        else:
            from_s = self.from_s

        speed_rpm: float | None | Unset
        if isinstance(self.speed_rpm, Unset):
            speed_rpm = UNSET
        else:
            speed_rpm = self.speed_rpm

        to_s: float | None | Unset
        if isinstance(self.to_s, Unset):
            to_s = UNSET
        else:
            to_s = self.to_s

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
            }
        )
        if bearings is not UNSET:
            field_dict["bearings"] = bearings
        if channels is not UNSET:
            field_dict["channels"] = channels
        if from_s is not UNSET:
            field_dict["from_s"] = from_s
        if speed_rpm is not UNSET:
            field_dict["speed_rpm"] = speed_rpm
        if to_s is not UNSET:
            field_dict["to_s"] = to_s

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.re_examination_create_bearings import ReExaminationCreateBearings

        d = dict(src_dict)
        reason = d.pop("reason")

        _bearings = d.pop("bearings", UNSET)
        bearings: ReExaminationCreateBearings | Unset
        if isinstance(_bearings, Unset):
            bearings = UNSET
        else:
            bearings = ReExaminationCreateBearings.from_dict(_bearings)

        def _parse_channels(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                channels_type_0 = cast(list[str], data)

                return channels_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        channels = _parse_channels(d.pop("channels", UNSET))

        def _parse_from_s(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        from_s = _parse_from_s(d.pop("from_s", UNSET))

        def _parse_speed_rpm(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        speed_rpm = _parse_speed_rpm(d.pop("speed_rpm", UNSET))

        def _parse_to_s(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        to_s = _parse_to_s(d.pop("to_s", UNSET))

        re_examination_create = cls(
            reason=reason,
            bearings=bearings,
            channels=channels,
            from_s=from_s,
            speed_rpm=speed_rpm,
            to_s=to_s,
        )

        return re_examination_create
