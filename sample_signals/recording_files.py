"""Recordings as files: 24-bit FLAC that says it is simulated, the machine description, the manifest."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from sample_signals.machine import STANDARD_GRAVITY_M_S2, SimulatedMachine, record_m_s2
from sample_signals.recording_set import RecordingPlan

LABEL = "simulated"
PCM_HALF_RANGE = 2**23
"""Code of full scale in 24-bit PCM."""

MANIFEST_COLUMNS = (
    "file",
    "sha256",
    "label",
    "fault",
    "component",
    "quality",
    "seed",
    "sampling_rate_hz",
    "duration_s",
    "channels",
    "scale",
    "unit",
    "speed_rpm",
    "parameters",
)


def pcm_codes(plan: RecordingPlan) -> NDArray[np.int32]:
    """The 24-bit codes of a recording, shape (n, channels); full scale is ±2²³."""
    acceleration_g = (
        record_m_s2(plan.machine, plan.channels, plan.duration_s, plan.sampling_rate_hz, plan.seed)
        / STANDARD_GRAVITY_M_S2
    )
    codes = np.round(acceleration_g.T / plan.full_scale_g * PCM_HALF_RANGE)
    return np.clip(codes, -PCM_HALF_RANGE, PCM_HALF_RANGE - 1).astype(np.int32)


def write_recordings(plans: Sequence[RecordingPlan], folder: Path) -> list[Path]:
    """Write each recording, its machine description and `manifest.csv` into `folder`; the paths written.

    Files of the same names are replaced. Raises OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    rows: list[dict[str, str]] = []
    for plan in plans:
        recording = folder / f"{plan.name}.flac"
        description = folder / f"{plan.name}.machine.yaml"
        _write_flac(plan, recording)
        description.write_text(yaml_text(plan), encoding="utf-8")
        rows.append(_manifest_row(plan, recording))
        written += [recording, description]
    manifest = folder / "manifest.csv"
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, MANIFEST_COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    return [*written, manifest]


def yaml_text(plan: RecordingPlan) -> str:
    """The machine description as YAML: one key a line, one list entry a line, the entries in YAML's flow form."""
    lines = ["# Simulated machine: no such machine was measured."]
    for key, value in plan.machine_description().items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {json.dumps(entry, ensure_ascii=False)}" for entry in value)]
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def parameters(machine: SimulatedMachine) -> dict[str, Any]:
    """All numbers of the simulation, each source with the name of its model."""
    sources = [{"model": type(source).__name__, **dataclasses.asdict(source)} for source in machine.sources]
    return {"speed": dataclasses.asdict(machine.speed), "sources": sources}


def _write_flac(plan: RecordingPlan, path: Path) -> None:
    codes = pcm_codes(plan)
    with soundfile.SoundFile(
        path, "w", plan.sampling_rate_hz, channels=codes.shape[1], subtype="PCM_24", format="FLAC"
    ) as audio:
        audio.title = f"SIMULATED: {plan.title}"
        audio.comment = (
            f"Simulated acceleration, not a measurement. Full scale = {plan.full_scale_g:g} g, "
            f"{plan.machine.speed.speed_rpm:g} rpm, seed {plan.seed}. / 仿真信号，非实测。"
        )
        audio.write(codes << 8)


def _manifest_row(plan: RecordingPlan, path: Path) -> dict[str, str]:
    values: Mapping[str, object] = {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "label": LABEL,
        "fault": plan.fault,
        "component": plan.component,
        "quality": plan.quality,
        "seed": plan.seed,
        "sampling_rate_hz": plan.sampling_rate_hz,
        "duration_s": plan.duration_s,
        "channels": len(plan.directions),
        "scale": plan.full_scale_g,
        "unit": "g",
        "speed_rpm": plan.machine.speed.speed_rpm,
        "parameters": json.dumps(parameters(plan.machine), ensure_ascii=False),
    }
    return {column: str(values[column]) for column in MANIFEST_COLUMNS}
