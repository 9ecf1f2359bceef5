"""What the API takes and says about events, endpoints and deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody, ShortText, TextRead
from clinic_api.kit.language import Language

__all__ = [
    "DeliveryRead",
    "DeliveryStateName",
    "EndpointCreate",
    "EndpointCreated",
    "EndpointRead",
    "EndpointSecret",
    "EndpointUpdate",
    "EventRead",
    "OutboxChannel",
    "OutboxCount",
    "OutboxItem",
]

Channel = Literal["webhook", "chat"]
OutboxChannel = Literal["mail", "webhook", "chat"]
DeliveryStateName = Literal["waiting", "delivered", "dead"]
EventKind = Annotated[str, StringConstraints(pattern=r"^(\*|[a-z_]{1,40}\.(\*|[a-z_]{1,40}))$")]
"""A kind of event such as ``case.triaged``, all of a resource (``case.*``) or all (``*``)."""
Kinds = Annotated[list[EventKind], Field(min_length=1, max_length=50, examples=[["case.opinion_given", "case.*"]])]
Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class EndpointCreate(RequestBody):
    """A new place to be told of events."""

    channel: Channel = "webhook"
    name: ShortText = Field(examples=["Maintenance system"])
    address: Address = Field(examples=["https://cmms.works.example/hooks/hospital"])
    kinds: Kinds = Field(default_factory=lambda: ["case.*"])
    language: Language = "zh"
    factory_id: str | None = Field(
        default=None, max_length=40, description="staff only: the factory to be told of; null: all factories"
    )


class EndpointUpdate(RequestBody):
    """A change of an endpoint; what is left out stays as it is."""

    name: ShortText | None = None
    address: Address | None = None
    kinds: Kinds | None = None
    language: Language | None = None
    enabled: bool | None = None


class EndpointRead(BaseModel):
    """A place that is told of events, without its address and its secrets."""

    id: str
    factory_id: str | None
    channel: Channel
    name: str
    host: str
    kinds: list[str]
    language: Language
    enabled: bool
    failing_since: datetime | None
    live_secrets: int
    created_at: datetime
    version: int


class EndpointCreated(EndpointRead):
    """A new endpoint; ``secret`` is shown this once (null for a chat group)."""

    secret: str | None


class EndpointSecret(BaseModel):
    """A new signing secret, shown this once; the one before stays valid until the next change."""

    secret: str


class DeliveryRead(BaseModel):
    """One event on its way to one endpoint."""

    id: str
    event_id: str | None
    event_kind: str | None
    state: DeliveryStateName
    attempts: int
    last_code: str | None
    last_text: TextRead | None
    last_status: int | None
    created_at: datetime
    delivered_at: datetime | None


class OutboxItem(DeliveryRead):
    """One thing on its way out of the hospital: a mail, or an event to a webhook or a chat group."""

    channel: OutboxChannel
    target: str
    """The address of a mail, or the endpoint's name with the host it leads to."""
    subject: str | None
    """Of a mail."""
    endpoint_id: str | None
    factory_id: str | None
    case_id: str | None


class OutboxCount(BaseModel):
    """How many things wait on one channel, and how many were given up."""

    channel: OutboxChannel
    waiting: int
    dead: int


class EventRead(BaseModel):
    """Something that happened; ``data`` depends on the kind."""

    id: str
    at: datetime
    kind: str
    factory_id: str
    case_id: str | None
    data: dict[str, Any]
