"""One demo for every journey that leaves it running; each of them opens what it needs in it."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.end_to_end.demo_process import RunningDemo, processes_of


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    """A demo with a simulated recording, which must end well when it is told to."""
    running = RunningDemo(tmp_path_factory.mktemp("shared") / "hospital", real_recordings=False)
    try:
        running.wait_until_it_keeps_running()
        yield running
    finally:
        code = running.stop(signal.SIGTERM)
    assert code == 0, running.printed
    assert processes_of(running.data_dir) == []
