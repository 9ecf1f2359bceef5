"""Who sends this request: answered before its body is read, so that strangers cannot make the service read uploads."""

from __future__ import annotations

import re

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from clinic_api.accounts.sessions import principal_of_token
from clinic_api.api_keys.authentication import KEY_PREFIX, principal_of_key
from clinic_api.database import Database
from clinic_api.errors import Invalid, Unauthenticated
from clinic_api.kit.http import bearer_token, scope_state, session_cookie
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.rate_limit import RateLimiter, network_of
from clinic_api.labels.authentication import LABEL_PREFIX, LINK_PREFIX, principal_of_label, principal_of_link
from clinic_api.settings import Settings

__all__ = ["PUBLIC", "Authentication"]

PUBLIC = frozenset(
    {
        ("GET", "/api/v1/openapi.json"),
        # Register: checking a document that the hospital issued
        ("GET", "/api/v1/signing-key"),
        ("GET", "/api/v1/verify/{document}"),
        # Accounts, keys, audit
        ("POST", "/api/v1/sessions"),
        ("POST", "/api/v1/invitations/accept"),
        ("POST", "/api/v1/password-resets"),
        ("POST", "/api/v1/password-resets/accept"),
        ("POST", "/api/v1/label-codes"),
        # Ways in: the token of the QR code is the key
        ("POST", "/api/v1/questionnaires/open"),
        ("POST", "/api/v1/questionnaires/draft"),
        ("POST", "/api/v1/questionnaires/submit"),
    }
)
"""The only requests below ``/api/`` that need no login; a path may have parameters in braces."""

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_PAGES_THAT_ASK_THE_DATABASE = ("/verify/", "/l/", "/f/", "/q/")
_SECRET_IN_QUERY = re.compile(rb"ih[klf]_[A-Za-z0-9_-]{26}")
_PUBLIC_PATHS = [
    (method, re.compile(re.sub(r"\\{[^{}]+\\}", "[^/]+", re.escape(path)))) for method, path in sorted(PUBLIC)
]


class Authentication:
    """Puts the principal into ``request.state``, or refuses what lies below ``/api/`` with 401; counts the requests of
    each account, key and address against their limits.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            if scope["path"].startswith("/api/"):
                if _SECRET_IN_QUERY.search(scope.get("query_string", b"")):
                    raise Invalid("secret_in_address")
                await _identify(scope)
            elif scope["method"] not in _SAFE_METHODS or scope["path"].startswith(_PAGES_THAT_ASK_THE_DATABASE):
                _count_stranger(scope)
        await self.app(scope, receive, send)


async def _identify(scope: Scope) -> None:
    if _is_public(scope["method"], scope["path"]):
        _count_stranger(scope)
        return
    app: FastAPI = scope["app"]
    settings: Settings = app.state.settings
    headers = Headers(scope=scope)
    bearer = bearer_token(headers)
    token = bearer or session_cookie(headers, settings.session_cookie_name)
    principal = None
    if token is not None:
        find = _principal_of_bearer if bearer else principal_of_token
        principal = await run_in_threadpool(find, app.state.database, token, settings)
    if principal is None:
        _count_stranger(scope)
        raise Unauthenticated(headers={"WWW-Authenticate": "Bearer"})
    _count(scope, principal)
    state = scope_state(scope)
    state["principal"] = principal
    state["session_token"] = token


def _is_public(method: str, path: str) -> bool:
    return any(method == public and pattern.fullmatch(path) for public, pattern in _PUBLIC_PATHS)


def _principal_of_bearer(database: Database, token: str, settings: Settings) -> Principal | None:
    """Return who holds ``token``: a gateway's key, a machine's label, a case's link or a person's session."""
    if token.startswith(KEY_PREFIX):
        return principal_of_key(database, token)
    if token.startswith(LABEL_PREFIX):
        return principal_of_label(database, token)
    if token.startswith(LINK_PREFIX):
        return principal_of_link(database, token)
    return principal_of_token(database, token, settings)


def _count(scope: Scope, principal: Principal) -> None:
    limiter, settings = _limits(scope)
    limiter.take(principal.key_id or principal.account_id, settings.requests_per_minute_account)
    if principal.role is Role.REPORTER:
        _count_stranger(scope)


def _count_stranger(scope: Scope) -> None:
    limiter, settings = _limits(scope)
    host = scope["client"][0] if scope.get("client") else "unknown"
    limiter.take(f"address {network_of(host)}", settings.requests_per_minute_address)


def _limits(scope: Scope) -> tuple[RateLimiter, Settings]:
    state = scope["app"].state
    return state.rate_limiter, state.settings
