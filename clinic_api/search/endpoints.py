"""Routes of saved filters, and of lists as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Response, status
from fastapi.responses import StreamingResponse

from clinic_api.audit.service import note
from clinic_api.cases.filters import CaseFilter
from clinic_api.database import Database
from clinic_api.equipment.filters import EquipmentFilter
from clinic_api.kit.downloads import CSV_CONTENT, inert_headers
from clinic_api.kit.language import Language
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, factory_scope
from clinic_api.search.exporting import cases_csv, equipment_csv
from clinic_api.search.saved import SavedFilters
from clinic_api.search.schemas import SavedFilterCreate, SavedFilterRead, SavedFilterUpdate

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["search"])

Own = Annotated[Principal, Depends(requires(Permission.OWN_ACCOUNT))]
MayExport = Annotated[Principal, Depends(requires(Permission.LIST_EXPORT))]


@router.get("/me/filters")
def list_saved_filters(principal: Own, session: SessionOf) -> list[SavedFilterRead]:
    """List your saved filters."""
    return SavedFilters(session, principal).all()


@router.post("/me/filters", status_code=status.HTTP_201_CREATED)
def create_saved_filter(body: SavedFilterCreate, principal: Own, session: SessionOf) -> SavedFilterRead:
    """Keep a filter of a list under a name."""
    return SavedFilters(session, principal).create(body)


@router.patch("/me/filters/{filter_id}")
def update_saved_filter(filter_id: str, body: SavedFilterUpdate, principal: Own, session: SessionOf) -> SavedFilterRead:
    """Change the name or the conditions of a saved filter."""
    return SavedFilters(session, principal).update(filter_id, body)


@router.delete("/me/filters/{filter_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_saved_filter(filter_id: str, principal: Own, session: SessionOf) -> None:
    """Forget a saved filter."""
    SavedFilters(session, principal).remove(filter_id)


@router.get("/cases.csv", response_class=Response, responses={200: {"content": CSV_CONTENT}})
def export_cases(principal: MayExport, database: DatabaseOf, wanted: Annotated[CaseFilter, Query()]) -> Response:
    """Give the cases that a list with these conditions has as CSV, up to 100 000; the export is kept in the audit."""
    language = cast("Language", principal.language)
    return _sent(database, principal, "cases", cases_csv(database, principal, wanted, language))


@router.get("/equipment.csv", response_class=Response, responses={200: {"content": CSV_CONTENT}})
def export_equipment(
    principal: MayExport, database: DatabaseOf, wanted: Annotated[EquipmentFilter, Query()]
) -> Response:
    """Give the machines that a list with these conditions has as CSV; as with cases, the audit tells of it."""
    language = cast("Language", principal.language)
    return _sent(database, principal, "equipment", equipment_csv(database, principal, wanted, language))


def _sent(database: Database, principal: Principal, name: str, lines: Iterator[bytes]) -> StreamingResponse:
    with database.session(factory_scope=factory_scope(principal)) as session:
        note(session, principal, f"{name}.exported", principal.account_id)
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=inert_headers(f"{name}.csv"))
