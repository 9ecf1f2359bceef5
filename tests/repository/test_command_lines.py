from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORDINGS = ROOT / "sample_signals" / "recordings"
COMMANDS = {
    "clinic openapi": ["clinic_api.cli", "openapi"],
    "diagnose": [
        "diagnostics.cli",
        *[str(RECORDINGS / "healthy_motor.flac")] * 2,
        "--machine",
        str(RECORDINGS / "healthy_motor.machine.yaml"),
        "--format",
        "json",
    ],
    "experts match": ["experts.cli", "match", str(ROOT / "tests" / "experts" / "talkative_instance.json")],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_whose_reader_has_gone_ends_without_a_traceback(command: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None

    complaint = process.stderr.read()
    process.wait(timeout=120)

    assert complaint == ""
