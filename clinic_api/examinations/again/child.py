"""A caged process that examines samples: it opens no file and is told everything in its request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

import diagnostics as dx
from clinic_api.kit.caged_child import serve
from clinic_api.signals.shelf import About, Copy

__all__ = ["examine_request", "main", "request_of"]

_TRIAL_RATE_HZ: Final = 12_000.0
_TRIAL_SAMPLES: Final = 18_000
_TRIAL: Final[dict[str, Any]] = {
    "kind": "fan",
    "power_kw": 30,
    "mounting": "rigid",
    "speed_rpm": 1480,
    "shafts": [{"id": "main", "ratio": 1.0}, {"id": "low", "ratio": 0.5}],
    "bearings": [{"id": "DE", "designation": "6205"}, {"id": "NDE"}],
    "gears": [{"id": "G1", "teeth": 20, "mates": "G2"}, {"id": "G2", "shaft": "low", "teeth": 40}],
    "blades": [{"shaft": "main", "count": 7}],
    "belts": [{"id": "V1", "length_mm": 1250, "pulley_mm": 140, "shaft": "main"}],
    "motor": {"poles": 4, "rotor_bars": 28},
    "sensors": [
        {"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": "DE"},
        {"channel": "2", "quantity": "current", "unit": "A", "phase": "a"},
        {"channel": "3", "quantity": "sound_pressure", "unit": "Pa"},
    ],
}
"""A machine of which every family of faults has something to say."""


def request_of(copy: Copy, name: str, machine: dx.Machine, *, start: int, stop: int, most_samples: int) -> bytes:
    """Return the request to examine samples ``start`` to ``stop`` of a recording made on ``machine``, of which no more
    than ``most_samples`` are looked at.
    """
    gaps = tuple(gap - start for gap in copy.about.time_gaps if start < gap < stop)
    about = copy.about.model_copy(update={"sample_count": stop - start, "time_gaps": gaps})
    samples = copy.samples[:, start : min(stop, start + most_samples)]
    told = {"about": about.model_dump(mode="json"), "name": name, "machine": machine.to_dict()}
    head = json.dumps(told | {"sent": samples.shape[1]}).encode()
    return len(head).to_bytes(8, "big") + head + samples.tobytes()


def examine_request(request: bytes) -> bytes:
    """Return the examination as JSON, or why it is refused."""
    size = int.from_bytes(request[:8], "big")
    told = json.loads(request[8 : 8 + size])
    about = About.model_validate(told["about"])
    shape = (len(about.channels), told["sent"])
    samples = np.frombuffer(request, about.number, offset=8 + size).reshape(shape)
    recording = Copy(Path(), about, samples, samples[:, np.newaxis, :0]).recording(told["name"])
    try:
        document = dx.examine(recording, dx.Machine.from_dict(told["machine"])).to_json()
    except dx.DiagnosticsError as refused:
        return json.dumps({"refused": {"code": refused.code, **refused.text.to_json()}}).encode()
    return json.dumps({"document": document}).encode()


def _prepare() -> None:
    """Examine a little noise: whatever an examination loads or reads when it first needs it is loaded then, for behind
    the walls, as another user, the library's folders may be out of reach.
    """
    noise = np.random.default_rng(0).normal(size=(len(_TRIAL["sensors"]), _TRIAL_SAMPLES))
    dx.examine(dx.Recording.from_array(noise, sampling_rate_hz=_TRIAL_RATE_HZ), dx.Machine.from_dict(_TRIAL))


def main() -> None:
    """Answer one request."""
    serve(examine_request, prepare=_prepare)
