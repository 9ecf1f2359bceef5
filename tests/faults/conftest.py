"""Fixtures of the fault tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.ward import FaultyHospital, open_hospital

Figure = Callable[[str, object], None]
OpenHospital = Callable[..., FaultyHospital]


@pytest.fixture
def figure(record_property: Callable[[str, object], None], request: pytest.FixtureRequest) -> Figure:
    """``figure(name, value)``: a figure that is printed when all tests are over (`tests/conftest.py`)."""

    def note(name: str, value: object) -> None:
        shown = f"{value:.2f}" if isinstance(value, float) else str(value)
        record_property("figure", f"{request.node.name}: {name} = {shown}")

    return note


@pytest.fixture
def make_hospital() -> Iterator[OpenHospital]:
    """``make_hospital()``: a hospital with broker and PostgreSQL running; API and workers are the test's to start."""
    folder = Path(tempfile.mkdtemp(prefix="ihf"))  # short: a Unix socket's path has at most 107 bytes
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)

        def make(*, worker_module: str = "clinic_api.jobs.celery_app", workers: int = 1) -> FaultyHospital:
            hospital = open_hospital(folder, stack, worker_module)
            hospital.start_broker()
            hospital.start_api()
            hospital.log_in()
            for _ in range(workers):
                hospital.start_worker()
            return hospital

        yield make
