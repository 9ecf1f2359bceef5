from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.endpoint_read_channel import (
    EndpointReadChannel,
    check_endpoint_read_channel,
)
from ..models.endpoint_read_language import (
    EndpointReadLanguage,
    check_endpoint_read_language,
)

T = TypeVar("T", bound="EndpointRead")


@_attrs_define
class EndpointRead:
    """A place that is told of events, without its address and its secrets.

    Attributes:
        channel (EndpointReadChannel):
        created_at (datetime.datetime):
        enabled (bool):
        factory_id (None | str):
        failing_since (datetime.datetime | None):
        host (str):
        id (str):
        kinds (list[str]):
        language (EndpointReadLanguage):
        live_secrets (int):
        name (str):
        version (int):
    """

    channel: EndpointReadChannel
    created_at: datetime.datetime
    enabled: bool
    factory_id: None | str
    failing_since: datetime.datetime | None
    host: str
    id: str
    kinds: list[str]
    language: EndpointReadLanguage
    live_secrets: int
    name: str
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel: str = self.channel

        created_at = self.created_at.isoformat()

        enabled = self.enabled

        factory_id: None | str
        factory_id = self.factory_id

        failing_since: None | str
        if isinstance(self.failing_since, datetime.datetime):
            failing_since = self.failing_since.isoformat()
        else:
            failing_since = self.failing_since

        host = self.host

        id = self.id

        kinds = self.kinds

        language: str = self.language

        live_secrets = self.live_secrets

        name = self.name

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "created_at": created_at,
                "enabled": enabled,
                "factory_id": factory_id,
                "failing_since": failing_since,
                "host": host,
                "id": id,
                "kinds": kinds,
                "language": language,
                "live_secrets": live_secrets,
                "name": name,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        channel = check_endpoint_read_channel(d.pop("channel"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        enabled = d.pop("enabled")

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        def _parse_failing_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                failing_since_type_0 = datetime.datetime.fromisoformat(data)

                return failing_since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        failing_since = _parse_failing_since(d.pop("failing_since"))

        host = d.pop("host")

        id = d.pop("id")

        kinds = cast(list[str], d.pop("kinds"))

        language = check_endpoint_read_language(d.pop("language"))

        live_secrets = d.pop("live_secrets")

        name = d.pop("name")

        version = d.pop("version")

        endpoint_read = cls(
            channel=channel,
            created_at=created_at,
            enabled=enabled,
            factory_id=factory_id,
            failing_since=failing_since,
            host=host,
            id=id,
            kinds=kinds,
            language=language,
            live_secrets=live_secrets,
            name=name,
            version=version,
        )

        endpoint_read.additional_properties = d
        return endpoint_read

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
