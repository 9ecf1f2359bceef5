"""The page behind the code on a document: anyone may open it, type a code, or hand in a file to compare.

Nothing of what is handed in is kept; its SHA-256 is compared with the register.
"""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile

from clinic_api.database import ALL_FACTORIES
from clinic_api.errors import NotFound
from clinic_api.health_records.schemas import DocumentRead
from clinic_api.kit.language import Language, page_language
from clinic_api.kit.pages import render_page
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from clinic_api.reports.verification import verified

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_SHOWN_CHARACTERS = 80  # of what stood in the address


@router.get("/verify")
def read_verify_form(
    request: Request, database: DatabaseOf, settings: SettingsOf, code: str = "", lang: str = ""
) -> Response:
    """Ask for a code or a file; a typed code is looked up."""
    language = page_language(request, lang)
    if not code.strip():
        return _page(language, named="", document=None, asks=True)
    return _answer(language, database, settings, code.strip())


@router.get("/verify/{named}")
def read_verify_page(
    named: str, request: Request, database: DatabaseOf, settings: SettingsOf, lang: str = ""
) -> Response:
    """Show what is known of the document with this code or digest."""
    return _answer(page_language(request, lang), database, settings, named)


@router.post("/verify")
@router.post("/verify/{named}")
def compare_file(
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    file: UploadFile,
    named: str = "",
    lang: Annotated[str, Form(max_length=8)] = "",
) -> Response:
    """Compare a file with what was issued: with the document of the code, or with all where none was named."""
    language = page_language(request, lang)
    sha256 = hashlib.sha256(file.file.read()).hexdigest()  # no larger than the body that is let in
    return _answer(language, database, settings, named or sha256, file_sha256=sha256)


def _answer(
    language: Language, database: DatabaseOf, settings: SettingsOf, named: str, *, file_sha256: str | None = None
) -> Response:
    with database.session(read_only=True, factory_scope=ALL_FACTORIES) as session:
        try:
            document = verified(session, settings, named)
        except NotFound as unknown:
            return _page(language, named=named, document=None, file_sha256=file_sha256, status=unknown.status)
    return _page(language, named=named, document=document, file_sha256=file_sha256)


def _page(
    language: Language,
    *,
    named: str,
    document: DocumentRead | None,
    file_sha256: str | None = None,
    asks: bool = False,
    status: int = 200,
) -> Response:
    values = {
        "document": document,
        "named": named[:_SHOWN_CHARACTERS],
        "action": f"/verify/{named}" if document is not None else "/verify",
        "file_sha256": file_sha256,
        "is_same": document is not None and file_sha256 == document.sha256,
        "asks": asks,
        "other_language": "zh" if language == "en" else "en",
    }
    return render_page("verify.html", language, status=status, values=values)
