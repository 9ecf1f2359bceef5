"""Which recording the demo ticket carries: a real one where the shared recordings are, otherwise a simulated one."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

__all__ = ["TicketRecording", "choose_recording", "sample_recording", "simulated_recording"]

_PROJECT_ROOT = Path(__file__).resolve().parents[2]
_REAL_CASE_ID = "cwru_130"  # a drive-end outer-race fault that experts call clear (Smith & Randall 2015, table B2)
_SIMULATED_NAME = "bearing_outer_race"


@dataclass(frozen=True)
class TicketRecording:
    """A recording with the description of the machine it was made on."""

    path: Path
    machine: dict[str, Any]
    is_real: bool


def choose_recording() -> TicketRecording:
    """Return the benchmark's recording where that folder is (HOSPITAL_SHARED or ../shared), else the simulated one."""
    shared = Path(os.environ.get("HOSPITAL_SHARED", _PROJECT_ROOT.parent / "shared"))
    cases_path = shared / "benchmark" / "cases.jsonl"
    if cases_path.is_file():
        for line in cases_path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            recording = cases_path.parent / case["recording"]
            if case["id"] == _REAL_CASE_ID and recording.is_file():
                return TicketRecording(recording, case["machine"], is_real=True)
    return simulated_recording()


def simulated_recording() -> TicketRecording:
    """Return our own simulator's outer-race fault and the machine it was simulated for."""
    return sample_recording(_SIMULATED_NAME)


def sample_recording(name: str) -> TicketRecording:
    """Return the simulated recording called ``name`` and the machine it was simulated for."""
    folder = _PROJECT_ROOT / "sample_signals" / "recordings"
    machine = yaml.safe_load((folder / f"{name}.machine.yaml").read_text(encoding="utf-8"))
    return TicketRecording(folder / f"{name}.flac", machine, is_real=False)
