from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ZoneLimitsRead")


@_attrs_define
class ZoneLimitsRead:
    """The zone boundaries of one class of machines, mm/s RMS; null where the standard leaves one to the user.

    Attributes:
        a_b_mm_s (float):
        b_c_mm_s (float):
        c_d_mm_s (float | None):
        key (str):
        mounting (None | str):
        name (TextRead): One text in both languages.
        source (TextRead): One text in both languages.
        unverified (list[str]):
    """

    a_b_mm_s: float
    b_c_mm_s: float
    c_d_mm_s: float | None
    key: str
    mounting: None | str
    name: TextRead
    source: TextRead
    unverified: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        a_b_mm_s = self.a_b_mm_s

        b_c_mm_s = self.b_c_mm_s

        c_d_mm_s: float | None
        c_d_mm_s = self.c_d_mm_s

        key = self.key

        mounting: None | str
        mounting = self.mounting

        name = self.name.to_dict()

        source = self.source.to_dict()

        unverified = self.unverified

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "a_b_mm_s": a_b_mm_s,
                "b_c_mm_s": b_c_mm_s,
                "c_d_mm_s": c_d_mm_s,
                "key": key,
                "mounting": mounting,
                "name": name,
                "source": source,
                "unverified": unverified,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        a_b_mm_s = d.pop("a_b_mm_s")

        b_c_mm_s = d.pop("b_c_mm_s")

        def _parse_c_d_mm_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        c_d_mm_s = _parse_c_d_mm_s(d.pop("c_d_mm_s"))

        key = d.pop("key")

        def _parse_mounting(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        mounting = _parse_mounting(d.pop("mounting"))

        name = TextRead.from_dict(d.pop("name"))

        source = TextRead.from_dict(d.pop("source"))

        unverified = cast(list[str], d.pop("unverified"))

        zone_limits_read = cls(
            a_b_mm_s=a_b_mm_s,
            b_c_mm_s=b_c_mm_s,
            c_d_mm_s=c_d_mm_s,
            key=key,
            mounting=mounting,
            name=name,
            source=source,
            unverified=unverified,
        )

        zone_limits_read.additional_properties = d
        return zone_limits_read

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
