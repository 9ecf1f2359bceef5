"""Who opened a page: the token in its address stands for a label or for a case's link, as it does in the JSON API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from clinic_api.database import Database
from clinic_api.errors import NotFound
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf
from clinic_api.labels.authentication import LABEL_PREFIX, LINK_PREFIX, principal_of_label, principal_of_link
from clinic_api.phone.rendering import TEXTS

__all__ = ["MayAnswer", "MayFollow", "MayReport", "MayReportHazard"]


@dataclass(frozen=True)
class _HolderOfKey:
    """The dependency that turns the token of a page's address into a principal, which may do ``permission``."""

    prefix: str
    find: Callable[[Database, str], Principal | None]
    unknown: str
    permission: Permission

    async def __call__(self, token: str, request: Request, database: DatabaseOf) -> Principal:
        """Return whoever holds the token; raises `NotFound` for one that is none or was revoked."""
        principal = await run_in_threadpool(self.find, database, self.prefix + token)
        if principal is None:
            raise NotFound(self.unknown, TEXTS(self.unknown))
        request.state.principal = principal
        return await requires(self.permission)(request)


def _label(permission: Permission) -> _HolderOfKey:
    return _HolderOfKey(LABEL_PREFIX, principal_of_label, "label_unknown", permission)


def _link(permission: Permission) -> _HolderOfKey:
    return _HolderOfKey(LINK_PREFIX, principal_of_link, "link_unknown", permission)


MayReport = Annotated[Principal, Depends(_label(Permission.TICKET_CREATE))]
MayReportHazard = Annotated[Principal, Depends(_label(Permission.HAZARD_REPORT))]
MayFollow = Annotated[Principal, Depends(_link(Permission.TICKET_FOLLOW))]
MayAnswer = Annotated[Principal, Depends(_link(Permission.CASE_ANSWER))]
