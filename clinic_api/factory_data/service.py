"""Asking for exports and deletions, on behalf of one principal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.audit.service import note
from clinic_api.cases.timeline import person_name
from clinic_api.database import utc_now
from clinic_api.errors import Conflict, Forbidden, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.factory_data.exporting import EXPORT
from clinic_api.factory_data.models import FactoryDeletion, FactoryExport
from clinic_api.factory_data.schemas import FactoryDeletionRead, FactoryDeletionRequest, FactoryExportRead
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.ids import new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue

__all__ = ["FactoryDataService"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_PRIORITY: Final = 5
_OPEN: Final = ("requested", "confirmed")


class FactoryDataService(Repository):
    """What can be done with all of a factory's data."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        super().__init__(session, principal)
        self._settings = settings

    def request_export(self, factory_id: str) -> tuple[FactoryExportRead, str]:
        """Queue an export; return it and the id of its job. Raises `NotFound` and `Conflict` ``export_under_way``."""
        factory = self.get_visible(Factory, factory_id)
        lock_until_commit(self.session, f"exports of {factory.id}")
        waiting = select(FactoryExport.id).where(
            FactoryExport.factory_id == factory.id, FactoryExport.state == "waiting"
        )
        if self.session.scalars(waiting).first() is not None:
            raise Conflict("export_under_way", _TEXTS("export_under_way"))
        export = FactoryExport(
            id=new_id("xpt"), factory_id=factory.id, requested_by=person_name(self.principal), created_at=utc_now()
        )
        self.session.add(export)
        self.session.flush()
        job_id = enqueue(
            self.session,
            kind=EXPORT,
            subject_id=export.id,
            factory_id=factory.id,
            priority=_PRIORITY,
            max_attempts=self._settings.job_max_attempts,
        )
        note(self.session, self.principal, "factory.export_requested", export.id, factory_id=factory.id)
        return FactoryExportRead.model_validate(export), job_id

    def exports(self, factory_id: str, page: PageParameters) -> Page[FactoryExportRead]:
        """Return a page of a factory's exports, the newest first; raises `NotFound`."""
        factory = self.get_visible(Factory, factory_id)
        statement = self.select_visible(FactoryExport).where(FactoryExport.factory_id == factory.id)
        rows, next_cursor = fetch_page(self.session, statement, FactoryExport.id, page)
        return Page(items=[FactoryExportRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def download(self, export_id: str) -> FactoryExport:
        """Return an export whose file is there, and tell the audit; raises `NotFound` and `Conflict`
        ``export_not_ready``.
        """
        export = self.get_visible(FactoryExport, export_id)
        if export.state != "ready" or export.sha256 is None:
            raise Conflict("export_not_ready", _TEXTS("export_not_ready"), state=export.state)
        note(self.session, self.principal, "factory.export_downloaded", export.id, factory_id=export.factory_id)
        return export

    def deletion(self, factory_id: str) -> FactoryDeletionRead:
        """Return the newest deletion of a factory; raises `NotFound`."""
        factory = self.get_visible(Factory, factory_id)
        newest = select(FactoryDeletion).where(FactoryDeletion.factory_id == factory.id)
        row = self.session.scalars(newest.order_by(FactoryDeletion.id.desc()).limit(1)).one_or_none()
        if row is None:
            raise NotFound("deletion_not_found", _TEXTS("deletion_not_found"))
        return FactoryDeletionRead.model_validate(row)

    def request_deletion(self, factory_id: str, body: FactoryDeletionRequest) -> FactoryDeletionRead:
        """Ask for the deletion of a factory. Raises `NotFound`, `Invalid` ``factory_name_differs`` and `Conflict`
        ``deletion_under_way``.
        """
        factory = self.get_visible(Factory, factory_id)
        if body.factory_name not in {factory.name_en, factory.name_zh}:
            raise Invalid("factory_name_differs", _TEXTS("factory_name_differs"))
        lock_until_commit(self.session, f"deletion of {factory.id}")
        if self._open_deletion(factory.id) is not None:
            raise Conflict("deletion_under_way", _TEXTS("deletion_under_way"))
        row = FactoryDeletion(
            id=new_id("del"),
            factory_id=factory.id,
            requested_by_id=self.principal.account_id,
            state="requested",
            created_at=utc_now(),
        )
        return self._told(row, "requested")

    def confirm_deletion(self, factory_id: str) -> FactoryDeletionRead:
        """Agree to it as the second person. Raises `NotFound` and `Forbidden` ``second_person_needed``."""
        row = self._requested(factory_id)
        if row.requested_by_id == self.principal.account_id:
            raise Forbidden("second_person_needed", _TEXTS("second_person_needed"))
        row.state, row.confirmed_by_id = "confirmed", self.principal.account_id
        row.due_at = utc_now() + timedelta(days=self._settings.factory_deletion_days)
        return self._told(row, "confirmed")

    def cancel_deletion(self, factory_id: str) -> FactoryDeletionRead:
        """Take it back before it is due. Raises `NotFound`."""
        row = self._open_deletion(self.get_visible(Factory, factory_id).id)
        if row is None:
            raise NotFound("deletion_not_found", _TEXTS("deletion_not_found"))
        row.state = "cancelled"
        return self._told(row, "cancelled")

    def _requested(self, factory_id: str) -> FactoryDeletion:
        row = self._open_deletion(self.get_visible(Factory, factory_id).id)
        if row is None or row.state != "requested":
            raise NotFound("deletion_not_found", _TEXTS("deletion_not_found"))
        return row

    def _open_deletion(self, factory_id: str) -> FactoryDeletion | None:
        statement = select(FactoryDeletion).where(
            FactoryDeletion.factory_id == factory_id, FactoryDeletion.state.in_(_OPEN)
        )
        return self.session.scalars(statement.with_for_update()).one_or_none()

    def _told(self, row: FactoryDeletion, what: str) -> FactoryDeletionRead:
        """Write ``row`` and the line of the audit."""
        self.session.add(row)
        self.session.flush()
        note(self.session, self.principal, f"factory.deletion_{what}", row.id, factory_id=row.factory_id)
        return FactoryDeletionRead.model_validate(row)
