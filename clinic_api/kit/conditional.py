"""Answers that a browser may keep: told apart by an ``ETag``, and not sent again when they have not changed."""

from __future__ import annotations

import hashlib

from fastapi import Request, Response

__all__ = ["NotModified", "answer_not_modified", "keep_privately"]


class NotModified(Exception):
    """The caller has the answer already (304)."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__("not modified")
        self.headers = headers


def keep_privately(request: Request, response: Response, *parts: object, seconds: int) -> None:
    """Let the caller's browser keep the answer to ``request`` for ``seconds``; its ETag is made of ``parts``, all that
    the answer depends on besides the address.

    Raises `NotModified` when the caller has it. Nobody else's cache keeps it, nor another account's in the same browser
    (``Vary`` names the cookie).
    """
    told = "\n".join([str(request.url.path), str(request.url.query), *map(str, parts)])
    etag = f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": f"private, max-age={seconds}"}
    if etag in [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]:
        raise NotModified(headers)
    response.headers.update(headers)


def answer_not_modified(request: Request, kept: Exception) -> Response:
    """Answer 304 (Starlette's exception handler)."""
    return Response(status_code=304, headers=kept.headers if isinstance(kept, NotModified) else None)
