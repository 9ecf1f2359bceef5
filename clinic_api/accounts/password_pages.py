"""The pages that mails lead to: accepting an invitation, and a new password instead of a forgotten one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from clinic_api.accounts.invitations import MAIL_TEXTS, accept_invitation
from clinic_api.accounts.new_password import accept_reset, ask_reset
from clinic_api.accounts.passwords import MIN_PASSWORD_LENGTH
from clinic_api.errors import ClinicError
from clinic_api.kit.http import client_host
from clinic_api.kit.language import Language, page_language
from clinic_api.kit.pages import render_page, texts
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from diagnostics.texts import Text

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

Field = Annotated[str, Form(max_length=1024)]


@router.get("/invitation")
def read_invitation_page(request: Request, token: str = "", lang: str = "") -> Response:
    """Show the form of an invitation's password."""
    return _page("/invitation", "accept_invitation", page_language(request, lang), token=token)


@router.post("/invitation")
def submit_invitation(
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    token: Field = "",
    password: Field = "",
    lang: Field = "",
) -> Response:
    """Make the account, or show the form again with what was wrong."""
    language, error = page_language(request, lang), None
    try:
        with database.session() as session:
            accept_invitation(session, settings, token=token, password=password)
    except ClinicError as refusal:
        error = refusal
    done = None if error else texts("password_set")
    return _page("/invitation", "accept_invitation", language, token=token, error=error, done=done)


@router.get("/password-reset")
def read_reset_page(request: Request, token: str = "", lang: str = "") -> Response:
    """Show the form of a new password, or of the address to mail to when there is no token yet."""
    return _page("/password-reset", "set_password", page_language(request, lang), token=token)


@router.post("/password-reset")
def submit_reset(
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    token: Field = "",
    password: Field = "",
    email: Annotated[str, Form(max_length=254)] = "",
    lang: Field = "",
) -> Response:
    """Mail a token to ``email``, or set the password of ``token``."""
    language, error = page_language(request, lang), None
    done = texts("password_set") if token else MAIL_TEXTS("reset_asked")
    try:
        if token:
            with database.session() as session:
                accept_reset(session, settings, token=token, password=password)
        else:
            ask_reset(database, settings, email=email, ip_address=client_host(request))
    except ClinicError as refusal:
        error = refusal
    return _page("/password-reset", "set_password", language, token=token, error=error, done=None if error else done)


def _page(
    action: str,
    title: str,
    language: Language,
    *,
    token: str,
    error: ClinicError | None = None,
    done: Text | None = None,
) -> Response:
    asks_email = action == "/password-reset" and not token
    values = {
        "action": action,
        "title": title,
        "token": token,
        "asks_email": asks_email,
        "button": "send_mail" if asks_email else "set_password",
        "min_length": MIN_PASSWORD_LENGTH,
        "problem": "" if error is None else error.text.in_language(language),
        "done": "" if done is None else done.in_language(language),
    }
    response = render_page("password.html", language, status=200 if error is None else error.status, values=values)
    response.headers.update({} if error is None else error.headers)
    return response
