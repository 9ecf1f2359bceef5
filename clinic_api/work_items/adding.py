"""Writing a work item down in the unit of work of what asks for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.kit.ids import new_id
from clinic_api.notifications.publish import publish
from clinic_api.work_items.models import WorkItem
from diagnostics.texts import Text

__all__ = ["add_work_item"]


def add_work_item(
    session: Session,
    *,
    factory_id: str | None,
    source: str,
    source_id: str,
    department: str,
    text: Text,
    urgency: int,
    now: datetime,
    equipment_id: str | None = None,
    once: bool = False,
) -> WorkItem | None:
    """Write an open work item; with ``once`` only where none of the same source is open or claimed (the caller holds
    the lock that makes this true), else return None.
    """
    if once and session.scalar(
        select(WorkItem.id).where(
            WorkItem.source == source, WorkItem.source_id == source_id, WorkItem.state.in_(("open", "claimed"))
        )
    ):
        return None
    item = WorkItem(
        id=new_id("wki"),
        factory_id=factory_id,
        source=source,
        source_id=source_id,
        equipment_id=equipment_id,
        department=department,
        text=text.to_json(),
        urgency=urgency,
        created_at=now,
    )
    session.add(item)
    if factory_id is not None:
        data = {"work_item_id": item.id, "source": source, "department": department, "text": item.text}
        publish(session, "work_item.opened", factory_id=factory_id, at=now, data=data | {"urgency": urgency})
    return item
