from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Words")


@_attrs_define
class Words:
    """A text in one or both languages; null where nobody wrote it in that language.

    Attributes:
        en (None | str):
        zh (None | str):
    """

    en: None | str
    zh: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        en: None | str
        en = self.en

        zh: None | str
        zh = self.zh

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "en": en,
                "zh": zh,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_en(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        en = _parse_en(d.pop("en"))

        def _parse_zh(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        zh = _parse_zh(d.pop("zh"))

        words = cls(
            en=en,
            zh=zh,
        )

        words.additional_properties = d
        return words

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
