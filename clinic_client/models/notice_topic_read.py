from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.notice_topic_read_choice_type_0 import (
    NoticeTopicReadChoiceType0,
    check_notice_topic_read_choice_type_0,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="NoticeTopicRead")


@_attrs_define
class NoticeTopicRead:
    """One topic and how you are told of it; without a ``choice`` of yours, as each kind of event foresees.

    Attributes:
        choice (None | NoticeTopicReadChoiceType0):
        name (TextRead): One text in both languages.
        topic (str):
    """

    choice: None | NoticeTopicReadChoiceType0
    name: TextRead
    topic: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        choice: None | str
        if isinstance(self.choice, str):
            choice = self.choice
        else:
            choice = self.choice

        name = self.name.to_dict()

        topic = self.topic

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "choice": choice,
                "name": name,
                "topic": topic,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_choice(data: object) -> None | NoticeTopicReadChoiceType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                choice_type_0 = check_notice_topic_read_choice_type_0(data)

                return choice_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | NoticeTopicReadChoiceType0, data)

        choice = _parse_choice(d.pop("choice"))

        name = TextRead.from_dict(d.pop("name"))

        topic = d.pop("topic")

        notice_topic_read = cls(
            choice=choice,
            name=name,
            topic=topic,
        )

        notice_topic_read.additional_properties = d
        return notice_topic_read

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
