"""The few pages the API serves itself: plain HTML and CSS in both languages, without script."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from clinic_api.errors import ClinicError, title_of
from clinic_api.kit.language import Language
from diagnostics.texts import Catalogue

__all__ = ["problem_page", "render_page", "router", "texts"]

_FOLDER = Path(__file__).parent
texts = Catalogue(_FOLDER / "texts.toml")

_CONTENT_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
_templates = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)

router = APIRouter(include_in_schema=False)


def render_page(template: str, language: Language, *, status: int = 200, values: Mapping[str, Any]) -> HTMLResponse:
    """Return the page ``template`` with ``values``; in it, ``say(key)`` gives a text in ``language``."""
    page = _templates.get_template(template).render(
        values, language=language, say=lambda key, **filled: texts(key, **filled).in_language(language)
    )
    return HTMLResponse(page, status, {"Content-Security-Policy": _CONTENT_POLICY, "Content-Language": language})


def problem_page(error: ClinicError, language: Language, request_id: str | None) -> HTMLResponse:
    """Return the page for a refusal: what is wrong and what to do, for people who followed a code or a link."""
    values = {
        "title": title_of(error.status).in_language(language),
        "detail": error.text.in_language(language),
        "is_unknown": error.status in {404, 410},
        "request_id": request_id,
        "other_language": "en" if language == "zh" else "zh",
    }
    response = render_page("problem.html", language, status=error.status, values=values)
    response.headers.update({**error.headers, "Referrer-Policy": "no-referrer"})
    return response


@router.get("/pages.css")
def read_style() -> Response:
    """Return the pages' one style sheet."""
    style = (_FOLDER / "pages.css").read_bytes()
    return Response(style, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})
