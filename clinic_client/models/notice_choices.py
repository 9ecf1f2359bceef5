from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.notice_choices_choices import NoticeChoicesChoices


T = TypeVar("T", bound="NoticeChoices")


@_attrs_define
class NoticeChoices:
    """Your choice for each topic; one that is not named is taken back.

    Attributes:
        choices (NoticeChoicesChoices):
    """

    choices: NoticeChoicesChoices

    def to_dict(self) -> dict[str, Any]:
        choices = self.choices.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "choices": choices,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.notice_choices_choices import NoticeChoicesChoices

        d = dict(src_dict)
        choices = NoticeChoicesChoices.from_dict(d.pop("choices"))

        notice_choices = cls(
            choices=choices,
        )

        return notice_choices
