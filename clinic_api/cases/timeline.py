"""Writing a case's time line: what happened, when, by whom, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from clinic_api.cases.models import Case, CaseEvent
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal
from clinic_api.notifications.publish import publish
from diagnostics.texts import Catalogue

__all__ = ["person_name", "write_line"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("timeline.toml"))


def write_line(
    session: Session,
    case: Case,
    kind: str,
    *,
    at: datetime,
    by: Principal | None = None,
    values: Mapping[str, object] | None = None,
) -> None:
    """Add the line worded by ``kind`` of ``timeline.toml`` to the time line of ``case``; without ``by`` the service
    acted. The same is published as the event ``case.<kind>``.
    """
    line = CaseEvent(
        id=new_id("evt"),
        factory_id=case.factory_id,
        case_id=case.id,
        at=at,
        kind=kind,
        text=_TEXTS(kind, **(values or {})).to_json(),
        by=None if by is None else person_name(by),
        account_id=None if by is None else by.account_id,
    )
    session.add(line)
    data = {"text": line.text, "by": line.by, "state": case.state, "urgency": case.urgency}
    publish(session, f"case.{kind}", factory_id=case.factory_id, at=at, data=data, case_id=case.id)


def person_name(principal: Principal) -> str:
    """Return the name of a person as one line that readers of both languages recognise."""
    if principal.name_en == principal.name_zh:
        return principal.name_en
    return f"{principal.name_zh} ({principal.name_en})"
