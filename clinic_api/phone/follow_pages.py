"""The page behind a case's link: what to do now, who has the case, until when; questions and the answers to them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse

from clinic_api.case_recordings.schemas import CaseRecordingAdd
from clinic_api.case_recordings.service import CaseRecordings
from clinic_api.cases.comments import CaseComments
from clinic_api.cases.questions import CaseQuestions
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.talk_schemas import AnswersGiven, CommentCreate, CommentRead
from clinic_api.database import Database
from clinic_api.errors import ClinicError, Conflict, Invalid, NotFound, as_clinic_error
from clinic_api.intake.complaint import TILES
from clinic_api.jobs.doorbell import Doorbell, DoorbellOf
from clinic_api.kit.downloads import inert_file
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.language import Language, page_language
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf, factory_scope, transaction_of
from clinic_api.phone.followed import Followed, follow
from clinic_api.phone.holders import MayAnswer, MayFollow
from clinic_api.phone.rendering import TEXTS, render_page, rendered
from clinic_api.phone.report_form import new_key
from clinic_api.phone.sent_files import FORM_BYTES, FileDesk, FileDeskOf, files_of, read_form, text_of
from clinic_api.reports.issuing import ReportDesk, ReportLanguage
from clinic_api.settings import Settings
from clinic_api.storage.access import StorageOf, file_to_send

__all__ = ["router"]

_LEFT_OUT: Final = frozenset({"photo", "sound", "recording"})
_SAID: Final = frozenset({"answered", "answered_before"})

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class _Link:
    """Where one case is followed, in one language."""

    token: str
    principal: Principal
    database: Database
    settings: Settings
    language: Language

    def page(
        self,
        *,
        query: Mapping[str, str],
        typed: Mapping[str, str] | None = None,
        error: ClinicError | None = None,
    ) -> Response:
        """Return the whole page; with ``error`` the forms have what was ``typed``."""
        followed = self._followed()
        live = self._live(followed, typed or {}, error)
        machine = followed.told.machine
        values = {
            "followed": followed,
            "live": live,
            "tag": _tag(live),
            "typed": typed or {},
            "tiles": TILES,
            "key": (typed or {}).get("key") or new_key(),
            "is_new": "new" in query,
            "left_out": sorted(_LEFT_OUT & set(query.get("left_out", "").split(","))),
            "said": next((code for code in _SAID if code in query), None),
            "problem": None if error is None else error.text.in_language(self.language),
            "page": {
                "code": followed.told.code,
                "machine": None if machine is None else machine.model_dump(),
                "at": followed.case.created_at.isoformat(),
                "changed": TEXTS("changed").in_language(self.language),
            },
            "switch_to": f"/f/{self.token}?lang={'en' if self.language == 'zh' else 'zh'}",
        }
        return render_page("follow.html", self.language, status=200 if error is None else error.status, values=values)

    def now(self, known: str | None) -> Response:
        """Return the part that changes; 304 where the phone has it already."""
        live = self._live(self._followed(), {}, None)
        headers = {"ETag": _tag(live), "Cache-Control": "no-store", "Content-Language": self.language}
        if known == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(live, headers=headers)

    def answer(self, body: AnswersGiven) -> None:
        """Answer open questions; with the last one the clock of the case goes on by itself."""
        with transaction_of(self.database, self.principal) as session:
            questions = CaseQuestions(CaseRepository(session, self.principal))
            questions.answer(self.principal.case_id or "", body, if_match=None)

    def comment(self, words: str, key: str) -> None:
        """Write what the reporter adds, once for one ``key``."""
        body = _checked(CommentCreate, {"text": words})
        case_id = self.principal.case_id or ""
        with transaction_of(self.database, self.principal) as session:
            create_once(
                session,
                self.principal,
                key=key,
                operation=f"create_comment {case_id}",
                request=body,
                answer_type=CommentRead,
                create=lambda: CaseComments(CaseRepository(session, self.principal)).write(case_id, body),
            )

    def add_recordings(self, recording_ids: Sequence[str]) -> tuple[list[str], bool]:
        """Add uploaded recordings to the case, each once; return the jobs that examine them, and whether all were
        taken.
        """
        jobs, all_taken = [], True
        for recording_id in recording_ids:
            try:
                with transaction_of(self.database, self.principal) as session:
                    recordings = CaseRecordings(CaseRepository(session, self.principal))
                    body = CaseRecordingAdd(recording_id=recording_id)
                    attempts = self.settings.job_max_attempts
                    _, job_id = recordings.add(self.principal.case_id or "", body, max_attempts=attempts)
            except ClinicError as error:
                all_taken &= error.code == "case_recording_used"  # sent before, by the same form
            else:
                jobs.append(job_id)
        return jobs, all_taken

    @property
    def uploader(self) -> Principal:
        """The holder of the link, who for the moment of an upload reaches the machine of the case, too."""
        with self.database.session(read_only=True, factory_scope=factory_scope(self.principal)) as session:
            case = CaseRepository(session, self.principal).get(self.principal.case_id or "")
            return replace(self.principal, equipment_id=case.equipment_id)

    def _followed(self) -> Followed:
        with self.database.session(read_only=True, factory_scope=factory_scope(self.principal)) as session:
            followed = follow(session, self.principal, self.settings)
            session.expunge_all()
        return followed

    def _live(self, followed: Followed, typed: Mapping[str, str], error: ClinicError | None) -> str:
        values = {
            "followed": followed,
            "typed": typed,
            "has_error": error is not None,
            "token": self.token,
            "next_clock": next((clock.kind for clock in followed.case.clocks if clock.met_at is None), None),
        }
        return rendered("follow_now.html", self.language, values)


def _link(
    token: str, request: Request, principal: MayFollow, database: DatabaseOf, settings: SettingsOf, lang: str = ""
) -> _Link:
    return _Link(token, principal, database, settings, page_language(request, lang))


LinkOf = Annotated[_Link, Depends(_link)]


@router.get("/f/{token}")
def read_follow_page(request: Request, link: LinkOf) -> Response:
    """Show how the case of the link stands."""
    return link.page(query=dict(request.query_params))


@router.get("/f/{token}/now")
def read_follow_news(request: Request, link: LinkOf) -> Response:
    """Give the part of the page that changes."""
    return link.now(request.headers.get("if-none-match"))


@router.get("/f/{token}/report.pdf")
def read_followed_report(link: LinkOf, storage: StorageOf, pages: ReportLanguage = "both") -> Response:
    """Give the report of the case as PDF."""
    case_id = link.principal.case_id or ""
    issued = ReportDesk(link.database, link.settings, storage, link.principal).issue(case_id, pages)
    path = file_to_send(storage, str(issued.file_sha256))
    return inert_file(path, f"report-{case_id}.pdf", "application/pdf")


@router.post("/f/{token}", max_body_size=FORM_BYTES)
async def submit_answers(
    request: Request,
    _: MayAnswer,
    link: LinkOf,
    files: FileDeskOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
) -> Response:
    """Take answers to questions and what the reporter adds, with photos and recordings; show them again where they
    cannot be taken.
    """
    async with read_form(request) as sent:
        typed = {name: text_of(sent, name) for name in sent}
        given, photos = _answers(sent, link.language), _files(sent, "photo")
        more = typed.get("more", "") or (_see_photo(files_of(sent, "more_photo"), link.language))
        recordings = _files(sent, "recording")
        try:
            if not given and not more and not recordings:
                raise Invalid("answer_missing", TEXTS("error_answer"))
            body = _checked(AnswersGiven, {"answers": given}) if given else None
            key = typed.get("key") or next((name for name in sent if name.startswith("recording_")), "")
            left_out = await _keep_recordings(link, files, recordings, key, doorbell, background)
            case_id = link.principal.case_id or ""
            if not await files.attach(photos, "photo", link.principal, case_id):
                left_out.append("photo")
            if body is not None:
                await run_in_threadpool(link.answer, body)
            if more:
                await run_in_threadpool(link.comment, more, typed.get("key") or new_key())
            said = "answered"
        except (NotFound, Conflict):
            said = "answered_before"
        except ClinicError as error:
            return await run_in_threadpool(link.page, query={}, typed=typed, error=error)
    query = {"lang": link.language, said: "1"}
    if said == "answered" and left_out:
        query["left_out"] = ",".join(left_out)
    return RedirectResponse(f"/f/{link.token}?{urlencode(query)}", 303)


async def _keep_recordings(
    link: _Link,
    files: FileDesk,
    recordings: Sequence[UploadFile],
    key: str,
    doorbell: Doorbell,
    background: BackgroundTasks,
) -> list[str]:
    """Keep recordings for the case and have them examined; return what was left out."""
    if not recordings:
        return []
    uploader = await run_in_threadpool(lambda: link.uploader)
    kept, all_came = await files.take_recordings(recordings, uploader, key)
    jobs, all_taken = await run_in_threadpool(link.add_recordings, kept)
    for job_id in jobs:
        background.add_task(doorbell.ring, job_id)
    return [] if all_came and all_taken else ["recording"]


def _answers(sent: FormData, language: Language) -> list[dict[str, str]]:
    """Return what was answered; a photo or a recording alone is an answer, too."""
    kinds = ("answer", "photo", "recording")
    asked = dict.fromkeys(name.partition("_")[2] for name in sent if name.partition("_")[0] in kinds and "_" in name)
    given = {question_id: _answer(sent, question_id, language) for question_id in asked}
    return [{"question_id": question_id, "answer": text} for question_id, text in given.items() if text]


def _answer(sent: FormData, question_id: str, language: Language) -> str:
    if text := text_of(sent, f"answer_{question_id}"):
        return text
    if files_of(sent, f"recording_{question_id}"):
        return TEXTS("see_recording").in_language(language)
    return _see_photo(files_of(sent, f"photo_{question_id}"), language)


def _files(sent: FormData, kind: str) -> list[UploadFile]:
    """Return the files of one kind that came with answers or with what the reporter adds."""
    names = [name for name in dict.fromkeys(sent) if name == f"more_{kind}" or name.startswith(f"{kind}_")]
    return [file for name in names for file in files_of(sent, name)]


def _see_photo(photos: Sequence[UploadFile], language: Language) -> str:
    return TEXTS("see_photo").in_language(language) if photos else ""


def _checked(model: Any, given: dict[str, Any]) -> Any:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise as_clinic_error(RequestValidationError(error.errors())) from None


def _tag(html: str) -> str:
    return f'"{hashlib.sha256(html.encode()).hexdigest()[:20]}"'
