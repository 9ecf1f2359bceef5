"""Routes of labels."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response

from clinic_api.kit.downloads import PDF_CONTENT, inert_pdf
from clinic_api.kit.http import client_host
from clinic_api.kit.language import Language
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf, factory_scope
from clinic_api.labels.schemas import LabelCode, LabelCodeRead, LabelRead, LabelSheet
from clinic_api.labels.service import LabelService, find_label
from clinic_api.labels.sheet import render_sheet

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["labels"])

Manager = Annotated[Principal, Depends(requires(Permission.LABEL_MANAGE))]


@router.post("/equipment/{equipment_id}/label")
def make_label(equipment_id: str, principal: Manager, session: SessionOf, settings: SettingsOf) -> LabelRead:
    """Get the label of a machine; it is made the first time and the same each time after."""
    return LabelService(session, principal, settings).make(equipment_id)


@router.post("/equipment/{equipment_id}/label/rotate")
def rotate_label(equipment_id: str, principal: Manager, session: SessionOf, settings: SettingsOf) -> LabelRead:
    """Replace the label of a machine; the sheet that hangs there stops working at once."""
    return LabelService(session, principal, settings).rotate(equipment_id)


@router.delete("/equipment/{equipment_id}/label", status_code=204)
def revoke_label(equipment_id: str, principal: Manager, session: SessionOf, settings: SettingsOf) -> None:
    """Revoke the label of a machine."""
    LabelService(session, principal, settings).revoke(equipment_id)


@router.post("/label-sheets", response_class=Response, responses={200: {"content": PDF_CONTENT}})
def print_labels(body: LabelSheet, principal: Manager, database: DatabaseOf, settings: SettingsOf) -> Response:
    """Print the labels of machines as a PDF to cut up; labels are made where there are none."""
    with database.session(factory_scope=factory_scope(principal)) as session:
        labels = LabelService(session, principal, settings).sheet(body.equipment_ids)
    language = body.language or cast("Language", principal.language)
    content = render_sheet(labels, body.layout, language, mode=settings.parser_sandbox)
    return inert_pdf(content, "labels.pdf")


@router.post("/label-codes")
def find_label_by_code(body: LabelCode, request: Request, database: DatabaseOf, settings: SettingsOf) -> LabelCodeRead:
    """Use the letters under a QR code instead of the QR code."""
    return find_label(database, settings, body.code, client_host(request))
