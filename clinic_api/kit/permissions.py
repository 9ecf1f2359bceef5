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

__all__ = [
    "LABEL_PERMISSIONS",
    "LINK_PERMISSIONS",
    "ROLE_PERMISSIONS",
    "Permission",
    "RequiresPermission",
    "requires",
]


class Permission(StrEnum):
    """One thing a route allows."""

    # Accounts, keys, audit
    OWN_ACCOUNT = "own_account"
    ACCOUNT_READ = "account_read"
    ACCOUNT_WRITE = "account_write"
    IDENTITY_LINK = "identity_link"
    API_KEY_MANAGE = "api_key_manage"
    LABEL_MANAGE = "label_manage"
    AUDIT_READ = "audit_read"
    # Factories and machines
    DEPARTMENT_READ = "department_read"
    FACTORY_READ = "factory_read"
    FACTORY_CREATE = "factory_create"
    FACTORY_UPDATE = "factory_update"
    FACTORY_USAGE_READ = "factory_usage_read"
    FACTORY_EXPORT = "factory_export"
    FACTORY_DELETION_REQUEST = "factory_deletion_request"
    FACTORY_DELETION_CONFIRM = "factory_deletion_confirm"
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
    DOCTOR_WRITE = "doctor_write"
    ABSENCE_WRITE = "absence_write"
    ROTA_WRITE = "rota_write"
    # Cases
    CASE_READ = "case_read"
    CASE_CREATE = "case_create"
    CASE_ASSIGN = "case_assign"
    QUEUE_READ = "queue_read"
    CASE_ATTEND = "case_attend"
    """Accept, decline or refer as the attending doctor."""
    CASE_MERGE = "case_merge"
    CASE_SET_URGENCY = "case_set_urgency"
    CASE_CANCEL = "case_cancel"
    """Cancel an open case, reopen a discharged one."""
    CASE_COMMENT = "case_comment"
    CASE_ASK = "case_ask"
    CASE_ADD_RECORDING = "case_add_recording"
    CASE_ANSWER = "case_answer"
    SECOND_OPINION_ASK = "second_opinion_ask"
    SECOND_OPINION_GIVE = "second_opinion_give"
    TEAM_READ = "team_read"
    TEAM_INVITE = "team_invite"
    """Take into the team of a case, or end a place on it."""
    TEAM_CONTRIBUTE = "team_contribute"
    REVIEW_READ = "review_read"
    REVIEW_DECIDE = "review_decide"
    """Add to a review's panel, and decide where it does not agree."""
    REVIEW_OPINE = "review_opine"
    SIMILAR_READ = "similar_read"
    # Reports, treatment, statistics
    TREATMENT_READ = "treatment_read"
    DIAGNOSIS_SIGN = "diagnosis_sign"
    EXAMINATION_SIGN = "examination_sign"
    TREATMENT_PRESCRIBE = "treatment_prescribe"
    TREATMENT_RECORD = "treatment_record"
    TREATMENT_DECLINE = "treatment_decline"
    FOLLOW_UP_MEASURE = "follow_up_measure"
    FINDING_CONFIRM = "finding_confirm"
    CALIBRATION_READ = "calibration_read"
    SATISFACTION_TELL = "satisfaction_tell"
    CASE_DISCHARGE = "case_discharge"
    STATISTICS_READ = "statistics_read"
    STATISTICS_CASES = "statistics_cases"
    # Outcomes
    DOCTOR_OUTCOME_READ = "doctor_outcome_read"
    OUTCOME_OVERVIEW_READ = "outcome_overview_read"
    RECALIBRATION_READ = "recalibration_read"
    RECALIBRATION_MANAGE = "recalibration_manage"
    # Ways in
    TICKET_CREATE = "ticket_create"
    TICKET_FOLLOW = "ticket_follow"
    TICKET_READ = "ticket_read"
    VISIT_READ = "visit_read"
    VISIT_PLAN = "visit_plan"
    VISIT_ARRANGE = "visit_arrange"
    """Plan a single visit or call it off; a doctor one of their own."""
    VISIT_RECORD = "visit_record"
    VISIT_CONSENT = "visit_consent"
    """Say for the factory whether a planned visit suits it."""
    ROUND_READ = "round_read"
    SCHEDULE_READ = "schedule_read"
    SCHEDULE_WRITE = "schedule_write"
    GATEWAY_PUSH = "gateway_push"
    ALARM_READ = "alarm_read"
    QUESTIONNAIRE_READ = "questionnaire_read"
    QUESTIONNAIRE_SHEET_READ = "questionnaire_sheet_read"
    QUESTIONNAIRE_MANAGE = "questionnaire_manage"
    DEMAND_READ = "demand_read"
    WORK_ITEM_MANAGE = "work_item_manage"
    HAZARD_REPORT = "hazard_report"
    HAZARD_READ = "hazard_read"
    HAZARD_ANSWER = "hazard_answer"
    # Uploads, recordings, examinations
    RECORDING_READ = "recording_read"
    RECORDING_UPLOAD = "recording_upload"
    EXAMINATION_READ = "examination_read"
    EXAMINATION_WORK_LIST = "examination_work_list"
    EXAMINATION_REPEAT = "examination_repeat"
    """Examine a recording again under other assumptions."""
    SIGNAL_NOTE_READ = "signal_note_read"
    SIGNAL_NOTE_WRITE = "signal_note_write"
    # Notifications, webhooks, events
    ENDPOINT_WRITE = "endpoint_write"
    EVENT_READ = "event_read"
    # Search
    LIST_EXPORT = "list_export"
    # Operation
    OPERATION_READ = "operation_read"
    OPERATION_MANAGE = "operation_manage"
    """Try dead jobs again, give waiting ones up, have the service checked."""
    CALENDAR_READ = "calendar_read"
    CALENDAR_WRITE = "calendar_write"


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
    Permission.ACCOUNT_READ: frozenset({_ADMIN, _MANAGER}),
    Permission.ACCOUNT_WRITE: frozenset({_ADMIN, _MANAGER}),
    Permission.IDENTITY_LINK: frozenset({_ADMIN}),
    Permission.API_KEY_MANAGE: frozenset({_ADMIN, _MANAGER}),
    Permission.LABEL_MANAGE: _STAFF | {_MANAGER},
    Permission.AUDIT_READ: frozenset({_ADMIN, _MANAGER}),
    # Factories and machines
    Permission.DEPARTMENT_READ: _PEOPLE,
    Permission.FACTORY_READ: _SEE_CASES,
    Permission.FACTORY_CREATE: frozenset({_ADMIN}),
    Permission.FACTORY_USAGE_READ: _STAFF | {_MANAGER},
    Permission.FACTORY_EXPORT: frozenset({_ADMIN, _MANAGER}),
    Permission.FACTORY_DELETION_REQUEST: frozenset({_ADMIN, _MANAGER}),
    Permission.FACTORY_DELETION_CONFIRM: frozenset({_ADMIN}),
    Permission.EQUIPMENT_READ: _SEE_CASES | {_GATEWAY, _REPORTER},
    Permission.FACTORY_UPDATE: frozenset({_ADMIN, _MANAGER}),
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
    Permission.DOCTOR_WRITE: frozenset({_COORDINATOR, _ADMIN}),
    Permission.ABSENCE_WRITE: frozenset({_COORDINATOR, _ADMIN, _DOCTOR}),
    Permission.ROTA_WRITE: frozenset({_COORDINATOR, _ADMIN}),
    # Cases
    Permission.CASE_READ: _SEE_CASES | {_REPORTER},
    Permission.CASE_CREATE: _FACTORY | _STAFF | {_REPORTER},
    Permission.CASE_ASSIGN: frozenset({_COORDINATOR, _ADMIN}),
    Permission.QUEUE_READ: _STAFF,
    Permission.CASE_ATTEND: frozenset({_DOCTOR}),
    Permission.CASE_MERGE: frozenset({_COORDINATOR, _ADMIN}),
    Permission.CASE_SET_URGENCY: _STAFF | {_DOCTOR},
    Permission.CASE_CANCEL: _FACTORY | {_COORDINATOR, _ADMIN},
    Permission.CASE_COMMENT: _SEE_CASES | {_REPORTER},
    Permission.CASE_ASK: frozenset({_DOCTOR, _COORDINATOR, _ADMIN}),
    Permission.CASE_ADD_RECORDING: _SEE_CASES | {_REPORTER},
    Permission.CASE_ANSWER: _FACTORY | {_COORDINATOR, _ADMIN, _REPORTER},
    Permission.SECOND_OPINION_ASK: frozenset({_DOCTOR, _COORDINATOR, _ADMIN}),
    Permission.SECOND_OPINION_GIVE: frozenset({_DOCTOR}),
    Permission.TEAM_READ: _STAFF | {_DOCTOR},
    Permission.TEAM_INVITE: frozenset({_DOCTOR, _COORDINATOR, _ADMIN}),
    Permission.TEAM_CONTRIBUTE: frozenset({_DOCTOR}),
    Permission.REVIEW_READ: _STAFF | {_DOCTOR},
    Permission.REVIEW_DECIDE: frozenset({_COORDINATOR, _ADMIN}),
    Permission.REVIEW_OPINE: frozenset({_DOCTOR}),
    Permission.SIMILAR_READ: _SEE_CASES,
    # Reports, treatment, statistics
    Permission.TREATMENT_READ: _SEE_CASES | {_REPORTER},
    Permission.DIAGNOSIS_SIGN: frozenset({_DOCTOR}),
    Permission.EXAMINATION_SIGN: frozenset({_ENGINEER}),
    Permission.TREATMENT_PRESCRIBE: frozenset({_DOCTOR}),
    Permission.TREATMENT_RECORD: _FACTORY | {_DOCTOR},
    Permission.TREATMENT_DECLINE: _FACTORY,
    Permission.FOLLOW_UP_MEASURE: _FACTORY | _STAFF | {_DOCTOR},
    Permission.FINDING_CONFIRM: _FACTORY | {_DOCTOR, _ENGINEER},
    Permission.CALIBRATION_READ: _STAFF,
    Permission.SATISFACTION_TELL: _FACTORY,
    Permission.CASE_DISCHARGE: frozenset({_DOCTOR}),
    Permission.STATISTICS_CASES: _STAFF,
    Permission.STATISTICS_READ: _STAFF | {_FUNDER},
    # Outcomes
    Permission.DOCTOR_OUTCOME_READ: frozenset({_DOCTOR, _COORDINATOR, _ADMIN}),
    Permission.OUTCOME_OVERVIEW_READ: frozenset({_COORDINATOR, _ADMIN}),
    Permission.RECALIBRATION_READ: frozenset({_COORDINATOR, _ADMIN}),
    Permission.RECALIBRATION_MANAGE: frozenset({_ADMIN}),
    # Ways in
    Permission.TICKET_CREATE: frozenset({_REPORTER}),
    Permission.TICKET_FOLLOW: frozenset({_REPORTER}),
    Permission.TICKET_READ: _SEE_CASES,
    Permission.VISIT_READ: _SEE_CASES,
    Permission.VISIT_PLAN: frozenset({_COORDINATOR, _ADMIN}),
    Permission.VISIT_ARRANGE: frozenset({_DOCTOR, _COORDINATOR, _ADMIN}),
    Permission.VISIT_RECORD: frozenset({_DOCTOR, _COORDINATOR, _ADMIN}),
    Permission.VISIT_CONSENT: _FACTORY,
    Permission.ROUND_READ: _STAFF | {_DOCTOR},
    Permission.SCHEDULE_READ: _SEE_CASES | {_GATEWAY},
    Permission.SCHEDULE_WRITE: _STAFF | {_MANAGER},
    Permission.GATEWAY_PUSH: frozenset({_GATEWAY}),
    Permission.ALARM_READ: _SEE_CASES,
    Permission.QUESTIONNAIRE_READ: _PEOPLE,
    Permission.QUESTIONNAIRE_SHEET_READ: frozenset({_COORDINATOR, _ADMIN, _MANAGER}),
    Permission.QUESTIONNAIRE_MANAGE: frozenset({_COORDINATOR, _ADMIN}),
    Permission.DEMAND_READ: frozenset({_COORDINATOR, _ADMIN, _FUNDER}),
    Permission.WORK_ITEM_MANAGE: frozenset({_COORDINATOR, _ADMIN}),
    Permission.HAZARD_REPORT: _FACTORY | _STAFF | {_REPORTER},
    Permission.HAZARD_READ: _FACTORY | _STAFF,
    Permission.HAZARD_ANSWER: _STAFF | {_MANAGER},
    # Uploads, recordings, examinations
    Permission.RECORDING_READ: _SEE_CASES | {_REPORTER},
    Permission.RECORDING_UPLOAD: _FACTORY | _STAFF | {_DOCTOR, _GATEWAY, _REPORTER},
    Permission.EXAMINATION_READ: _SEE_CASES | {_REPORTER},
    Permission.EXAMINATION_WORK_LIST: _STAFF,
    Permission.EXAMINATION_REPEAT: frozenset({_ENGINEER, _DOCTOR}),
    Permission.SIGNAL_NOTE_READ: _SEE_CASES,
    Permission.SIGNAL_NOTE_WRITE: _STAFF | {_DOCTOR},
    # Notifications, webhooks, events
    Permission.ENDPOINT_WRITE: frozenset({_MANAGER, _ADMIN}),
    Permission.EVENT_READ: _SEE_CASES,
    # Search
    Permission.LIST_EXPORT: _SEE_CASES,
    # Operation
    Permission.OPERATION_READ: frozenset({_ADMIN}),
    Permission.OPERATION_MANAGE: frozenset({_ADMIN}),
    Permission.CALENDAR_READ: _STAFF | {_DOCTOR},
    Permission.CALENDAR_WRITE: frozenset({_ADMIN}),
}

