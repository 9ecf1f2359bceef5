"""What each role may do. Every route under ``/api/v1`` names one permission with ``Depends(requires(...))``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from fastapi import Request

from clinic_api.errors import Forbidden, Unauthenticated
from clinic_api.kit.principal import Principal, Role

__all__ = ["ROLE_PERMISSIONS", "Permission", "RequiresPermission", "requires"]


class Permission(StrEnum):
    """One thing a route allows."""

    OWN_ACCOUNT = "own_account"
    ACCOUNT_READ = "account_read"
    DEPARTMENT_READ = "department_read"
    FACTORY_READ = "factory_read"
    FACTORY_CREATE = "factory_create"
    EQUIPMENT_READ = "equipment_read"
    EQUIPMENT_WRITE = "equipment_write"
    BEARING_READ = "bearing_read"
    DOCTOR_READ = "doctor_read"
    CASE_READ = "case_read"
    CASE_CREATE = "case_create"
    CASE_ASSIGN = "case_assign"
    RECORDING_READ = "recording_read"
    RECORDING_UPLOAD = "recording_upload"
    EXAMINATION_READ = "examination_read"
    QUEUE_READ = "queue_read"
    STATISTICS_READ = "statistics_read"


_EVERYBODY = frozenset({Permission.OWN_ACCOUNT, Permission.DEPARTMENT_READ})
_SEES_CASES = _EVERYBODY | {
    Permission.FACTORY_READ,
    Permission.EQUIPMENT_READ,
    Permission.BEARING_READ,
    Permission.CASE_READ,
    Permission.RECORDING_READ,
    Permission.EXAMINATION_READ,
}
_OPENS_CASES = _SEES_CASES | {Permission.CASE_CREATE, Permission.RECORDING_UPLOAD}
_SEES_ALL_WORK = _OPENS_CASES | {
    Permission.EQUIPMENT_WRITE,
    Permission.DOCTOR_READ,
    Permission.QUEUE_READ,
    Permission.STATISTICS_READ,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FACTORY_USER: _OPENS_CASES,
    Role.FACTORY_ADMIN: _OPENS_CASES | {Permission.EQUIPMENT_WRITE},
    Role.ENGINEER: _SEES_ALL_WORK,
    Role.DOCTOR: _SEES_CASES | {Permission.DOCTOR_READ},
    Role.COORDINATOR: _SEES_ALL_WORK | {Permission.CASE_ASSIGN},
    Role.ADMIN: frozenset(Permission),
    Role.FUNDER: _EVERYBODY | {Permission.STATISTICS_READ},
}


@dataclass(frozen=True)
class RequiresPermission:
    """The dependency that lets a request through; tests find it in ``route.dependant`` by its type."""

    permission: Permission

    def __call__(self, request: Request) -> Principal:
        """Return the acting principal; raises `Unauthenticated` or `Forbidden`."""
        principal = cast("Principal | None", getattr(request.state, "principal", None))
        if principal is None:
            raise Unauthenticated()
        if self.permission not in ROLE_PERMISSIONS[principal.role]:
            raise Forbidden("permission_denied")
        return principal


def requires(permission: Permission) -> RequiresPermission:
    """Return the dependency for ``permission``: ``Annotated[Principal, Depends(requires(Permission.CASE_READ))]``."""
    return RequiresPermission(permission)
