from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="OwnWords")


@_attrs_define
class OwnWords:
    """What somebody wrote in his own words, in English, Chinese or both.

    Attributes:
        en (None | str | Unset):
        zh (None | str | Unset):
    """

    en: None | str | Unset = UNSET
    zh: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        en: None | str | Unset
        if isinstance(self.en, Unset):
            en = UNSET
        else:
            en = self.en

        zh: None | str | Unset
        if isinstance(self.zh, Unset):
            zh = UNSET
        else:
            zh = self.zh

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if en is not UNSET:
            field_dict["en"] = en
        if zh is not UNSET:
            field_dict["zh"] = zh

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_en(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        en = _parse_en(d.pop("en", UNSET))

        def _parse_zh(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        zh = _parse_zh(d.pop("zh", UNSET))

        own_words = cls(
            en=en,
            zh=zh,
        )

        return own_words
