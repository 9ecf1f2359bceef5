"""The Celery application of the worker: ``python -m celery -A clinic_api.jobs.celery_app worker -P prefork -c 2``."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is loaded: one thread a worker process
os.environ.setdefault("OMP_NUM_THREADS", "1")

from celery.signals import setup_logging

from clinic_api.examinations.sandbox import refuse_to_start_without_sandbox
from clinic_api.jobs.celery_config import make_celery_app
from clinic_api.jobs.kinds import KINDS, PERIODIC_TASKS
from clinic_api.jobs.worker import attach_worker
from clinic_api.operation.logs import configure_logs
from clinic_api.settings import load_settings_or_exit

__all__ = ["app"]

_settings = load_settings_or_exit()
refuse_to_start_without_sandbox(_settings.parser_sandbox)
app = make_celery_app(_settings)


def _set_up_logs(**_: object) -> None:
    configure_logs(_settings)


setup_logging.connect(_set_up_logs, weak=False)
attach_worker(app, _settings, KINDS, PERIODIC_TASKS)
