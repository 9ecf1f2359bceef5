"""Hazards on the page of a label: something dangerous is reported, and what became of it is asked for by its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.responses import RedirectResponse

from clinic_api.database import Database
from clinic_api.errors import ClinicError, NotFound, as_clinic_error
from clinic_api.hazards.schemas import HazardCreate, HazardForReporter
from clinic_api.hazards.service import HazardService
from clinic_api.intake.service import IntakeService
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.language import Language, page_language
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf, factory_scope, transaction_of
from clinic_api.phone.holders import MayReportHazard
from clinic_api.phone.rendering import TEXTS, render_page
from clinic_api.phone.report_form import errors_of, new_key
from clinic_api.phone.sent_files import FORM_BYTES, FileDeskOf, files_of, read_form, text_of
from clinic_api.settings import Settings

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class _Desk:
    """Where hazards at the machine of one label are reported, in one language."""

    token: str
    principal: Principal
    database: Database
    settings: Settings
    language: Language

    def page(
        self,
        *,
        number: str = "",
        is_new: bool = False,
        left_out: bool = False,
        typed: Mapping[str, str] | None = None,
        error: ClinicError | None = None,
    ) -> Response:
        """Return the page: the form, or the observation with this number and its answer."""
        with self.database.session(read_only=True, factory_scope=factory_scope(self.principal)) as session:
            machine = IntakeService(session, self.principal, self.settings).machine()
            hazard = None
            if number:
                try:
                    hazard = HazardService(session, self.principal, self.settings).by_number(number)
                except NotFound as unknown:
                    error = unknown
        plain = {"what": TEXTS("error_what"), "place": TEXTS("error_place")}
        errors = [] if error is None else errors_of(error, instead=plain)
        values = {
            "machine": machine,
            "hazard": hazard,
            "is_new": is_new,
            "left_out": left_out,
            "number": number,
            "typed": {"place": machine.location, "what": "", "contact": "", "key": new_key()} | dict(typed or {}),
            "errors": [(name, text.in_language(self.language)) for name, text in errors],
            "path": f"/l/{self.token}/hazard",
            "machine_path": f"/l/{self.token}",
            "switch_to": f"?{urlencode({'lang': 'en' if self.language == 'zh' else 'zh', 'number': number})}",
        }
        return render_page("hazard.html", self.language, status=200 if error is None else error.status, values=values)

    def report(self, typed: Mapping[str, str]) -> tuple[HazardForReporter, str]:
        """Report it, once for the form's key; return it and its id; raises `Invalid` and `TooManyRequests`."""
        given = {name: typed[name] for name in ("what", "place", "contact") if typed[name]}
        try:
            body = HazardCreate.model_validate(given | {"language": self.language})
        except ValidationError as error:
            raise as_clinic_error(RequestValidationError(error.errors())) from None
        with transaction_of(self.database, self.principal) as session:
            service = HazardService(session, self.principal, self.settings)
            hazard = create_once(
                session,
                self.principal,
                key=typed["key"] or None,
                operation=f"report_hazard {self.principal.equipment_id}",
                request=body,
                answer_type=HazardForReporter,
                create=lambda: service.report(body),
            )
            return hazard, service.id_of(hazard.number)


def _desk(
    token: str, request: Request, principal: MayReportHazard, database: DatabaseOf, settings: SettingsOf, lang: str = ""
) -> _Desk:
    return _Desk(token, principal, database, settings, page_language(request, lang))


DeskOf = Annotated[_Desk, Depends(_desk)]


@router.get("/l/{token}/hazard")
def read_hazard_page(desk: DeskOf, request: Request, number: str = "") -> Response:
    """Show the form, or what became of the observation with ``number``."""
    query = request.query_params
    return desk.page(number=number.strip()[:40], is_new="new" in query, left_out="left_out" in query)


@router.post("/l/{token}/hazard", max_body_size=FORM_BYTES)
async def submit_hazard(request: Request, desk: DeskOf, files: FileDeskOf) -> Response:
    """Report a hazard with its photos and go on to where its answer will be, or show the form again with what was
    entered. A photo that cannot be taken is left out and told.
    """
    async with read_form(request) as sent:
        typed = {name: text_of(sent, name) for name in ("what", "place", "contact")}
        typed["key"] = text_of(sent, "key")[:100]
        photos = files_of(sent, "photo")
        if photos and not typed["what"]:
            typed["what"] = TEXTS("see_photo").in_language(desk.language)
        try:
            hazard, hazard_id = await run_in_threadpool(desk.report, typed)
        except ClinicError as error:
            return await run_in_threadpool(desk.page, typed=typed, error=error)
        is_whole = await files.attach(photos, "photo", desk.principal, hazard_id)
    query = {"number": hazard.number, "new": "1", "lang": desk.language} | ({} if is_whole else {"left_out": "photo"})
    return RedirectResponse(f"/l/{desk.token}/hazard?{urlencode(query)}", 303)
