"""Factories on behalf of one principal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select

from clinic_api.audit.service import note
from clinic_api.cases.models import Case
from clinic_api.cases.states import OPEN_STATES
from clinic_api.equipment.models import Equipment
from clinic_api.factories.models import Factory
from clinic_api.factories.schemas import FactoryCreate, FactoryRead, FactoryUpdate
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.repository import Repository
from clinic_api.kit.versions import refuse_outdated

__all__ = ["FactoryService"]

_NULLABLE = frozenset({"latitude_deg", "longitude_deg"})


class FactoryService(Repository):
    """What can be done with factories."""

    def list_page(self, page: PageParameters, *, part: str = "") -> Page[FactoryRead]:
        """Return the factories the principal may see with ``part`` in a name or the address, the newest first."""
        statement = self.select_visible(Factory)
        if part:
            statement = statement.where(
                or_(
                    func.lower(Factory.name_en).contains(part.lower(), autoescape=True),
                    Factory.name_zh.contains(part, autoescape=True),
                    func.lower(Factory.address).contains(part.lower(), autoescape=True),
                )
            )
        rows, next_cursor = fetch_page(self.session, statement, Factory.id, page)
        ids = [row.id for row in rows]
        machines = self._counted(Equipment, ids, Equipment.status != "scrapped")
        open_cases = self._counted(Case, ids, Case.state.in_(OPEN_STATES))
        counted = [
            _read(row).model_copy(update={"machines": machines.get(row.id, 0), "open_cases": open_cases.get(row.id, 0)})
            for row in rows
        ]
        return Page(items=counted, next_cursor=next_cursor)

    def _counted(
        self, kind: type[Equipment] | type[Case], factory_ids: Sequence[str], wanted: ColumnElement[bool]
    ) -> dict[str, int]:
        """Return how many visible rows that are ``wanted`` each factory has."""
        rows = self.session.execute(
            select(kind.factory_id, func.count())
            .where(self.visible(kind), kind.factory_id.in_(factory_ids), wanted)
            .group_by(kind.factory_id)
        )
        return dict(rows.all())

    def read(self, factory_id: str) -> FactoryRead:
        """Return one factory; raises `NotFound`."""
        return _read(self.get_visible(Factory, factory_id))

    def create(self, body: FactoryCreate, *, key: str | None = None) -> FactoryRead:
        """Write a factory, once for an Idempotency-Key."""

        def write() -> FactoryRead:
            factory = Factory(id=new_id("fac"), **body.model_dump())
            self.session.add(factory)
            self.session.flush()
            note(self.session, self.principal, "factory.made", factory.id, factory_id=factory.id)
            return _read(factory)

        return create_once(
            self.session,
            self.principal,
            key=key,
            operation="create_factory",
            request=body,
            answer_type=FactoryRead,
            create=write,
        )

    def update(self, factory_id: str, body: FactoryUpdate, *, if_match: str | None = None) -> FactoryRead:
        """Change a factory; raises `NotFound` or `PreconditionFailed`."""
        factory = self.get_visible(Factory, factory_id, for_update=True)
        refuse_outdated(if_match, factory.version)
        given = body.model_dump(exclude_unset=True)
        for name, value in given.items():
            if value is not None or name in _NULLABLE:
                setattr(factory, name, value)
        self.session.flush()
        changed = {"changed": sorted(given)}
        note(self.session, self.principal, "factory.changed", factory.id, changed, factory_id=factory.id)
        return _read(factory)


def _read(factory: Factory) -> FactoryRead:
    return FactoryRead.model_validate(factory, from_attributes=True)
