"""Who sends this request: answered before its body is read, so that strangers cannot make the service read uploads."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from clinic_api.accounts.sessions import principal_of_token
from clinic_api.errors import Unauthenticated
from clinic_api.kit.http import bearer_token, scope_state, session_cookie

__all__ = ["PUBLIC", "PUBLIC_FOLDERS", "Authentication"]

PUBLIC = frozenset(
    {
        ("POST", "/api/v1/sessions"),
        ("GET", "/api/v1/openapi.json"),
        ("GET", "/api/v1/signing-key"),
    }
)
PUBLIC_FOLDERS = frozenset({("GET", "/api/v1/verify")})
"""The only requests below ``/api/`` that need no session: these paths, and one name below each of these folders."""


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
    if not path.startswith("/api/") or (method, path) in PUBLIC:
        return False
    return (method, path.rpartition("/")[0]) not in PUBLIC_FOLDERS


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
