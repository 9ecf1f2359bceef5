from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BearingRead")


@_attrs_define
class BearingRead:
    """One bearing: multiples of the shaft's speed with the inner ring turning (bsf is the ball's own spin).

    Attributes:
        ball_mm (float | None):
        balls (int):
        bpfi (float):
        bpfo (float):
        bsf (float):
        contact_deg (float):
        designation (str):
        ftf (float):
        manufacturer (None | str):
        pitch_mm (float | None):
        source (str):
    """

    ball_mm: float | None
    balls: int
    bpfi: float
    bpfo: float
    bsf: float
    contact_deg: float
    designation: str
    ftf: float
    manufacturer: None | str
    pitch_mm: float | None
    source: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ball_mm: float | None
        ball_mm = self.ball_mm

        balls = self.balls

        bpfi = self.bpfi

        bpfo = self.bpfo

        bsf = self.bsf

        contact_deg = self.contact_deg

        designation = self.designation

        ftf = self.ftf

        manufacturer: None | str
        manufacturer = self.manufacturer

        pitch_mm: float | None
        pitch_mm = self.pitch_mm

        source = self.source

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ball_mm": ball_mm,
                "balls": balls,
                "bpfi": bpfi,
                "bpfo": bpfo,
                "bsf": bsf,
                "contact_deg": contact_deg,
                "designation": designation,
                "ftf": ftf,
                "manufacturer": manufacturer,
                "pitch_mm": pitch_mm,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_ball_mm(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        ball_mm = _parse_ball_mm(d.pop("ball_mm"))

        balls = d.pop("balls")

        bpfi = d.pop("bpfi")

        bpfo = d.pop("bpfo")

        bsf = d.pop("bsf")

        contact_deg = d.pop("contact_deg")

        designation = d.pop("designation")

        ftf = d.pop("ftf")

        def _parse_manufacturer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        manufacturer = _parse_manufacturer(d.pop("manufacturer"))

        def _parse_pitch_mm(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        pitch_mm = _parse_pitch_mm(d.pop("pitch_mm"))

        source = d.pop("source")

        bearing_read = cls(
            ball_mm=ball_mm,
            balls=balls,
            bpfi=bpfi,
            bpfo=bpfo,
            bsf=bsf,
            contact_deg=contact_deg,
            designation=designation,
            ftf=ftf,
            manufacturer=manufacturer,
            pitch_mm=pitch_mm,
            source=source,
        )

        bearing_read.additional_properties = d
        return bearing_read

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
