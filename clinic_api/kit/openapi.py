"""The OpenAPI description: operations named like their functions, and every refusal described as what it is."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from clinic_api.errors import PROBLEM_MEDIA_TYPE, ProblemDetails, title_of

__all__ = ["PROBLEM_ANSWERS", "DescribedApp", "operation_id"]

_REFUSALS = (401, 403, 404, 409, 412, 413, 415, 422, 429, 503)

PROBLEM_ANSWERS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemDetails, "description": title_of(status).en} for status in _REFUSALS
}
"""The refusals that any route may answer with."""


class DescribedApp(FastAPI):
    """A FastAPI app whose description gives refusals the media type they are sent with."""

    def openapi(self) -> dict[str, Any]:
        """Return the description, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            for methods in document["paths"].values():
                for operation in methods.values():
                    _name_problem_media_type(operation["responses"])
        return super().openapi()


def operation_id(route: APIRoute) -> str:
    """Return the name of the route's function."""
    return route.name


def _name_problem_media_type(responses: dict[str, Any]) -> None:
    for status in map(str, _REFUSALS):
        content = responses.get(status, {}).get("content", {})
        for media_type in list(content):
            if content[media_type].get("schema", {}).get("$ref", "").endswith("/ProblemDetails"):
                content[PROBLEM_MEDIA_TYPE] = content.pop(media_type)
