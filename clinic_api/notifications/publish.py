"""Writing an event down in the unit of work of what it tells: one commit keeps both, or neither."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from clinic_api.kit.ids import new_id
from clinic_api.kit.request_id import current_request_id
from clinic_api.notices.noting import note_for_people
from clinic_api.notifications.models import Event
from clinic_api.notifications.routing import route_event

__all__ = ["publish"]


def publish(
    session: Session,
    kind: str,
    *,
    factory_id: str,
    at: datetime,
    data: Mapping[str, Any],
    case_id: str | None = None,
    visibility: str = "everyone",
    actor_id: str | None = None,
) -> Event:
    """Write the event ``kind`` (``resource.what_happened``) with its JSON ``data``, a delivery for each endpoint that
    wants it, and a notice for each person whom it concerns but ``actor_id``, the account that did it.
    """
    event = Event(
        id=new_id("ntf"),
        factory_id=factory_id,
        at=at,
        kind=kind,
        case_id=case_id,
        data=dict(data),
        visibility=visibility,
        request_id=current_request_id(),
    )
    session.add(event)
    route_event(session, event)
    note_for_people(session, event, actor_id=actor_id)
    return event
