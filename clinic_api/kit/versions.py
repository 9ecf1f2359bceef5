"""``ETag`` and ``If-Match``: a change names the version it was made for (RFC 9110 §13.1.1)."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Header, Response

from clinic_api.errors import Invalid, PreconditionFailed

__all__ = ["IfMatch", "refuse_outdated", "set_etag"]

_ETAG = re.compile(r'^"(\d{1,9})"$')

IfMatch = Annotated[str | None, Header(alias="If-Match", description='version in quotes, as the ETag gave it: "3"')]
"""Parameter type of a changing route."""


def set_etag(response: Response, version: int) -> None:
    """Give the answer the ETag of ``version``."""
    response.headers["ETag"] = f'"{version}"'


def refuse_outdated(if_match: str | None, version: int) -> None:
    """Raise `PreconditionFailed` when ``if_match`` names another version than ``version``; absent or ``*`` fits all."""
    if if_match is None or if_match.strip() == "*":
        return
    named = _ETAG.fullmatch(if_match.strip())
    if named is None:
        raise Invalid("if_match_invalid")
    if int(named[1]) != version:
        raise PreconditionFailed(version=version)
