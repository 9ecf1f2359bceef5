"""The browser's way to the provider and back."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from clinic_api.accounts.pages import HOME, local_path, login_page, set_session_cookie
from clinic_api.errors import ClinicError, Unauthenticated
from clinic_api.kit.language import page_language
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from clinic_api.oidc.service import finish_login, start_login

__all__ = ["router"]

_COOKIE = "ih_oidc"
_COOKIE_SECONDS = 600

router = APIRouter(include_in_schema=False)


@router.get("/login/oidc")
def leave_for_provider(
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    next: Annotated[str, Query(max_length=2000)] = HOME,  # noqa: A002 - the form's name
) -> Response:
    """Send the browser to the organisation's login."""
    try:
        departure = start_login(database, settings, local_path(next))
    except ClinicError as error:
        return login_page(page_language(request, ""), settings, next_path=local_path(next), error=error)
    response = RedirectResponse(departure.url, 303)
    # The cookie binds the login to this browser: nobody can make another's browser finish a login of theirs.
    response.set_cookie(
        _COOKIE,
        departure.state,
        max_age=_COOKIE_SECONDS,
        path="/login/oidc",
        secure=settings.cookie_secure,
        httponly=True,
        samesite="lax",
    )
    return response


@router.get("/login/oidc/callback")
def return_from_provider(
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    code: Annotated[str, Query(max_length=4000)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Log in whoever the provider sends back, or say on the login page why not."""
    expected = request.cookies.get(_COOKIE, "")
    try:
        if not settings.oidc_issuer or not code or not hmac.compare_digest(expected.encode(), state.encode()):
            raise Unauthenticated("oidc_refused")
        started, next_path = finish_login(database, settings, state=state, code=code)
    except ClinicError as error:
        response = login_page(page_language(request, ""), settings, next_path=HOME, error=error)
    else:
        response = RedirectResponse(next_path, 303)
        set_session_cookie(response, started, settings)
    response.delete_cookie(_COOKIE, path="/login/oidc", secure=settings.cookie_secure, httponly=True, samesite="lax")
    return response
