"""Accounts as administrators see and change them: the hospital's all of them, a factory's those of its own people."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from clinic_api.accounts.filters import AccountFilter
from clinic_api.accounts.models import Account
from clinic_api.accounts.schemas import AccountChange, AccountListed
from clinic_api.accounts.service import (
    account_read,
    disable_account,
    end_access,
    factory_names,
    refuse_incomplete_role,
)
from clinic_api.accounts.sessions import end_all_sessions
from clinic_api.audit.service import note
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Conflict, Forbidden, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import is_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import FACTORY_ROLES, Principal, Role
from clinic_api.kit.versions import refuse_outdated

__all__ = ["AccountAdministration", "refuse_missing", "refuse_role_beyond", "visible_people"]


def visible_people(principal: Principal) -> ColumnElement[bool]:
    """Return the condition for the accounts that an administrator looks after."""
    people = Account.email.is_not(None)
    if principal.role is Role.ADMIN:
        return people
    return people & (Account.factory_id == principal.factory_id) & Account.role.in_(sorted(FACTORY_ROLES))


def refuse_role_beyond(principal: Principal, role: Role) -> None:
    """Raise `Forbidden` ``role_not_yours`` where an administrator of a factory gives a role of the hospital."""
    if principal.role is not Role.ADMIN and role not in FACTORY_ROLES:
        raise Forbidden("role_not_yours")


class AccountAdministration:
    """Accounts on behalf of one administrator."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self.session = session
        self.principal = principal

    def list_page(self, page: PageParameters, wanted: AccountFilter) -> Page[AccountListed]:
        """Return the ``wanted`` ones of the people the administrator looks after, the newest first."""
        people = select(Account).where(visible_people(self.principal), *wanted.conditions())
        rows, next_cursor = fetch_page(self.session, people, Account.id, page)
        names = factory_names(self.session, rows)
        return Page(items=[_listed(row, names) for row in rows], next_cursor=next_cursor)

    def read(self, account_id: str) -> AccountListed:
        """Return one account; raises `NotFound`."""
        account = self._get(account_id)
        return _listed(account, factory_names(self.session, [account]))

    def change(self, account_id: str, body: AccountChange, *, if_match: str | None = None) -> AccountListed:
        """Change an account; less or other access ends its sessions and what it has invited, at once.

        Raises `NotFound`, `PreconditionFailed`, `Forbidden` ``role_not_yours``, `Invalid` ``role_incomplete`` and
        `Conflict` ``last_admin``.
        """
        admins = self._lock_admins()
        account = self._get(account_id, for_update=True)
        refuse_outdated(if_match, account.version)
        given = body.model_dump(exclude_none=True)
        before = _access(account)
        self._set_role(account, given)
        for name in ("name_en", "name_zh"):
            setattr(account, name, given.get(name, getattr(account, name)))
        if given.get("disabled") is True and account.disabled_at is None:
            disable_account(self.session, account)
        elif given.get("disabled") is False:
            account.disabled_at = None
        if _access(account) != before:
            end_access(self.session, account.id)
        self._refuse_no_admin(admins)
        account.version += 1
        changes = {name: value if isinstance(value, bool) else str(value) for name, value in given.items()}
        note(self.session, self.principal, "account.changed", account.id, changes, factory_id=before["factory_id"])
        return self.read(account.id)

    def end_sessions(self, account_id: str) -> None:
        """Log an account out everywhere; raises `NotFound`."""
        account = self._get(account_id)
        end_all_sessions(self.session, account.id)
        note(self.session, self.principal, "account.logged_out", account.id, factory_id=account.factory_id)

    def _get(self, account_id: str, *, for_update: bool = False) -> Account:
        if not is_id(account_id):
            raise NotFound()
        statement = select(Account).where(visible_people(self.principal), Account.id == account_id)
        if for_update:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        account = self.session.execute(statement).scalar_one_or_none()
        if account is None:
            raise NotFound()
        return account

    def _set_role(self, account: Account, given: dict[str, Any]) -> None:
        if not {"role", "factory_id", "doctor_id"} & set(given):
            return
        role = Role(given.get("role", account.role))
        refuse_role_beyond(self.principal, role)
        factory_id = given.get("factory_id", account.factory_id if role in FACTORY_ROLES else None)
        doctor_id = given.get("doctor_id", account.doctor_id if role is Role.DOCTOR else None)
        if self.principal.role is not Role.ADMIN and factory_id != self.principal.factory_id:
            raise NotFound()
        refuse_incomplete_role(role, factory_id, doctor_id)
        refuse_missing(self.session, factory_id, doctor_id)
        account.role, account.factory_id, account.doctor_id = role.value, factory_id, doctor_id

    def _lock_admins(self) -> list[Account]:
        """Return the administrators, locked in one order, so that two cannot shut out each other at the same moment."""
        if self.principal.role is not Role.ADMIN:
            return []
        admins = select(Account).where(Account.role == Role.ADMIN.value, Account.disabled_at.is_(None))
        return list(self.session.execute(admins.order_by(Account.id).with_for_update()).scalars())

    def _refuse_no_admin(self, admins: list[Account]) -> None:
        """Raise `Conflict` ``last_admin`` when none of those who were administrators is one any more."""
        if admins and not any(admin.role == Role.ADMIN.value and admin.disabled_at is None for admin in admins):
            raise Conflict("last_admin")


def refuse_missing(session: Session, factory_id: str | None, doctor_id: str | None) -> None:
    """Raise `NotFound` for a factory or doctor that is not there."""
    if factory_id is not None and session.get(Factory, factory_id) is None:
        raise NotFound()
    if doctor_id is not None and session.get(Doctor, doctor_id) is None:
        raise NotFound()


def _access(account: Account) -> dict[str, Any]:
    return {
        "role": account.role,
        "factory_id": account.factory_id,
        "doctor_id": account.doctor_id,
        "is_disabled": account.disabled_at is not None,
    }


def _listed(account: Account, names: dict[str, TextRead]) -> AccountListed:
    return AccountListed(
        **account_read(account, names).model_dump(),
        created_at=account.created_at,
        disabled_at=account.disabled_at,
        last_login_at=account.last_login_at,
        version=account.version,
    )
