"""What can go wrong between the dashboard and the API, as exceptions that carry words for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["HospitalProblem", "HospitalUnreachable", "SignedOut", "problem_of"]


class SignedOut(Exception):
    """Nobody is logged in, or the session has ended."""


class HospitalUnreachable(Exception):
    """The API does not answer at all."""


@dataclass  # not frozen: raising sets the traceback
class HospitalProblem(Exception):
    """The API's refusal (RFC 9457): ``detail`` in both languages, a stable ``code``, and ``request_id`` to quote."""

    status: int
    code: str
    detail: Mapping[str, str]
    request_id: str
    fields: tuple[str, ...] = ()

    def in_language(self, language: str) -> str:
        """Return the API's words in ``language``."""
        return self.detail.get(language) or self.detail.get("en", self.code)


def problem_of(status: int, content: bytes) -> HospitalProblem:
    """Return the problem document in ``content``; anything else (a proxy's page) becomes ``http_<status>``."""
    try:
        document: Any = json.loads(content)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        document = {}
    detail = document.get("detail_i18n") or {"en": str(document.get("detail") or document.get("title") or "")}
    errors = document.get("errors") or []
    return HospitalProblem(
        status=status,
        code=str(document.get("code") or f"http_{status}"),
        detail=detail,
        request_id=str(document.get("request_id") or ""),
        fields=tuple(f"{error.get('field')}: {error.get('message')}" for error in errors if isinstance(error, dict)),
    )
