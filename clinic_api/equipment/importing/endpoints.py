"""Routes of the import."""

from __future__ import annotations

import csv
import io
import sys
from typing import Annotated, Final, Literal, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from clinic_api.database import Database
from clinic_api.equipment.importing.columns import columns
from clinic_api.equipment.importing.schemas import ImportRead
from clinic_api.equipment.importing.service import ImportChoices, ImportService
from clinic_api.equipment.importing.sheet import import_texts, read_table
from clinic_api.errors import PayloadTooLarge
from clinic_api.kit.downloads import inert_headers
from clinic_api.kit.language import Language
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf, factory_scope
from diagnostics.sandbox import SandboxMode

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/equipment/imports", tags=["equipment"])

Importer = Annotated[Principal, Depends(requires(Permission.EQUIPMENT_IMPORT))]

_LARGEST_BYTES: Final = 5 << 20
_CSV: Final = {"schema": {"type": "string", "format": "binary"}}


@router.post(
    "",
    max_body_size=sys.maxsize,  # lifts the limit of JSON bodies; `_body` counts against its own
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "the bytes of the table itself: CSV (UTF-8, UTF-16 or GBK) or an Excel workbook (.xlsx)",
            "content": {"application/octet-stream": _CSV},
        }
    },
)
async def import_equipment(
    request: Request,
    principal: Importer,
    database: DatabaseOf,
    settings: SettingsOf,
    dry_run: Annotated[bool, Query(description="true only shows what would happen")] = True,
    existing: Annotated[
        Literal["update", "skip"], Query(description="what to do with machines whose asset number is known")
    ] = "update",
    skip_bad_rows: Annotated[bool, Query(description="write the good rows although others have errors")] = False,
    factory_id: Annotated[str | None, Query(max_length=40, description="people of a factory leave it out")] = None,
) -> ImportRead:
    """Import machines from a table, found again by their asset numbers: sent again, it changes nothing."""
    choices = ImportChoices(
        factory_id=factory_id, dry_run=dry_run, updates=existing == "update", skip_bad_rows=skip_bad_rows
    )
    await run_in_threadpool(_refuse_foreign_factory, database, principal, factory_id)
    content = await _body(request)
    return await run_in_threadpool(_import, database, principal, content, choices, settings.parser_sandbox)


@router.get("/template", response_class=Response, responses={200: {"content": {"text/csv": _CSV}}})
def read_import_template(
    principal: Importer,
    language: Annotated[Language | None, Query(description="of the head; your own without it")] = None,
) -> Response:
    """Give a table to fill in: all columns and one example, as CSV that Excel opens."""
    spoken = language or cast("Language", principal.language)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([column.text.in_language(spoken) for column in columns()])
    writer.writerow([column.example for column in columns()])
    content = written.getvalue().encode("utf-8-sig")
    return Response(content, media_type="text/csv", headers=inert_headers("equipment.csv"))


async def _body(request: Request) -> bytes:
    """Return the table; raises `PayloadTooLarge` as soon as it is announced or has come to more than is taken."""
    announced = request.headers.get("content-length", "")
    content = bytearray()
    is_too_large = announced.isdecimal() and int(announced) > _LARGEST_BYTES
    if not is_too_large:
        async for part in request.stream():
            content += part
            is_too_large = len(content) > _LARGEST_BYTES
            if is_too_large:
                break
    if is_too_large:
        text = import_texts("import_too_large", limit_mib=_LARGEST_BYTES >> 20)
        raise PayloadTooLarge("import_too_large", text)
    return bytes(content)


def _refuse_foreign_factory(database: Database, principal: Principal, factory_id: str | None) -> None:
    scope = factory_scope(principal)
    with database.session(read_only=True, factory_scope=scope) as session:
        ImportService(session, principal).refuse_foreign_factory(factory_id)


def _import(
    database: Database, principal: Principal, content: bytes, choices: ImportChoices, mode: SandboxMode
) -> ImportRead:
    table = read_table(content, mode)
    scope = factory_scope(principal)
    with database.session(read_only=choices.dry_run, factory_scope=scope) as session:
        return ImportService(session, principal).run(table, choices)
