"""Factories on behalf of one principal."""

from __future__ import annotations

from clinic_api.audit.service import note
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

    def list_page(self, page: PageParameters) -> Page[FactoryRead]:
        """Return the factories the principal may see, the newest first."""
        rows, next_cursor = fetch_page(self.session, self.select_visible(Factory), Factory.id, page)
        return Page(items=[_read(row) for row in rows], next_cursor=next_cursor)

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
