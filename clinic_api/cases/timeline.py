"""Writing a case's time line: what happened, when, by whom, in both languages, each line linked to the one before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session, SessionTransaction

from clinic_api.cases.models import Case, CaseEvent
from clinic_api.kit.hash_chain import CHAIN_START, chained_sha256
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal
from clinic_api.kit.request_id import current_request_id
from clinic_api.notifications.publish import publish
from diagnostics.texts import Catalogue

__all__ = ["Visibility", "begin_timeline", "line_content", "lock_case", "person_name", "write_line"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("timeline.toml"))

_CHAIN_ENDS: Final[WeakKeyDictionary[SessionTransaction, dict[str, tuple[int, str]]]] = WeakKeyDictionary()

Visibility = Literal["everyone", "hospital"]
"""Whether the factory and the reporter see a line too, or the hospital's people alone."""


def write_line(
    session: Session,
    case: Case,
    kind: str,
    *,
    at: datetime,
    by: Principal | None = None,
    values: Mapping[str, object] | None = None,
    visibility: Visibility = "everyone",
    data: Mapping[str, Any] | None = None,
    words: str | None = None,
) -> CaseEvent:
    """Add the line worded by ``kind`` (or by ``words``) of ``timeline.toml`` to the time line of ``case``; without
    ``by`` the service acted. Returns the line.

    The same is published as the event ``case.<kind>``, with ``data`` added to it; one of a line that the hospital
    keeps to itself does not reach the factory, and says no more than that there is one.
    """
    last_seq, previous = _chain_ends(session).get(case.id) or _last_line(session, case.id)
    line = CaseEvent(
        id=new_id("evt"),
        factory_id=case.factory_id,
        case_id=case.id,
        at=at,
        kind=kind,
        text=_TEXTS(words or kind, **(values or {})).to_json(),
        by=None if by is None else person_name(by),
        account_id=None if by is None else by.account_id,
        visibility=visibility,
        request_id=current_request_id(),
        seq=last_seq + 1,
        previous_sha256=previous,
    )
    line.sha256 = chained_sha256(previous, line_content(line))
    _chain_ends(session)[case.id] = (line.seq, line.sha256)
    session.add(line)
    told: dict[str, Any] = {"text": line.text, "by": line.by}
    if visibility == "hospital":
        told = {"text": _TEXTS("kept_to_the_hospital").to_json(), "by": None}
    event = told | {"state": case.state, "urgency": case.urgency, "visibility": visibility} | dict(data or {})
    publish(
        session,
        f"case.{kind}",
        factory_id=case.factory_id,
        at=at,
        data=event,
        case_id=case.id,
        visibility=visibility,
        actor_id=line.account_id,
    )
    return line


def begin_timeline(session: Session, case: Case) -> None:
    """Note that a case that this unit of work has just made has no line yet."""
    _chain_ends(session)[case.id] = (0, CHAIN_START)


def _last_line(session: Session, case_id: str) -> tuple[int, str]:
    """Return number and digest of the last line, and keep it the last one until this unit of work ends."""
    lock_case(session, case_id)
    statement = select(CaseEvent.seq, CaseEvent.sha256).where(CaseEvent.case_id == case_id)
    last = session.execute(statement.order_by(CaseEvent.seq.desc()).limit(1)).one_or_none()
    return (0, CHAIN_START) if last is None else (last.seq, last.sha256)


def _chain_ends(session: Session) -> dict[str, tuple[int, str]]:
    """Return the last lines of the cases that this unit of work has locked, or made itself: nobody else adds one."""
    return _CHAIN_ENDS.setdefault(session.get_transaction() or session.begin(), {})


def lock_case(session: Session, case_id: str) -> None:
    """Let no other transaction write to this case until this one ends (SQLite's writers are alone anyway)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(Case.id).where(Case.id == case_id).with_for_update(key_share=True))


def line_content(line: CaseEvent) -> dict[str, Any]:
    """Return what the digest of a line covers: all of it, so that no part can be changed unseen."""
    return {
        "id": line.id,
        "case_id": line.case_id,
        "factory_id": line.factory_id,
        "seq": line.seq,
        "at": line.at.astimezone(UTC).isoformat(),
        "kind": line.kind,
        "text": line.text,
        "by": line.by,
        "account_id": line.account_id,
        "visibility": line.visibility,
        "request_id": line.request_id,
    }


def person_name(principal: Principal) -> str:
    """Return the name of a person as one line that readers of both languages recognise."""
    if principal.name_en == principal.name_zh:
        return principal.name_en
    return f"{principal.name_zh} ({principal.name_en})"
