from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Option")


@_attrs_define
class Option:
    """One answer to choose.

    Attributes:
        en (str):
        id (str):
        zh (str):
    """

    en: str
    id: str
    zh: str

    def to_dict(self) -> dict[str, Any]:
        en = self.en

        id = self.id

        zh = self.zh

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "en": en,
                "id": id,
                "zh": zh,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        en = d.pop("en")

        id = d.pop("id")

        zh = d.pop("zh")

        option = cls(
            en=en,
            id=id,
            zh=zh,
        )

        return option
