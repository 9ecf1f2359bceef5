"""The real worker, except that recordings with certain names do their worst in the child that examines them."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from clinic_api.cases.flow import FirstOpinion
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.examinations.making import ExaminationOrder, examine_recording
from clinic_api.jobs.celery_config import make_celery_app
from clinic_api.jobs.worker import attach_worker
from clinic_api.settings import load_settings_or_exit
from diagnostics.sandbox import Sandbox


def _do_the_worst(order: ExaminationOrder, content: Path, sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    if order.filename.startswith("kills_itself"):
        os.kill(os.getpid(), signal.SIGKILL)
    if order.filename.startswith("eats_memory"):
        eaten = []
        while True:
            eaten.append(bytearray(64 << 20))
    if order.filename.startswith("spins"):
        while True:
            pass
    return examine_recording(order, content, sandbox, folder)


_settings = load_settings_or_exit()
app = make_celery_app(_settings)
attach_worker(app, _settings, {FIRST_OPINION: FirstOpinion(_do_the_worst)})
