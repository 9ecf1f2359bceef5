from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.endpoint_create_channel import (
    EndpointCreateChannel,
    check_endpoint_create_channel,
)
from ..models.endpoint_create_language import (
    EndpointCreateLanguage,
    check_endpoint_create_language,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="EndpointCreate")


@_attrs_define
class EndpointCreate:
    """A new place to be told of events.

    Attributes:
        address (str):
        name (str):
        channel (EndpointCreateChannel | Unset):  Default: 'webhook'.
        factory_id (None | str | Unset): staff only: the factory to be told of; null: all factories
        kinds (list[str] | Unset):
        language (EndpointCreateLanguage | Unset):  Default: 'zh'.
    """

    address: str
    name: str
    channel: EndpointCreateChannel | Unset = "webhook"
    factory_id: None | str | Unset = UNSET
    kinds: list[str] | Unset = UNSET
    language: EndpointCreateLanguage | Unset = "zh"

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        name = self.name

        channel: str | Unset = UNSET
        if not isinstance(self.channel, Unset):
            channel = self.channel

        factory_id: None | str | Unset
        if isinstance(self.factory_id, Unset):
            factory_id = UNSET
        else:
            factory_id = self.factory_id

        kinds: list[str] | Unset = UNSET
        if not isinstance(self.kinds, Unset):
            kinds = self.kinds

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "address": address,
                "name": name,
            }
        )
        if channel is not UNSET:
            field_dict["channel"] = channel
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id
        if kinds is not UNSET:
            field_dict["kinds"] = kinds
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        address = d.pop("address")

        name = d.pop("name")

        _channel = d.pop("channel", UNSET)
        channel: EndpointCreateChannel | Unset
        if isinstance(_channel, Unset):
            channel = UNSET
        else:
            channel = check_endpoint_create_channel(_channel)

        def _parse_factory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        factory_id = _parse_factory_id(d.pop("factory_id", UNSET))

        kinds = cast(list[str], d.pop("kinds", UNSET))

        _language = d.pop("language", UNSET)
        language: EndpointCreateLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_endpoint_create_language(_language)

        endpoint_create = cls(
            address=address,
            name=name,
            channel=channel,
            factory_id=factory_id,
            kinds=kinds,
            language=language,
        )

        return endpoint_create
