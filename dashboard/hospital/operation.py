"""What the pages about the running service ask of the API: jobs, outbox, system, audit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinic_client.api.audit import export_audit, list_audit, verify_audit
from clinic_client.api.notifications import count_outbox, list_outbox, send_outbox_item_again
from clinic_client.api.operation import (
    ask_service_check,
    give_up_job,
    list_backups,
    list_jobs,
    list_service_checks,
    read_jobs_overview,
    read_system,
    retry_job,
)
from clinic_client.models import (
    ChainRead,
    JobDecision,
    JobRead,
    JobsOverview,
    OutboxCount,
    OutboxItem,
    PageAuditLineRead,
    PageBackupRecordRead,
    PageJobRead,
    PageOutboxItem,
    PageServiceCheckRead,
    ServiceCheckRead,
    SystemRead,
)
from clinic_client.types import UNSET
from dashboard.hospital.connection import ApiCalls, answer, send

__all__ = ["OperationCalls"]

_NEWEST = 10


class OperationCalls(ApiCalls):
    """The service as its administrators look after it."""

    def jobs_overview(self) -> JobsOverview:
        """Return how many jobs of each kind wait or gave up, and who is at work."""
        return answer(JobsOverview, lambda: read_jobs_overview.sync_detailed(client=self._client))

    def jobs(self, wanted: Mapping[str, Any], *, cursor: str | None, limit: int) -> PageJobRead:
        """Return a page of the ``wanted`` jobs, the newest first."""
        return answer(
            PageJobRead,
            lambda: list_jobs.sync_detailed(client=self._client, cursor=cursor or UNSET, limit=limit, **wanted),
        )

    def retry(self, job_id: str, reason: str) -> JobRead:
        """Try a job again that gave up."""
        body = JobDecision(reason=reason)
        return answer(JobRead, lambda: retry_job.sync_detailed(job_id, client=self._client, body=body))

    def give_up(self, job_id: str, reason: str) -> JobRead:
        """Give a waiting job up."""
        body = JobDecision(reason=reason)
        return answer(JobRead, lambda: give_up_job.sync_detailed(job_id, client=self._client, body=body))

    def outbox_counts(self) -> list[OutboxCount]:
        """Return what waits to leave the hospital and what was given up, by channel."""
        return list(answer(list, lambda: count_outbox.sync_detailed(client=self._client)))

    def outbox(self, wanted: Mapping[str, Any], *, cursor: str | None, limit: int) -> PageOutboxItem:
        """Return a page of what leaves the hospital, the newest first."""
        return answer(
            PageOutboxItem,
            lambda: list_outbox.sync_detailed(client=self._client, cursor=cursor or UNSET, limit=limit, **wanted),
        )

    def send_again(self, delivery_id: str) -> OutboxItem:
        """Send a mail or message once more that was given up."""
        return answer(OutboxItem, lambda: send_outbox_item_again.sync_detailed(delivery_id, client=self._client))

    def system(self) -> SystemRead:
        """Return versions, backups and storage."""
        return answer(SystemRead, lambda: read_system.sync_detailed(client=self._client))

    def backups(self) -> PageBackupRecordRead:
        """Return the newest backups and trials."""
        return answer(PageBackupRecordRead, lambda: list_backups.sync_detailed(client=self._client, limit=_NEWEST))

    def check(self) -> ServiceCheckRead:
        """Have a worker check the service."""
        return answer(ServiceCheckRead, lambda: ask_service_check.sync_detailed(client=self._client))

    def newest_check(self) -> ServiceCheckRead | None:
        """Return the check that was asked for last."""
        page = answer(PageServiceCheckRead, lambda: list_service_checks.sync_detailed(client=self._client, limit=1))
        return page.items[0] if page.items else None

    def audit(self, wanted: Mapping[str, Any], *, cursor: str | None, limit: int) -> PageAuditLineRead:
        """Return a page of the ``wanted`` lines of the audit, the newest first."""
        return answer(
            PageAuditLineRead,
            lambda: list_audit.sync_detailed(client=self._client, cursor=cursor or UNSET, limit=limit, **wanted),
        )

    def audit_csv(self, wanted: Mapping[str, Any]) -> bytes:
        """Return the ``wanted`` lines as CSV."""
        client = self._connection.patient_client
        return send(lambda: export_audit.sync_detailed(client=client, **wanted)).content

    def verify_audit(self) -> list[ChainRead]:
        """Go through every chain of the audit."""
        client = self._connection.patient_client
        return list(answer(list, lambda: verify_audit.sync_detailed(client=client)))
