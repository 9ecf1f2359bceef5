"""The real worker, whose first attempt at each recording tells where it runs and then hangs until it is killed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from clinic_api.cases.flow import FirstOpinion
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.examinations.making import ExaminationOrder, examine_recording
from clinic_api.jobs.celery_config import make_celery_app
from clinic_api.jobs.worker import attach_worker
from clinic_api.settings import load_settings_or_exit
from diagnostics.sandbox import Sandbox

_settings = load_settings_or_exit()


def _hang_once(order: ExaminationOrder, content: Path, sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    told = _settings.data_dir / "hanging"
    if not told.exists():
        told.with_suffix(".new").write_text(f"{os.getpid()} {os.getppid()}", encoding="ascii")
        told.with_suffix(".new").rename(told)
        time.sleep(200)
    return examine_recording(order, content, sandbox, folder)


app = make_celery_app(_settings)
attach_worker(app, _settings, {FIRST_OPINION: FirstOpinion(_hang_once)})
