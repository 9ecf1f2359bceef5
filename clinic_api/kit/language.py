"""Which of the two languages a request wants."""

from __future__ import annotations

from typing import Literal

from starlette.requests import Request

__all__ = ["Language", "page_language", "preferred_language"]

Language = Literal["en", "zh"]


def preferred_language(accept_language: str | None) -> Language:
    """Return the better liked of English and Chinese in an ``Accept-Language`` header (RFC 9110 §12.5.4).

    English where neither is named or the header cannot be read.
    """
    weights = {"en": 0.0, "zh": 0.0}
    for part in (accept_language or "").split(","):
        tag, _, parameter = part.strip().partition(";")
        name = tag.strip().lower().split("-")[0]
        if name in weights:
            weights[name] = max(weights[name], _quality(parameter))
    return "zh" if weights["zh"] > weights["en"] else "en"


def page_language(request: Request, lang: str) -> Language:
    """Return the language of a page: the one asked for by ``lang``, else the better liked one of the request."""
    if lang in {"en", "zh"}:
        return "zh" if lang == "zh" else "en"
    return preferred_language(request.headers.get("accept-language"))


def _quality(parameter: str) -> float:
    key, _, value = parameter.strip().partition("=")
    if key.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
