"""HTTP guards around the whole app, as plain ASGI: they act before a body is read.

From the outside in: `RequestBoundary` (request id, security headers, every error as a problem), `CrossSiteGuard`,
`accounts.authentication.Authentication`, `BodyLimit`.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import MutableMapping, Set
from http.cookies import CookieError, SimpleCookie
from typing import Any, cast
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clinic_api.errors import ClinicError, Forbidden, PayloadTooLarge, as_clinic_error, problem_response
from clinic_api.kit.language import page_language
from clinic_api.kit.pages import problem_page
from clinic_api.kit.request_id import acting_for_request
from clinic_api.settings import Settings

__all__ = [
    "BodyLimit",
    "CrossSiteGuard",
    "RequestBoundary",
    "announced_bytes_of",
    "bearer_token",
    "client_host",
    "handle_error",
    "is_page_by_key",
    "is_streamed",
    "scope_state",
    "session_cookie",
]

_log = logging.getLogger(__name__)

_PAGES_BY_KEY = ("/l/", "/f/", "/q/")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_REQUEST_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")
_API_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'"
_ONE_YEAR_SECONDS = 31_536_000


class RequestBoundary:
    """Gives each request an id, each answer its security headers, each unforeseen error an answer and a log line."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        scope_state(scope)["request_id"] = request_id
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._add_headers(MutableHeaders(scope=message), request_id)
            await send(message)

        with acting_for_request(request_id):
            try:
                await self.app(scope, receive, send_with_headers)
            except Exception as error:
                if started:
                    raise
                response = _response_to(error, Request(scope))
                await response(scope, receive, send_with_headers)

    def _add_headers(self, headers: MutableHeaders, request_id: str) -> None:
        headers["X-Request-Id"] = request_id
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Content-Security-Policy", _API_CONTENT_POLICY)
        headers.setdefault("Cache-Control", "no-store")
        headers.add_vary_header("Cookie, Authorization, Accept-Language")
        if self.settings.cookie_secure:
            headers["Strict-Transport-Security"] = f"max-age={_ONE_YEAR_SECONDS}"


class CrossSiteGuard:
    """Refuses state-changing requests that another website made the browser send.

    A request with ``Authorization: Bearer`` cannot be made so. One with the session's cookie must prove its origin by
    ``Sec-Fetch-Site`` or ``Origin``; one without either credential (logging in) must at least not name a foreign one.
    A page whose address is its key needs no proof: whoever can send there has the key, and no cookie helps.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["method"] not in _SAFE_METHODS and not is_page_by_key(scope["path"]):
            headers = Headers(scope=scope)
            if bearer_token(headers) is None and not self._may_pass(headers):
                raise Forbidden("cross_site_request")
        await self.app(scope, receive, send)

    def _may_pass(self, headers: Headers) -> bool:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None:
            return site == "same-origin"
        if origin is not None:
            return self._is_own_origin(origin, headers.get("host", ""))
        return session_cookie(headers, self.settings.session_cookie_name) is None

    def _is_own_origin(self, origin: str, host: str) -> bool:
        return origin == _origin_of(self.settings.public_url) or (bool(host) and urlsplit(origin).netloc == host)


class BodyLimit:
    """Refuses bodies that announce more than ``max_bytes``, unread; ``streamed`` routes count for themselves.

    Bodies that announce nothing are counted by the routers' ``max_body_size``.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, streamed: Set[tuple[str, str]]) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and not is_streamed(scope["method"], scope["path"], self.streamed):
            announced = Headers(scope=scope).get("content-length", "")
            if announced.isdecimal() and int(announced) > self.max_bytes:
                raise PayloadTooLarge()
        await self.app(scope, receive, send)


def is_streamed(method: str, path: str, streamed: Set[tuple[str, str]]) -> bool:
    """Tell whether ``streamed`` names the route of a path; its last part may be ``{id}``."""
    parent = path.rpartition("/")[0]
    return (method, path) in streamed or (method, f"{parent}/{{id}}") in streamed


def is_page_by_key(path: str) -> bool:
    """Tell whether ``path`` is of the pages of a label, a case's link or a questionnaire: it holds their key, so it is
    kept out of logs and of what other sites are told.
    """
    return path.startswith(_PAGES_BY_KEY)


def scope_state(scope: Scope) -> MutableMapping[str, Any]:
    """Return the mapping behind ``request.state``."""
    return cast("MutableMapping[str, Any]", scope.setdefault("state", {}))


def bearer_token(headers: Headers) -> str | None:
    """Return the token of an ``Authorization: Bearer`` header."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def announced_bytes_of(request: Request) -> int:
    """Return how many bytes a request's head announces; 0 where it announces none."""
    announced = request.headers.get("content-length", "")
    return int(announced) if announced.isdecimal() else 0


def client_host(request: Request) -> str:
    """Return the network address that a request came from; behind a proxy that is believed, the one it names."""
    return request.client.host if request.client else "unknown"


def session_cookie(headers: Headers, name: str) -> str | None:
    """Return the session's cookie."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return None
    return cookies[name].value or None if name in cookies else None


def handle_error(request: Request, error: Exception) -> Response:
    """Answer an error raised inside a route (Starlette's exception handler)."""
    return _response_to(error, request)


def _response_to(error: Exception, request: Request) -> Response:
    refusal, scope = as_clinic_error(error), request.scope
    request_id = scope_state(scope).get("request_id")
    if refusal.status >= 500:
        _log_refusal(refusal, error, scope, request_id)
    if is_page_by_key(scope["path"]):
        return problem_page(refusal, page_language(request, request.query_params.get("lang", "")), request_id)
    return problem_response(refusal, accept_language=request.headers.get("accept-language"), request_id=request_id)


def _log_refusal(refusal: ClinicError, error: Exception, scope: Scope, request_id: str | None) -> None:
    unforeseen = refusal.status == 500
    _log.log(
        logging.ERROR if unforeseen else logging.WARNING,
        "%s %s: %s (%s) request_id=%s",
        scope["method"],
        _path_without_key(scope["path"]),
        refusal.code,
        type(error).__name__,
        request_id,
        exc_info=error if unforeseen else None,
    )


def _path_without_key(path: str) -> str:
    return f"{path[:3]}…" if is_page_by_key(path) else path


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(12)


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
