"""Work items on behalf of a coordinator: claimed by one, then a case or dismissed with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from clinic_api.cases.opening import NewCase, open_case
from clinic_api.cases.timeline import person_name
from clinic_api.database import database_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.versions import refuse_outdated
from clinic_api.work_items.models import WorkItem
from clinic_api.work_items.schemas import WorkItemDismiss, WorkItemIntoCase, WorkItemRead, WorkItemState
from diagnostics.texts import Catalogue

__all__ = ["WorkItemService"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


class WorkItemService(Repository):
    """What can be done with work items."""

    def __init__(self, session: Session, principal: Principal, *, max_attempts: int) -> None:
        super().__init__(session, principal)
        self._max_attempts = max_attempts

    def page(self, page: PageParameters, *, state: WorkItemState | None, department: str | None) -> Page[WorkItemRead]:
        """Return a page of work items, the newest first."""
        statement = self.select_visible(WorkItem)
        if state is not None:
            statement = statement.where(WorkItem.state == state)
        if department is not None:
            statement = statement.where(WorkItem.department == department)
        rows, next_cursor = fetch_page(self.session, statement, WorkItem.id, page)
        return Page(items=[WorkItemRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def read(self, work_item_id: str) -> WorkItemRead:
        """Return one work item; raises `NotFound`."""
        return WorkItemRead.model_validate(self._get(work_item_id))

    def claim(self, work_item_id: str, *, if_match: str | None) -> WorkItemRead:
        """Take it on; raises `Conflict` ``claimed_by_another`` where somebody was quicker."""
        item = self._undecided(work_item_id, if_match)
        item.state = "claimed"
        item.claimed_by_id, item.claimed_by = self.principal.account_id, person_name(self.principal)
        return self._written(item)

    def into_case(self, work_item_id: str, body: WorkItemIntoCase, *, if_match: str | None) -> tuple[WorkItemRead, str]:
        """Open a case for it (mode proactive); return it and the id of the case's job."""
        item = self._undecided(work_item_id, if_match)
        factory_id, equipment_id = self._patient(item, body)
        new = NewCase(
            factory_id=factory_id,
            equipment_id=equipment_id,
            complaint=body.complaint or str(item.text[body.language]),
            language=body.language,
            mode="proactive",
            recording=None,
        )
        case, _, job_id = open_case(self.session, new, self.principal, max_attempts=self._max_attempts)
        item.state, item.case_id, item.closed_at = "case", case.id, database_now(self.session)
        item.claimed_by_id, item.claimed_by = self.principal.account_id, person_name(self.principal)
        return self._written(item), job_id

    def dismiss(self, work_item_id: str, body: WorkItemDismiss, *, if_match: str | None) -> WorkItemRead:
        """Close it with a reason."""
        item = self._undecided(work_item_id, if_match)
        item.state, item.reason, item.closed_at = "dismissed", body.reason, database_now(self.session)
        item.claimed_by_id, item.claimed_by = self.principal.account_id, person_name(self.principal)
        return self._written(item)

    def _get(self, work_item_id: str, *, for_update: bool = False) -> WorkItem:
        try:
            return self.get_visible(WorkItem, work_item_id, for_update=for_update)
        except NotFound:
            raise NotFound("work_item_not_found", _TEXTS("work_item_not_found")) from None

    def _undecided(self, work_item_id: str, if_match: str | None) -> WorkItem:
        """Return an item that is open, or claimed by the principal, locked until the transaction ends."""
        item = self._get(work_item_id, for_update=True)
        refuse_outdated(if_match, item.version)
        if item.state not in {"open", "claimed"}:
            text = _TEXTS("work_item_state_conflict", state=item.state)
            raise Conflict("work_item_state_conflict", text, state=item.state)
        if item.state == "claimed" and item.claimed_by_id != self.principal.account_id:
            raise Conflict("claimed_by_another", _TEXTS("claimed_by_another", name=item.claimed_by))
        return item

    def _patient(self, item: WorkItem, body: WorkItemIntoCase) -> tuple[str, str | None]:
        """Return the factory and the machine of the case; both have to belong together."""
        factory_id = item.factory_id or body.factory_id
        if factory_id is None:
            raise Invalid("factory_needed", _TEXTS("factory_needed"))
        factory = self.get_visible(Factory, factory_id)
        equipment_id = body.equipment_id or item.equipment_id
        if equipment_id is None:
            return factory.id, None
        equipment = self.get_visible(Equipment, equipment_id)
        if equipment.factory_id != factory.id:
            raise NotFound()
        return factory.id, equipment.id

    def _written(self, item: WorkItem) -> WorkItemRead:
        self.session.flush()
        return WorkItemRead.model_validate(item)
