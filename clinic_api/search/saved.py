"""The filters that a person keeps under a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from clinic_api.cases.filters import CaseFilter
from clinic_api.equipment.filters import EquipmentFilter
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal
from clinic_api.search.models import SavedFilter
from clinic_api.search.schemas import SavedFilterCreate, SavedFilterRead, SavedFilterUpdate
from diagnostics.texts import Catalogue

__all__ = ["SavedFilters"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_FILTERS: Final[dict[str, type[BaseModel]]] = {"cases": CaseFilter, "equipment": EquipmentFilter}
_MOST: Final = 50


class SavedFilters:
    """The filters of one person; nobody else's exist for them."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._account_id = principal.account_id

    def all(self) -> list[SavedFilterRead]:
        """Return them by subject and name."""
        rows = self._session.scalars(self._own().order_by(SavedFilter.subject, SavedFilter.name))
        return [_read(row) for row in rows]

    def create(self, body: SavedFilterCreate) -> SavedFilterRead:
        """Keep a filter; raises `Invalid` ``filter_invalid`` and `Conflict` (``filter_name_taken``,
        ``too_many_filters``).
        """
        count = select(func.count()).select_from(SavedFilter).where(SavedFilter.account_id == self._account_id)
        if self._session.execute(count).scalar_one() >= _MOST:
            raise Conflict("too_many_filters", _TEXTS("too_many_filters", limit=_MOST))
        query = _checked(body.subject, body.query)
        row = SavedFilter(
            id=new_id("flt"), account_id=self._account_id, subject=body.subject, name=body.name, query=query
        )
        self._session.add(row)
        self._flush()
        return _read(row)

    def update(self, filter_id: str, body: SavedFilterUpdate) -> SavedFilterRead:
        """Change name or query; raises as `create` does, and `NotFound`."""
        row = self._get(filter_id)
        if body.name is not None:
            row.name = body.name
        if body.query is not None:
            row.query = _checked(row.subject, body.query)
        self._flush()
        return _read(row)

    def remove(self, filter_id: str) -> None:
        """Forget a filter; raises `NotFound`."""
        self._session.delete(self._get(filter_id))

    def _own(self) -> Any:
        return select(SavedFilter).where(SavedFilter.account_id == self._account_id)

    def _get(self, filter_id: str) -> SavedFilter:
        row: SavedFilter | None = self._session.scalars(self._own().where(SavedFilter.id == filter_id)).one_or_none()
        if row is None:
            raise NotFound()
        return row

    def _flush(self) -> None:
        try:
            self._session.flush()
        except IntegrityError:
            raise Conflict("filter_name_taken", _TEXTS("filter_name_taken")) from None


def _checked(subject: str, query: dict[str, Any]) -> dict[str, Any]:
    """Return ``query`` as it is kept: only what the list knows, without what has no effect."""
    model = _FILTERS[subject]
    strange = sorted(set(query) - set(model.model_fields))
    if strange:
        raise Invalid("filter_invalid", _TEXTS("filter_invalid", where=", ".join(strange)[:200]))
    try:
        return model.model_validate(query).model_dump(mode="json", exclude_defaults=True)
    except ValidationError as error:
        where = ", ".join(sorted({str(problem["loc"][0]) for problem in error.errors() if problem["loc"]})) or "query"
        raise Invalid("filter_invalid", _TEXTS("filter_invalid", where=where)) from None


def _read(row: SavedFilter) -> SavedFilterRead:
    try:
        _checked(row.subject, row.query)
        is_usable = True
    except Invalid:
        is_usable = False
    return SavedFilterRead.model_validate(
        {
            "id": row.id,
            "subject": row.subject,
            "name": row.name,
            "query": row.query,
            "is_usable": is_usable,
            "created_at": row.created_at,
        }
    )
