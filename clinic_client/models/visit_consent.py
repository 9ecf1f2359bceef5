from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="VisitConsent")


@_attrs_define
class VisitConsent:
    """Whether a planned visit suits the factory.

    Attributes:
        agrees (bool):
        words (None | str | Unset): why not, and which day would; needed then
    """

    agrees: bool
    words: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        agrees = self.agrees

        words: None | str | Unset
        if isinstance(self.words, Unset):
            words = UNSET
        else:
            words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "agrees": agrees,
            }
        )
        if words is not UNSET:
            field_dict["words"] = words

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        agrees = d.pop("agrees")

        def _parse_words(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        words = _parse_words(d.pop("words", UNSET))

        visit_consent = cls(
            agrees=agrees,
            words=words,
        )

        return visit_consent
