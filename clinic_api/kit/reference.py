"""``/docs``: the API's reference as one page made from the OpenAPI, without script and without other sites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response

from clinic_api.kit.language import page_language
from clinic_api.kit.pages import render_page

__all__ = ["router"]

_METHODS = ("get", "post", "patch", "put", "delete")

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def read_reference(request: Request, lang: str = "") -> Response:
    """Show all operations with their parameters, bodies and answers."""
    language = page_language(request, lang)
    values = {
        "operations": list(_operations(request.app.openapi())),
        "openapi_url": request.app.openapi_url,
        "other_language": "en" if language == "zh" else "zh",
    }
    return render_page("api.html", language, values=values)


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method not in methods:
                continue
            operation = methods[method]
            yield {
                "id": operation["operationId"],
                "method": method.upper(),
                "path": path,
                "summary": operation.get("description") or operation.get("summary", ""),
                "parameters": [f"{p['name']} ({p['in']})" for p in operation.get("parameters", ())],
                "body": _schema_name(operation.get("requestBody", {})),
                "answers": [f"{status} {_schema_name(a)}".strip() for status, a in operation["responses"].items()],
            }


def _schema_name(holder: dict[str, Any]) -> str:
    """Return the media types and the name of the schema that a body or an answer has."""
    parts = []
    for media_type, content in holder.get("content", {}).items():
        name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
        parts.append(f"{name} ({media_type})" if name else media_type)
    return ", ".join(parts)
