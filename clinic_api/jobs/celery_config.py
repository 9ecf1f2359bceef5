"""How Celery is set up on the worker's side: it only wakes the worker.

Acknowledged early (the lease in the database does the recovery, so no broker time-out can double or loop a job), no
result backend, no prefetch.
"""

from __future__ import annotations

from typing import Final

from celery import Celery

from clinic_api.jobs.doorbell import agreed_configuration
from clinic_api.settings import Settings

__all__ = ["make_celery_app"]

_TIME_LIMIT_MARGIN_SECONDS: Final = 120
_TRANSPORT_OPTIONS: Final = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "health_check_interval": 10,
}


def make_celery_app(settings: Settings) -> Celery:
    """Return the worker's Celery application for ``settings``, without its tasks."""
    application = Celery("clinic_worker", broker=settings.broker_url)
    time_limit_seconds = max(900, 2 * settings.examination_timeout_seconds + _TIME_LIMIT_MARGIN_SECONDS)
    application.conf.update(agreed_configuration(_TRANSPORT_OPTIONS))
    application.conf.update(
        result_backend=None,
        task_store_errors_even_if_ignored=False,
        task_acks_late=False,
        task_reject_on_worker_lost=False,
        worker_prefetch_multiplier=1,
        worker_disable_prefetch=True,
        task_time_limit=time_limit_seconds,
        worker_max_tasks_per_child=50,
        worker_max_memory_per_child=1_000_000,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        broker_connection_retry=True,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_soft_shutdown_timeout=30,
        worker_enable_soft_shutdown_on_idle=True,
    )
    return application
