"""The login page and its form: the browser's way to a session, kept in a cookie that scripts cannot read."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse

from clinic_api.accounts.service import log_in
from clinic_api.accounts.sessions import StartedSession, end_session
from clinic_api.errors import ClinicError
from clinic_api.kit.http import client_host, session_cookie
from clinic_api.kit.language import Language, page_language
from clinic_api.kit.pages import render_page
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from clinic_api.settings import Settings

__all__ = ["HOME", "local_path", "login_page", "router", "set_session_cookie"]

HOME = "/dashboard/"
_SECONDS_PER_DAY = 86400

router = APIRouter(include_in_schema=False)


@router.get("/")
def read_root() -> Response:
    """Send people to the dashboard."""
    return RedirectResponse(HOME, 303)


@router.get("/login")
def read_login_page(request: Request, settings: SettingsOf, next: str = HOME, lang: str = "") -> Response:  # noqa: A002 - the form's name
    """Show the login form."""
    return login_page(page_language(request, lang), settings, next_path=local_path(next))


@router.post("/login")
def submit_login(
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    email: Annotated[str, Form(max_length=254)] = "",
    password: Annotated[str, Form(max_length=1024)] = "",
    next: Annotated[str, Form()] = HOME,  # noqa: A002 - the form's name
    lang: Annotated[str, Form()] = "",
) -> Response:
    """Log in and go on to ``next``, or show the form again with what was wrong."""
    ip_address = client_host(request)
    try:
        started = log_in(database, settings, email=email, password=password, ip_address=ip_address)
    except ClinicError as error:
        return login_page(page_language(request, lang), settings, next_path=local_path(next), email=email, error=error)
    response = RedirectResponse(local_path(next), 303)
    set_session_cookie(response, started, settings)
    return response


@router.post("/logout")
def submit_logout(request: Request, database: DatabaseOf, settings: SettingsOf) -> Response:
    """End the session and go to the login page."""
    token = session_cookie(Headers(scope=request.scope), settings.session_cookie_name)
    if token is not None:
        with database.session() as session:
            end_session(session, token)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(settings.session_cookie_name, secure=settings.cookie_secure, httponly=True, samesite="lax")
    return response


def local_path(path: str) -> str:
    """Return ``path`` when it leads to this site, the dashboard otherwise.

    Browsers read ``//host`` and ``/\\host`` as another site, and drop tabs and line breaks before they look.
    """
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isascii() and path.isprintable()
    return path if is_local else HOME


def login_page(
    language: Language, settings: Settings, *, next_path: str, email: str = "", error: ClinicError | None = None
) -> Response:
    """Return the login page, with what was wrong and its status."""
    other = "en" if language == "zh" else "zh"
    values = {
        "next": next_path,
        "email": email,
        "problem": "" if error is None else error.text.in_language(language),
        "oidc_url": "/login/oidc?" + urlencode({"next": next_path}) if settings.oidc_issuer else "",
        "other_language": other,
        "other_language_url": "/login?" + urlencode({"lang": other, "next": next_path}),
    }
    response = render_page("login.html", language, status=200 if error is None else error.status, values=values)
    response.headers.update({} if error is None else error.headers)
    return response


def set_session_cookie(response: Response, started: StartedSession, settings: Settings) -> None:
    """Give the browser the session, in a cookie that scripts cannot read."""
    response.set_cookie(
        settings.session_cookie_name,
        started.token,
        max_age=int(settings.session_absolute_days * _SECONDS_PER_DAY),
        secure=settings.cookie_secure,
        httponly=True,
        samesite="lax",
    )
