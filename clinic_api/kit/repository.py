"""The wall between factories: every query of a tenant's rows starts with `Repository.select_visible`."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import ColumnElement, Select, and_, false, select, true
from sqlalchemy.orm import Session

from clinic_api.errors import NotFound
from clinic_api.kit.ids import is_id
from clinic_api.kit.principal import FACTORY_ROLES, Principal, Role

__all__ = ["Repository", "Scoped"]


class Scoped(Protocol):
    """A model whose rows belong to factories (`database.TenantMixin`, or the factory itself)."""

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """Return the condition for rows that people of one factory may see."""
        ...

    @classmethod
    def of_machines(cls, equipment_ids: frozenset[str]) -> ColumnElement[bool]:
        """Return the condition for rows that a key for some machines may see."""
        ...

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """Return the condition for rows that one doctor may see."""
        ...

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Return the condition for rows that the holder of a label or of a case's link may see."""
        ...


Row = TypeVar("Row", bound=Scoped)


class Repository:
    """Queries on behalf of one principal; a row the principal may not see does not exist for it."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self.session = session
        self.principal = principal

    def visible(self, model: type[Scoped]) -> ColumnElement[bool]:
        """Return the condition for the rows of ``model`` that the principal may see; no rows by default."""
        principal = self.principal
        if principal.is_staff:
            return true()
        if principal.role in FACTORY_ROLES | {Role.GATEWAY} and principal.factory_id is not None:
            of_factory = model.of_factory(principal.factory_id)
            if principal.equipment_ids is None:
                return of_factory
            return and_(of_factory, model.of_machines(principal.equipment_ids))
        if principal.role is Role.REPORTER:
            return model.of_reporter(principal)
        if principal.role is Role.DOCTOR and principal.doctor_id is not None:
            return model.of_doctor(principal.doctor_id)
        return false()

    def select_visible(self, model: type[Row]) -> Select[Row]:
        """Select the rows of ``model`` that the principal may see."""
        return select(model).where(self.visible(model))

    def get_visible(self, model: type[Row], row_id: str, *, for_update: bool = False) -> Row:
        """Return one row; raises the same `NotFound` for a missing id, a malformed one and another factory's.

        ``for_update`` locks the row until the transaction ends (a no-op on SQLite, where writers are alone anyway).
        """
        if not is_id(row_id):
            raise NotFound()
        key = cast("Any", model).id
        statement = self.select_visible(model).where(key == row_id)
        if for_update:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        row = self.session.execute(statement).scalar_one_or_none()
        if row is None:
            raise NotFound()
        return row
