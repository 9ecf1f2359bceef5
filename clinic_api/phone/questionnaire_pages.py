"""The page behind a questionnaire's code: a few questions a step, each step saved; afterwards the answers to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.responses import RedirectResponse

from clinic_api.database import Database
from clinic_api.errors import ClinicError, NotFound, as_clinic_error
from clinic_api.kit.language import Language, page_language
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from clinic_api.phone.questionnaire_form import answers_of, step_of_question, steps_of, without
from clinic_api.phone.rendering import render_page
from clinic_api.phone.report_form import errors_of
from clinic_api.phone.sent_files import read_form, text_of
from clinic_api.questionnaires.questions import TEXTS as SHEET_TEXTS
from clinic_api.questionnaires.questions import Questionnaire, checked_answers
from clinic_api.questionnaires.respondents import open_sheet, save_draft, submit_answers
from clinic_api.questionnaires.schemas import DraftWrite, OpenedSheet, SheetOpen
from clinic_api.settings import Settings

__all__ = ["router"]

_COOKIE: Final = "ih_draft"
_COOKIE_SECONDS: Final = 180 * 86_400
_FORM_BYTES: Final = 256 * 1024

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class _Sheet:
    """One code's questionnaire on one phone, in one language; the phone keeps the key of its draft as a cookie."""

    token: str
    database: Database
    settings: Settings
    language: Language
    draft: str | None
    step: int

    def opened(self) -> tuple[OpenedSheet, bool]:
        """Return the questions with what was saved, and whether the phone's draft is gone; raises `NotFound`."""
        try:
            return open_sheet(self.database, self._key(self.draft)), False
        except NotFound as unknown:
            if unknown.code != "draft_unknown":
                raise
        return open_sheet(self.database, self._key(None)), True

    def _key(self, draft: str | None) -> SheetOpen:
        try:
            return SheetOpen(token=self.token, draft=draft)
        except ValidationError:
            raise NotFound("sheet_unknown", SHEET_TEXTS("sheet_unknown")) from None

    def page(
        self,
        opened: OpenedSheet,
        *,
        step: int | None = None,
        answers: Mapping[str, Any] | None = None,
        typed: Mapping[str, str] | None = None,
        is_gone: bool = False,
        error: ClinicError | None = None,
    ) -> Response:
        """Return the page of a step with its answers, or all answers once they were submitted."""
        steps = steps_of(opened.questionnaire)
        number = min(max(step or self.step, 1), len(steps))
        wrong = [] if error is None else [(name, text.in_language(self.language)) for name, text in _errors(error)]
        values = {
            "sheet": opened,
            "steps": len(steps),
            "step": number,
            "questions": opened.questionnaire.questions if opened.submitted else steps[number - 1].questions,
            "answers": opened.answers if answers is None else answers,
            "typed": typed or {},
            "errors": wrong,
            "wrong": dict(wrong),
            "is_gone": is_gone,
            "switch_to": f"?lang={'en' if self.language == 'zh' else 'zh'}&step={number}",
        }
        status = 200 if error is None else error.status
        return render_page("questionnaire.html", self.language, status=status, values=values)

    def write(
        self, answers: Mapping[str, Any], typed: Mapping[str, str], *, sends: bool, draft: str | None
    ) -> str | None:
        """Save the answers, and send them where ``sends``; return the key of the draft."""
        given = {name: text for name, text in typed.items() if text}
        try:
            body = DraftWrite.model_validate(
                {"token": self.token, "draft": draft, "answers": answers, "language": self.language} | given
            )
        except ValidationError as error:
            raise as_clinic_error(RequestValidationError(error.errors())) from None
        kept = save_draft(self.database, self.settings, body)
        if sends:
            submit_answers(self.database, self.settings, body.model_copy(update={"draft": kept.draft}))
        return kept.draft

    def keep(self, response: Response, draft: str | None) -> Response:
        """Let the phone keep the key of its draft, for the pages of this code alone."""
        if draft is not None:
            response.set_cookie(
                _COOKIE,
                draft,
                max_age=_COOKIE_SECONDS,
                path=f"/q/{self.token}",
                secure=self.settings.cookie_secure,
                httponly=True,
                samesite="lax",
            )
        return response


def _sheet(
    token: str, request: Request, database: DatabaseOf, settings: SettingsOf, lang: str = "", step: int = 1
) -> _Sheet:
    draft = request.cookies.get(_COOKIE)
    return _Sheet(token, database, settings, page_language(request, lang), draft, step)


SheetOf = Annotated[_Sheet, Depends(_sheet)]


@router.get("/q/{token}")
def read_questionnaire_page(sheet: SheetOf) -> Response:
    """Show a step of the questionnaire, with what was saved before."""
    opened, is_gone = sheet.opened()
    return sheet.page(opened, is_gone=is_gone)


@router.post("/q/{token}", max_body_size=_FORM_BYTES)
async def submit_questionnaire_step(request: Request, sheet: SheetOf) -> Response:
    """Save the answers of a step and go on, or show it again with what does not fit."""
    opened, is_gone = await run_in_threadpool(sheet.opened)
    if opened.submitted:
        return RedirectResponse(f"?lang={sheet.language}", 303)
    async with read_form(request) as sent:
        steps = steps_of(opened.questionnaire)
        asked = steps[min(max(sheet.step, 1), len(steps)) - 1]
        given, goes = answers_of(asked, sent), text_of(sent, "go")
        typed = {name: text_of(sent, name) for name in ("company", "contact")}
    answers = without(opened.answers, asked) | given
    draft = None if is_gone else sheet.draft
    try:
        checked_answers(asked, given, complete=goes != "back")
        draft = await run_in_threadpool(sheet.write, answers, typed, sends=goes == "send", draft=draft)
    except ClinicError as error:
        step = _step_of(error, steps) if goes == "send" else sheet.step
        return await run_in_threadpool(sheet.page, opened, step=step, answers=answers, typed=typed, error=error)
    following = sheet.step + {"back": -1, "send": 0}.get(goes, 1)
    answer = RedirectResponse(f"/q/{sheet.token}?lang={sheet.language}&step={following}", 303)
    return sheet.keep(answer, draft)


def _errors(error: ClinicError) -> list[tuple[str, Any]]:
    """Return what is wrong, by the id of the question."""
    if error.code == "answers_invalid":
        return [(name.partition(".")[2], text) for name, text in error.extra["errors"]]
    return errors_of(error, instead={})


def _step_of(error: ClinicError, steps: list[Questionnaire]) -> int:
    """Return the first step that has something wrong."""
    wrong = [step_of_question(steps, name) for name, _ in _errors(error)]
    return min(wrong, default=len(steps))