ROLE_PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    role: frozenset(permission for permission, roles in _GRANTED.items() if role in roles) for role in Role
}

_LABEL_ONLY: Final = frozenset(
    {
        Permission.EQUIPMENT_READ,
        Permission.CASE_CREATE,
        Permission.TICKET_CREATE,
        Permission.HAZARD_REPORT,
        Permission.RECORDING_UPLOAD,
    }
)
_LINK_ONLY: Final = frozenset(
    {
        Permission.CASE_READ,
        Permission.CASE_COMMENT,
        Permission.CASE_ADD_RECORDING,
        Permission.CASE_ANSWER,
        Permission.TREATMENT_READ,
        Permission.TICKET_FOLLOW,
        Permission.RECORDING_READ,
        Permission.EXAMINATION_READ,
    }
)

LABEL_PERMISSIONS: Final = ROLE_PERMISSIONS[_REPORTER] - _LINK_ONLY
"""What a reporter may do who scanned the label of a machine: open a case, not read one."""

LINK_PERMISSIONS: Final = ROLE_PERMISSIONS[_REPORTER] - _LABEL_ONLY
"""What a reporter may do who followed the link of a case: read it, not open another."""


@dataclass(frozen=True)
class RequiresPermission:
    """The dependency that lets a request through; tests find it in ``route.dependant`` by its type."""

    permission: Permission

    async def __call__(self, request: Request) -> Principal:
        """Return the acting principal; raises `Unauthenticated` or `Forbidden`."""
        principal = cast("Principal | None", getattr(request.state, "principal", None))
        if principal is None:
            raise Unauthenticated()
        if self.permission not in ROLE_PERMISSIONS[principal.role]:
            raise Forbidden("permission_denied")
        if principal.scopes is not None and self.permission not in principal.scopes:
            if principal.role is Role.REPORTER:
                raise Forbidden("permission_denied")
            raise Forbidden("scope_missing", scope=self.permission.value)
        return principal


def requires(permission: Permission) -> RequiresPermission:
    """Return the dependency for ``permission``: ``Annotated[Principal, Depends(requires(Permission.CASE_READ))]``."""
    return RequiresPermission(permission)
