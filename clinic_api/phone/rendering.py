"""Putting a page together: its template, the texts in one language, times as people write them, and the files that go
with it, named after their content so that a phone keeps them for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from fastapi import APIRouter, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from clinic_api.database import utc_now
from clinic_api.errors import NotFound
from clinic_api.kit.china import CHINA
from clinic_api.kit.fields import TextRead
from clinic_api.kit.language import Language
from diagnostics.texts import Catalogue, Text

__all__ = ["TEXTS", "address", "render_page", "rendered", "router"]

_FOLDER: Final = Path(__file__).parent
TEXTS: Final = Catalogue(_FOLDER / "texts.toml")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_PAGE_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",  # the address of the page is a key
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
}
_MEDIA_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class _Asset:
    """A file that goes with pages, and the name it is served by."""

    name: str
    content: bytes
    media_type: str


def _read_assets() -> dict[str, _Asset]:
    assets = {}
    for path in sorted((_FOLDER / "static").iterdir()):
        if path.suffix in _MEDIA_TYPES and path.name != "worker.js":
            content = path.read_bytes()
            name = f"{path.stem}-{hashlib.sha256(content).hexdigest()[:10]}{path.suffix}"
            assets[path.name] = _Asset(name, content, _MEDIA_TYPES[path.suffix])
    return assets


_ASSETS: Final = _read_assets()
_BY_NAME: Final = {asset.name: asset for asset in _ASSETS.values()}


def address(file: str) -> str:
    """Return the address of a file of ``static/``."""
    return f"/phone/{_ASSETS[file].name}"


_SERVICE_WORKER: Final = (
    (_FOLDER / "static" / "worker.js")
    .read_text(encoding="utf-8")
    .replace("__ASSETS__", repr([address(file) for file in _ASSETS]))
    .replace("__STORE__", address("store.js"))
    .encode("utf-8")
)


@router.get("/phone/worker.js")
def read_service_worker() -> Response:
    """Return the script that keeps the pages of labels and links at hand without a line."""
    headers = {
        "Cache-Control": "no-cache",
        "Service-Worker-Allowed": "/",
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'",
    }
    return Response(_SERVICE_WORKER, media_type="text/javascript", headers=headers)


@router.get("/phone/{name}")
def read_asset(name: str) -> Response:
    """Return a file that goes with the pages; its name holds its digest, so it never changes."""
    asset = _BY_NAME.get(name)
    if asset is None:
        raise NotFound()
    headers = {"Cache-Control": _FOR_GOOD, "ETag": f'"{Path(name).stem.rpartition("-")[2]}"'}
    return Response(asset.content, media_type=asset.media_type, headers=headers)


_templates: Final = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["address"] = address


def render_page(
    template: str, language: Language, *, status: int = 200, values: Mapping[str, Any], headers: Mapping[str, str] = {}
) -> HTMLResponse:
    """Return the page ``template`` with ``values``.

    In it ``say(key)`` is a text of the catalogue, ``tell(text)`` a bilingual value, ``when(moment)``,
    ``until(moment)`` and ``day(date)`` a time, all in ``language``.
    """
    page = rendered(template, language, values)
    return HTMLResponse(page, status, {**_PAGE_HEADERS, "Content-Language": language, **headers})


def rendered(template: str, language: Language, values: Mapping[str, Any]) -> str:
    """Return ``template`` with ``values`` as HTML."""

    def tell(text: Text | TextRead) -> str:
        return text.zh if language == "zh" else text.en

    return _templates.get_template(template).render(
        values,
        language=language,
        other_language="en" if language == "zh" else "zh",
        say=lambda key, **filled: TEXTS(key, **filled).in_language(language),
        tell=tell,
        when=lambda moment: moment_in(language, moment, utc_now()),
        until=lambda moment: until_in(language, moment, utc_now()),
        day=lambda day: day_in(language, day, utc_now().astimezone(CHINA).date()),
    )


def moment_in(language: Language, moment: datetime, now: datetime) -> str:
    """Return ``moment`` as people in China write it, today and tomorrow by their names."""
    local = moment.astimezone(CHINA)
    return f"{day_in(language, local.date(), now.astimezone(CHINA).date())} {local:%H:%M}"


def until_in(language: Language, moment: datetime, now: datetime) -> str:
    """Return the end of a time; midnight is the end of the day before."""
    local = moment.astimezone(CHINA)
    if (local.hour, local.minute) == (0, 0):
        day = day_in(language, local.date() - timedelta(days=1), now.astimezone(CHINA).date())
        return TEXTS("by_end_of", day=day).in_language(language)
    return TEXTS("by_moment", when=moment_in(language, moment, now)).in_language(language)


def day_in(language: Language, day: date, today: date) -> str:
    """Return ``day`` as people write it: yesterday, today and tomorrow by name, the year only where it is another."""
    name: Literal["yesterday", "today", "tomorrow"] | None
    name = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days)  # type: ignore[assignment]
    if name is not None:
        return TEXTS(name).in_language(language)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日" if day.year != today.year else f"{day.month}月{day.day}日"
    written = f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{written} {day.year}" if day.year != today.year else written
