from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_data import needs_shared

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.long
@pytest.mark.timeout(900)
@needs_shared
def test_no_healthy_machine_of_the_benchmark_is_accused_and_most_faults_are_found() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "benchmarks.diagnosis", "--jobs", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    score = re.search(r"^faults (\d+)/83 healthy (\d+)/4$", printed, flags=re.MULTILINE)
    assert score is not None, printed
    assert int(score[2]) == 4
    assert int(score[1]) >= 54  # what the best spectra reach with a threshold chosen in hindsight
