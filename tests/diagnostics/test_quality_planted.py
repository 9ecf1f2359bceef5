"""The gate on real recordings: planted defects are found, clean ones are left alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.planted_defects import accusing, measure_case, real_recordings
from tests.shared_data import needs_shared

ROOT = Path(__file__).resolve().parents[2]
NOT_TELLABLE = "the two ends exchanged"


@needs_shared
@pytest.mark.parametrize("name", ["mfpt_baseline_1", "cwru_105", "cwru_97", "gearbox_h30hz0"])
def test_defects_planted_on_a_real_recording_are_found_and_itself_is_clean(name: str) -> None:
    (case,) = real_recordings(name)

    outcome = measure_case(case)

    assert accusing(outcome.clean) == []
    assert [defect for defect, found in outcome.found.items() if not found and defect != NOT_TELLABLE] == []


@needs_shared
def test_a_channel_written_twice_by_its_source_is_told() -> None:
    (case,) = real_recordings("cwru_189")

    assert [note.check for note in accusing(measure_case(case).clean)] == ["sensor.identical"]


@pytest.mark.long
@pytest.mark.timeout(900)
@needs_shared
def test_nineteen_of_twenty_planted_defects_are_found_and_one_clean_recording_in_twenty_is_accused() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "benchmarks.planted_defects", "--jobs", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    last = re.search(
        r"^least found ([\d.]+) %, clean recordings accused \d+/\d+ \(([\d.]+) %\)$", printed, re.MULTILINE
    )
    assert last is not None, printed
    assert float(last[1]) >= 95.0
    assert float(last[2]) <= 5.0
