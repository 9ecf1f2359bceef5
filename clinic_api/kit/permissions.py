"""What each role may do. Every route under ``/api/v1`` names one permission with ``Depends(requires(...))``.

Which rows a permitted request reaches is decided elsewhere: by `kit.repository.Repository` and by row-level security.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from fastapi import Request

from clinic_api.errors import Forbidden, Unauthenticated
from clinic_api.kit.principal import KEY_ROLES, Principal, Role

__all__ = ["ROLE_PERMISSIONS", "Permission", "RequiresPermission", "requires"]


class Permission(StrEnum):
    """One thing a route allows."""

    # Accounts, keys, audit
    OWN_ACCOUNT = "own_account"
    ACCOUNT_READ = "account_read"
    # Factories and machines
    DEPARTMENT_READ = "department_read"
    FACTORY_READ = "factory_read"
    FACTORY_CREATE = "factory_create"
    FACTORY_UPDATE = "factory_update"
    EQUIPMENT_READ = "equipment_read"
    EQUIPMENT_WRITE = "equipment_write"
    EQUIPMENT_HISTORY_READ = "equipment_history_read"
    EQUIPMENT_IMPORT = "equipment_import"
    HEALTH_RECORD_ISSUE = "health_record_issue"
    POINT_READ = "point_read"
    POINT_WRITE = "point_write"
    ATTACHMENT_READ = "attachment_read"
    ATTACHMENT_ADD = "attachment_add"
    ATTACHMENT_REMOVE = "attachment_remove"
    BEARING_READ = "bearing_read"
    DOCTOR_READ = "doctor_read"
    # Cases
    CASE_READ = "case_read"
    CASE_CREATE = "case_create"
    CASE_ASSIGN = "case_assign"
    QUEUE_READ = "queue_read"
    # Reports, treatment, statistics
    STATISTICS_READ = "statistics_read"
    # Ways in
    # Uploads, recordings, examinations
    RECORDING_READ = "recording_read"
    RECORDING_UPLOAD = "recording_upload"
    EXAMINATION_READ = "examination_read"
    # Notifications, webhooks, events
    # Search
    # Operation


_USER, _MANAGER, _ENGINEER, _DOCTOR = Role.FACTORY_USER, Role.FACTORY_ADMIN, Role.ENGINEER, Role.DOCTOR
_COORDINATOR, _ADMIN, _FUNDER, _GATEWAY, _REPORTER = (
    Role.COORDINATOR,
    Role.ADMIN,
    Role.FUNDER,
    Role.GATEWAY,
    Role.REPORTER,
)

_PEOPLE: Final = frozenset(Role) - KEY_ROLES
_FACTORY: Final = frozenset({_USER, _MANAGER})
_STAFF: Final = frozenset({_ENGINEER, _COORDINATOR, _ADMIN})
_SEE_CASES: Final = _FACTORY | _STAFF | {_DOCTOR}

_GRANTED: Final[dict[Permission, frozenset[Role]]] = {
    # Accounts, keys, audit
    Permission.OWN_ACCOUNT: _PEOPLE,
    Permission.ACCOUNT_READ: frozenset({_ADMIN}),
    # Factories and machines
    Permission.DEPARTMENT_READ: _PEOPLE,
    Permission.FACTORY_READ: _SEE_CASES,
    Permission.FACTORY_CREATE: frozenset({_ADMIN}),
    Permission.FACTORY_UPDATE: frozenset({_ADMIN, _MANAGER}),
    Permission.EQUIPMENT_READ: _SEE_CASES | {_GATEWAY},
    Permission.EQUIPMENT_WRITE: _STAFF | {_MANAGER},
    Permission.EQUIPMENT_HISTORY_READ: _SEE_CASES,
    Permission.EQUIPMENT_IMPORT: _STAFF | {_MANAGER},
    Permission.HEALTH_RECORD_ISSUE: _SEE_CASES,
    Permission.POINT_READ: _SEE_CASES | {_GATEWAY},
    Permission.POINT_WRITE: _STAFF | {_MANAGER},
    Permission.ATTACHMENT_READ: _SEE_CASES | {_REPORTER},
    Permission.ATTACHMENT_ADD: _SEE_CASES | {_REPORTER},
    Permission.ATTACHMENT_REMOVE: _STAFF | {_MANAGER},
    Permission.BEARING_READ: _SEE_CASES,
    Permission.DOCTOR_READ: _STAFF | {_DOCTOR},
    # Cases
    Permission.CASE_READ: _SEE_CASES,
    Permission.CASE_CREATE: _FACTORY | _STAFF,
    Permission.CASE_ASSIGN: frozenset({_COORDINATOR, _ADMIN}),
    Permission.QUEUE_READ: _STAFF,
    # Reports, treatment, statistics
    Permission.STATISTICS_READ: _STAFF | {_FUNDER},
    # Ways in
    # Uploads, recordings, examinations
    Permission.RECORDING_READ: _SEE_CASES,
    Permission.RECORDING_UPLOAD: _FACTORY | _STAFF | {_GATEWAY},
    Permission.EXAMINATION_READ: _SEE_CASES,
    # Notifications, webhooks, events
    # Search
    # Operation
}

ROLE_PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    role: frozenset(permission for permission, roles in _GRANTED.items() if role in roles) for role in Role
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
        if principal.scopes is not None and self.permission not in principal.scopes:
            raise Forbidden("scope_missing", scope=self.permission.value)
        return principal


def requires(permission: Permission) -> RequiresPermission:
    """Return the dependency for ``permission``: ``Annotated[Principal, Depends(requires(Permission.CASE_READ))]``."""
    return RequiresPermission(permission)
