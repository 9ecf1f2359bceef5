from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.notice_topic_read import NoticeTopicRead


T = TypeVar("T", bound="NoticeSettingsRead")


@_attrs_define
class NoticeSettingsRead:
    """What you are told by mail. Between ``quiet_from`` and ``quiet_to`` (China, UTC+8) only cases of urgency 1 up to
    ``urgent`` are mailed; the rest waits for the morning.

        Attributes:
            quiet_from (str): time of the day in China
            quiet_to (str): time of the day in China
            topics (list[NoticeTopicRead]):
            urgent (int):
    """

    quiet_from: str
    quiet_to: str
    topics: list[NoticeTopicRead]
    urgent: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        quiet_from = self.quiet_from

        quiet_to = self.quiet_to

        topics = []
        for topics_item_data in self.topics:
            topics_item = topics_item_data.to_dict()
            topics.append(topics_item)

        urgent = self.urgent

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "quiet_from": quiet_from,
                "quiet_to": quiet_to,
                "topics": topics,
                "urgent": urgent,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.notice_topic_read import NoticeTopicRead

        d = dict(src_dict)
        quiet_from = d.pop("quiet_from")

        quiet_to = d.pop("quiet_to")

        topics = []
        _topics = d.pop("topics")
        for topics_item_data in _topics:
            topics_item = NoticeTopicRead.from_dict(topics_item_data)

            topics.append(topics_item)

        urgent = d.pop("urgent")

        notice_settings_read = cls(
            quiet_from=quiet_from,
            quiet_to=quiet_to,
            topics=topics,
            urgent=urgent,
        )

        notice_settings_read.additional_properties = d
        return notice_settings_read

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
