"""Whom an event concerns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.cases.models import Case
from clinic_api.kit.doctor_scope import ASSIGNMENTS, CONSULTATIONS
from clinic_api.kit.principal import FACTORY_ROLES, Role
from clinic_api.notices.models import NoticeChoice
from clinic_api.notices.rules import Choice, Kind, Relation
from clinic_api.notifications.models import Event

__all__ = ["people_concerned"]

_STRENGTH: dict[str, int] = {"never": 0, "digest": 1, "now": 2}


def people_concerned(
    session: Session, event: Event, kind: Kind, *, actor_id: str | None
) -> Iterator[tuple[Account, Relation, Choice]]:
    """Yield each person that ``event`` concerns, why, and how they want to be told; never ``actor_id``, who did it.

    Whom an event concerns twice is told in the way that comes sooner.
    """
    chosen: dict[str, tuple[Account, Relation, Choice]] = {}
    for relation, default in kind.tell.items():
        condition = _condition(event, relation)
        if condition is None:
            continue
        for account, choice in session.execute(_people(condition, kind.topic)):
            how = cast("Choice", choice or default)
            before = chosen.get(account.id)
            if before is None or _STRENGTH[how] > _STRENGTH[before[2]]:
                chosen[account.id] = (account, relation, how)
    for account, relation, how in chosen.values():
        if account.id != actor_id and how != "never":
            yield account, relation, how


def _people(condition: ColumnElement[bool], topic: str) -> Select[Account, str | None]:
    return (
        select(Account, NoticeChoice.choice)
        .outerjoin(NoticeChoice, (NoticeChoice.account_id == Account.id) & (NoticeChoice.topic == topic))
        .where(Account.disabled_at.is_(None), Account.email.is_not(None), condition)
    )


def _condition(event: Event, relation: Relation) -> ColumnElement[bool] | None:
    """Return which accounts have ``relation`` to ``event``; None where there are none.

    A factory's people are not told what the hospital keeps to itself.
    """
    if relation == "named":
        return _named(event)
    if relation == "coordinator":
        return Account.role == Role.COORDINATOR.value
    is_open = event.visibility == "everyone"
    if relation == "factory_admin":
        of_factory = (Account.role == Role.FACTORY_ADMIN.value) & (Account.factory_id == event.factory_id)
        return of_factory if is_open else None
    if event.case_id is None:
        return None
    if relation == "reporter":
        of_case = Account.id.in_(select(Case.reporter_id).where(Case.id == event.case_id))
        of_factory = Account.role.in_(FACTORY_ROLES) & (Account.factory_id == event.factory_id)
        return of_case & (of_factory if is_open else Account.role.not_in(FACTORY_ROLES))
    rows = ASSIGNMENTS if relation == "doctor" else CONSULTATIONS
    doctors = select(rows.c.doctor_id).where(rows.c.case_id == event.case_id, rows.c.ended_at.is_(None))
    if relation == "consulted":
        doctors = doctors.where(CONSULTATIONS.c.kind == "second_opinion")
    return Account.doctor_id.in_(doctors)


def _named(event: Event) -> ColumnElement[bool] | None:
    """Return the accounts of whom the event itself names."""
    role, doctor_id = event.data.get("to_role"), event.data.get("to_doctor_id")
    if role == Role.DOCTOR:
        return None if doctor_id is None else Account.doctor_id == doctor_id
    return Account.role == role if role in {Role.COORDINATOR, Role.ADMIN} else None
