"""Who is told of an event: the endpoints of its factory and of the hospital that asked for its kind."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from clinic_api.jobs.queue import enqueue
from clinic_api.kit.ids import new_id
from clinic_api.notifications.kinds import DELIVERY
from clinic_api.notifications.models import Delivery, Endpoint, Event

__all__ = ["MAX_ATTEMPTS", "add_delivery", "route_event", "wants"]

MAX_ATTEMPTS: Final = 8
_PRIORITY: Final = 5


def route_event(session: Session, event: Event) -> None:
    """Write a delivery and its job for every endpoint that wants ``event``, in the event's own unit of work."""
    listening = select(Endpoint.id, Endpoint.kinds).where(
        Endpoint.enabled.is_(True), or_(_of_factory(event), Endpoint.factory_id.is_(None))
    )
    session.flush()  # deliveries refer to the event
    for endpoint in session.execute(listening).all():
        if wants(endpoint.kinds, event.kind):
            add_delivery(session, Delivery(event_id=event.id, endpoint_id=endpoint.id, factory_id=event.factory_id))


def _of_factory(event: Event) -> ColumnElement[bool]:
    """Return the condition for the factory's own endpoints: none for what the hospital keeps to itself."""
    return Endpoint.factory_id == event.factory_id if event.visibility == "everyone" else false()


def add_delivery(session: Session, delivery: Delivery) -> None:
    """Write ``delivery`` with the job that makes it."""
    delivery.id = new_id("dlv")
    session.add(delivery)
    session.flush()
    enqueue_delivery(session, delivery)


def enqueue_delivery(session: Session, delivery: Delivery) -> None:
    """Add a job that makes ``delivery``."""
    enqueue(
        session,
        kind=DELIVERY,
        subject_id=delivery.id,
        factory_id=delivery.factory_id,
        priority=_PRIORITY,
        max_attempts=MAX_ATTEMPTS,
    )


def wants(kinds: Collection[str], kind: str) -> bool:
    """Tell whether ``kinds`` name ``kind``, by itself, by its resource (``case.*``) or by ``*``."""
    return kind in kinds or f"{kind.split('.')[0]}.*" in kinds or "*" in kinds
