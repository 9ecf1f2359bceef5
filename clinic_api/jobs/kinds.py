"""Every kind of job and every periodic task of the service, in one place: whoever adds one adds it here."""

from __future__ import annotations

from typing import Final

from clinic_api.calendar.moving import CALENDAR_CHANGE, MoveClocks
from clinic_api.case_recordings.job import FurtherOpinion
from clinic_api.case_recordings.service import FURTHER_OPINION
from clinic_api.cases.clock_watch import CLOCK_WATCH
from clinic_api.cases.escalation import ESCALATION
from clinic_api.cases.flow import FirstOpinion
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.factory_data.erasing import DELETION, DELETIONS, EraseFactory
from clinic_api.factory_data.expiry import EXPORT_EXPIRY, EXPORTS, ExpireExport
from clinic_api.factory_data.exporting import EXPORT, ExportFactory
from clinic_api.jobs.desk import JobKind
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.kit.idempotency import forget_old_keys
from clinic_api.notices.mailing import NOTICES
from clinic_api.notifications.delivering import Deliver
from clinic_api.notifications.kinds import DELIVERY
from clinic_api.operation.checking import SERVICE_CHECK, CheckService
from clinic_api.proactive.routine import ROUTINE_EXAMINATION, RoutineExamination
from clinic_api.proactive.schedules import SCHEDULES
from clinic_api.treatments.follow_up import FOLLOW_UP_EXAMINATION
from clinic_api.treatments.follow_up_job import FollowUpExamination
from clinic_api.uploads.service import UPLOADS

__all__ = ["KINDS", "PERIODIC_TASKS"]

KINDS: Final[dict[str, JobKind]] = {
    FIRST_OPINION: FirstOpinion(),
    FURTHER_OPINION: FurtherOpinion(),
    ROUTINE_EXAMINATION: RoutineExamination(),
    FOLLOW_UP_EXAMINATION: FollowUpExamination(),
    EXPORT: ExportFactory(),
    EXPORT_EXPIRY: ExpireExport(),
    DELETION: EraseFactory(),
    DELIVERY: Deliver(),
    SERVICE_CHECK: CheckService(),
    CALENDAR_CHANGE: MoveClocks(),
}
"""What a job of each kind does."""

PERIODIC_TASKS: Final[tuple[PeriodicTask, ...]] = (
    CLOCK_WATCH,
    ESCALATION,
    SCHEDULES,
    NOTICES,
    UPLOADS,
    EXPORTS,
    DELETIONS,
    PeriodicTask("idempotency keys", 3600, lambda session, settings: forget_old_keys(session)),
)
"""What is done every so often."""
