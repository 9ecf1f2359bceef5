"""All routes of the app, as the tests that go through every one of them need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.permissions import Permission, RequiresPermission
from tests.clinic_api.hospital import SeededFactory


@dataclass(frozen=True)
class ApiRoute:
    """One method of one path below ``/api/v1``."""

    operation: str
    method: str
    path: str
    permissions: frozenset[Permission]

    def url(self, ids: dict[str, str]) -> str:
        """Return the path with ``ids`` filled in."""
        return self.path.format(**ids)


def api_routes(app: FastAPI) -> Iterator[ApiRoute]:
    for context in iter_route_contexts(app.routes):
        if (context.path or "").startswith("/api/v1") and hasattr(context.original_route, "dependant"):
            for method in sorted(context.methods or ()):
                permissions = frozenset(_permissions(context.dependant))
                yield ApiRoute(str(context.name), method, str(context.path), permissions)


def code_of(answer: httpx.Response) -> str:
    """Return the code of a refusal; the answer to a HEAD has no body to say more than its status."""
    by_status = {401: "unauthenticated", 403: "permission_denied", 404: "not_found"}
    return answer.json()["code"] if answer.request.method != "HEAD" else by_status[answer.status_code]


def ids_of(factory: SeededFactory, doctor_id: str) -> dict[str, str]:
    """Return what fills the path parameters of any route for ``factory``."""
    return factory.ids | {
        "doctor_id": doctor_id,
        "index": "0",
        "year": "2031",
        "check_id": "chk_" + "0" * 26,
        "job_id": "job_" + "0" * 26,
        "name": "form",
        "document": "0" * 64,
        "recalibration_id": "rcl_" + "0" * 26,
    }


def missing_ids(ids: dict[str, str]) -> dict[str, str]:
    """Return ``ids`` with each id replaced by one of the same kind that nothing has."""
    return {name: new_id(value.partition("_")[0]) if is_id(value) else value for name, value in ids.items()}


def _permissions(dependant: Dependant) -> Iterator[Permission]:
    if isinstance(dependant.call, RequiresPermission):
        yield dependant.call.permission
    for part in dependant.dependencies:
        yield from _permissions(part)
