"""The Celery application of the worker: ``python -m celery -A clinic_api.jobs.celery_app worker -P prefork -c 2``."""

from __future__ import annotations

import os
from typing import Final

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is loaded: one thread a worker process
os.environ.setdefault("OMP_NUM_THREADS", "1")

from clinic_api.cases.flow import FIRST_OPINION, FirstOpinion
from clinic_api.examinations.sandbox import refuse_to_start_without_sandbox
from clinic_api.jobs.celery_config import make_celery_app
from clinic_api.jobs.desk import JobKind
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.jobs.worker import attach_worker
from clinic_api.proactive.routine import ROUTINE_EXAMINATION, RoutineExamination
from clinic_api.proactive.schedules import SCHEDULES
from clinic_api.settings import load_settings_or_exit

__all__ = ["KINDS", "PERIODIC_TASKS", "app"]

KINDS: Final[dict[str, JobKind]] = {
    FIRST_OPINION: FirstOpinion(),
    ROUTINE_EXAMINATION: RoutineExamination(),
}
"""What a job of each kind does."""

PERIODIC_TASKS: Final[tuple[PeriodicTask, ...]] = (SCHEDULES,)
"""What is done every so often."""

_settings = load_settings_or_exit()
refuse_to_start_without_sandbox(_settings.parser_sandbox)
app = make_celery_app(_settings)
attach_worker(app, _settings, KINDS, PERIODIC_TASKS)
