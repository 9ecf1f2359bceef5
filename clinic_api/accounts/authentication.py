"""Who sends this request: answered before its body is read, so that strangers cannot make the service read uploads."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from clinic_api.accounts.sessions import principal_of_token
from clinic_api.errors import Unauthenticated
from clinic_api.kit.http import bearer_token, scope_state, session_cookie

__all__ = ["PUBLIC", "Authentication"]

PUBLIC = frozenset(
    {
        ("POST", "/api/v1/sessions"),
        ("GET", "/api/v1/openapi.json"),
        # Ways in: the token of the QR code is the key
        ("POST", "/api/v1/questionnaires/open"),
        ("POST", "/api/v1/questionnaires/draft"),
        ("POST", "/api/v1/questionnaires/submit"),
    }
)
"""The only requests below ``/api/`` that need no session."""


class Authentication:
    """Puts the principal into ``request.state``, or refuses what lies below ``/api/`` with 401."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and _needs_session(scope["method"], scope["path"]):
            await _identify(scope)
        await self.app(scope, receive, send)


def _needs_session(method: str, path: str) -> bool:
    return path.startswith("/api/") and (method, path) not in PUBLIC


async def _identify(scope: Scope) -> None:
    app: FastAPI = scope["app"]
    settings = app.state.settings
    headers = Headers(scope=scope)
    token = bearer_token(headers) or session_cookie(headers, settings.session_cookie_name)
    principal = None
    if token is not None:
        principal = await run_in_threadpool(principal_of_token, app.state.database, token, settings)
    if principal is None:
        raise Unauthenticated(headers={"WWW-Authenticate": "Bearer"})
    state = scope_state(scope)
    state["principal"] = principal
    state["session_token"] = token
