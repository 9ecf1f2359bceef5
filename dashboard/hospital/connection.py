"""The way to the API: one person's client, and what becomes of its answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Final, Protocol, TypeVar

import httpx

from clinic_client import AuthenticatedClient
from clinic_client.types import UNSET, Response, Unset
from dashboard.problems import HospitalUnreachable, SignedOut, problem_of
from dashboard.words import Language

__all__ = ["PAGE_ROWS", "ApiCalls", "Connection", "all_pages", "answer", "if_match", "send"]

Answer = TypeVar("Answer")


class _Versioned(Protocol):
    version: int


PAGE_ROWS: Final = 200
_GATEWAY: Final = frozenset({502, 503, 504})
_TIMEOUT: Final = httpx.Timeout(15.0)
_UPLOAD_TIMEOUT: Final = httpx.Timeout(15.0, read=300.0, write=60.0)


class Connection:
    """The API on behalf of one person, who is told in ``language``."""

    def __init__(self, api_url: str, session_token: str, language: Language) -> None:
        self.language = language
        self.client = AuthenticatedClient(
            base_url=api_url,
            token=session_token,
            headers={"Accept-Language": language},
            timeout=_TIMEOUT,
            httpx_args={"transport": _connections(), "trust_env": False},
        )

    @property
    def patient_client(self) -> AuthenticatedClient:
        """The client that waits long enough for a large file to arrive."""
        return self.client.with_timeout(_UPLOAD_TIMEOUT)


class ApiCalls:
    """What one group of pages asks of the API: a subclass has one function a use case.

    Every function raises `SignedOut` when the session has ended, `HospitalProblem` when the API refuses, and
    `HospitalUnreachable` when it does not answer.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._client = connection.client


def if_match(shown: _Versioned) -> str:
    """Return what says in ``If-Match`` that something is meant as it was shown, and not as it is by now."""
    return f'"{shown.version}"'


@lru_cache(maxsize=1)
def _connections() -> httpx.HTTPTransport:
    """Return the connections to the API that all visits share; they carry nobody's identity."""
    return httpx.HTTPTransport(retries=1)


def send(call: Callable[[], Response[Any]]) -> Response[Any]:
    """Return what ``call`` brings; raises what `ApiCalls` says."""
    try:
        response = call()
    except httpx.TransportError as error:
        raise HospitalUnreachable(str(error)) from error
    except (KeyError, ValueError) as error:
        raise HospitalUnreachable(f"not the API's answer: {error!r}") from error
    if response.status_code == 401:
        raise SignedOut
    if response.status_code >= 400:
        problem = problem_of(response.status_code, response.content)
        if problem.status in _GATEWAY and not problem.request_id:
            raise HospitalUnreachable(problem.code)
        raise problem
    return response


def answer(kind: type[Answer], call: Callable[[], Response[Any]]) -> Answer:
    """Return the answer of ``call``, which has to be of ``kind``."""
    response = send(call)
    if not isinstance(response.parsed, kind):
        raise problem_of(response.status_code, response.content)
    return response.parsed


def all_pages(read_page: Callable[[str | Unset], Response[Any]], most: int) -> list[Any]:
    """Return the items of all pages until ``most`` are there."""
    items: list[Any] = []
    cursor: str | Unset | None = UNSET
    while cursor is not None and len(items) < most:
        page: Any = send(partial(read_page, cursor)).parsed
        items += page.items
        cursor = page.next_cursor or None
    return items[:most]
