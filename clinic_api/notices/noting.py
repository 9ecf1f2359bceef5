"""Noting, in the unit of work of an event, whom it is to be told and when."""

from __future__ import annotations

from typing import Literal, cast

from sqlalchemy.orm import Session

from clinic_api.calendar.current import calendar_of
from clinic_api.kit.ids import new_id
from clinic_api.notices.models import Notice
from clinic_api.notices.recipients import people_concerned
from clinic_api.notices.rules import RULES
from clinic_api.notifications.models import Event

__all__ = ["note_for_people"]


def note_for_people(session: Session, event: Event, *, actor_id: str | None) -> None:
    """Write a notice for each person whom ``event`` concerns, in the event's own unit of work; `mailing` sends it."""
    kind = RULES.kinds.get(event.kind)
    if kind is None:
        return
    urgency = event.data.get("urgency")
    for account, relation, choice in people_concerned(session, event, kind, actor_id=actor_id):
        how = cast('Literal["now", "digest"]', choice)
        due_at = RULES.due(how, event.at, urgency if isinstance(urgency, int) else None, calendar_of(session))
        session.add(
            Notice(
                id=new_id("ntc"),
                factory_id=event.factory_id,
                event_id=event.id,
                account_id=account.id,
                relation=relation,
                due_at=due_at,
            )
        )
