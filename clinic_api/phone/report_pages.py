"""The page behind a machine's label: which machine it is, what is wrong with it, sent without an account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from clinic_api.attachments.media import AttachmentKind
from clinic_api.database import Database
from clinic_api.errors import ClinicError
from clinic_api.intake.complaint import TILES
from clinic_api.intake.schemas import TicketReceipt
from clinic_api.intake.service import IntakeService
from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.http import client_host
from clinic_api.kit.language import Language, page_language
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf, factory_scope, transaction_of
from clinic_api.labels.authentication import LINK_PREFIX, principal_of_link
from clinic_api.labels.service import find_label
from clinic_api.phone.holders import MayReport
from clinic_api.phone.rendering import TEXTS, address, render_page
from clinic_api.phone.report_form import FieldError, ReportForm, errors_of
from clinic_api.phone.sent_files import FORM_BYTES, FileDesk, FileDeskOf, files_of, read_form
from clinic_api.settings import Settings

__all__ = ["router"]

_SCRIPT_WORDS: Final = (
    *("photo", "sound", "recording", "listening", "no_microphone"),
    *("remove", "empty", "too_large", "too_many"),
    *("kept", "sending", "sending_file", "has_arrived", "busy"),
    *("unsure", "label_gone", "try_now", "send_again", "drop_sure"),
)
_AS_THEY_ARE: Final = {name: f"{{{name}}}" for name in ("left", "name", "limit", "code")}
"""What the script fills in itself."""
_MOST: Final = {"photo": 6, "sound": 4, "recording": 8}
_ATTACHED: Final[tuple[AttachmentKind, ...]] = ("photo", "sound")

router = APIRouter(include_in_schema=False)


@router.get("/l")
def read_code_page(request: Request, lang: str = "") -> Response:
    """Ask for the letters under the QR code, for a phone whose camera does not read it."""
    return _code_page(page_language(request, lang))


@router.post("/l")
def find_machine(
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    code: Annotated[str, Form(max_length=40)] = "",
    lang: str = "",
) -> Response:
    """Go to the machine of a label's letters."""
    language = page_language(request, lang)
    try:
        label = find_label(database, settings, code, client_host(request))
    except ClinicError as error:
        return _code_page(language, code=code, error=error)
    return RedirectResponse(f"/l/{label.url.rpartition('/')[2]}?lang={language}", 303)


def _code_page(language: Language, *, code: str = "", error: ClinicError | None = None) -> Response:
    values = {
        "code": code,
        "problem": "" if error is None else error.text.in_language(language),
        "switch_to": f"/l?lang={'en' if language == 'zh' else 'zh'}",
    }
    if error is None:
        return render_page("code.html", language, values=values)
    return render_page("code.html", language, status=error.status, values=values, headers=error.headers)


@dataclass(frozen=True)
class _Desk:
    """Where reports with one label are taken, in one language."""

    token: str
    principal: Principal
    database: Database
    settings: Settings
    language: Language

    def page(self, form: ReportForm, *, error: ClinicError | None = None) -> Response:
        """Return the form with what was entered and, at its field, what is wrong."""
        with self.database.session(read_only=True, factory_scope=factory_scope(self.principal)) as session:
            machine = IntakeService(session, self.principal, self.settings).machine()
        other = "en" if self.language == "zh" else "zh"
        values = {
            "machine": machine,
            "form": form,
            "tiles": TILES,
            "errors": [(name, text.in_language(self.language)) for name, text in _errors(error)],
            "page": self._for_script(machine.name.model_dump()),
            "hazard_path": f"/l/{self.token}/hazard",
            "switch_to": f"/l/{self.token}?lang={other}",
        }
        if error is None:
            return render_page("report.html", self.language, values=values)
        return render_page("report.html", self.language, status=error.status, values=values, headers=error.headers)

    def report(
        self, form: ReportForm, recording_ids: Sequence[str], ip_address: str
    ) -> tuple[TicketReceipt, str | None]:
        """Keep the report, once for its key; return as `IntakeService.report_once`."""
        ticket = form.ticket(self.language, recording_ids)
        with transaction_of(self.database, self.principal) as session:
            intake = IntakeService(session, self.principal, self.settings)
            return intake.report_once(ticket, key=form.key, ip_address=ip_address)

    def _for_script(self, machine: dict[str, str]) -> dict[str, object]:
        attachment, recording = self.settings.max_attachment_bytes, self.settings.max_upload_bytes
        bytes_of = {"photo": attachment, "sound": attachment, "recording": recording}
        words = {key: TEXTS(key, **_AS_THEY_ARE).in_language(self.language) for key in _SCRIPT_WORDS}
        return {
            "words": words | {"joint": "、" if self.language == "zh" else ", "},
            "equipment": self.principal.equipment_id,
            "machine": machine,
            "sound": address("sound.js"),
            "limits": {kind: {"bytes": bytes_of[kind], "count": count} for kind, count in _MOST.items()},
        }


def _desk(
    token: str, request: Request, principal: MayReport, database: DatabaseOf, settings: SettingsOf, lang: str = ""
) -> _Desk:
    return _Desk(token, principal, database, settings, page_language(request, lang))


DeskOf = Annotated[_Desk, Depends(_desk)]


@router.get("/l/{token}")
def read_report_page(desk: DeskOf) -> Response:
    """Show the machine of the label, and the form of a report."""
    return desk.page(ReportForm())


@router.post("/l/{token}", max_body_size=FORM_BYTES)
async def submit_report(
    request: Request, desk: DeskOf, files: FileDeskOf, doorbell: DoorbellOf, background: BackgroundTasks
) -> Response:
    """Take the report and go on to its answer, or show the form again with what was entered and what is wrong."""
    async with read_form(request) as sent:
        form = ReportForm.of(sent)
        try:
            form.ticket(desk.language)  # before any file is kept
            recordings, is_whole = await files.take_recordings(files_of(sent, "recording"), desk.principal, form.key)
            receipt, job_id = await run_in_threadpool(desk.report, form, recordings, client_host(request))
        except ClinicError as error:
            again = form.with_new_key() if error.code == "idempotency_key_reused" else form
            return await run_in_threadpool(desk.page, again, error=error)
        if job_id is not None:
            background.add_task(doorbell.ring, job_id)
        left_out = [] if is_whole else ["recording"]
        left_out += await _attach(files, sent, desk.database, receipt)
    query = {"new": "1", "lang": desk.language} | ({"left_out": ",".join(left_out)} if left_out else {})
    return RedirectResponse(f"/f/{_token_of(receipt)}?{urlencode(query)}", 303)


async def _attach(files: FileDesk, sent: FormData, database: Database, receipt: TicketReceipt) -> list[AttachmentKind]:
    """Attach photos and sounds to the new case by its link; return the kinds of which some were left out."""
    follower = await run_in_threadpool(principal_of_link, database, LINK_PREFIX + _token_of(receipt))
    if follower is None:  # withdrawn in this very moment
        return [kind for kind in _ATTACHED if files_of(sent, kind)]
    return [kind for kind in _ATTACHED if not await files.attach(files_of(sent, kind), kind, follower, receipt.case_id)]


def _token_of(receipt: TicketReceipt) -> str:
    return str(receipt.url).rpartition("/")[2]


def _errors(error: ClinicError | None) -> list[FieldError]:
    if error is None:
        return []
    if error.code == "idempotency_key_reused":
        return [("send", TEXTS("error_sent_already"))]
    return errors_of(error, instead={"tiles": TEXTS("error_tiles")})
