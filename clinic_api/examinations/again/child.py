"""A caged process that examines samples: it opens no file and is told everything in its request."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

import diagnostics as dx
from clinic_api.kit.caged_child import serve
from clinic_api.signals.shelf import About, Copy

__all__ = ["examine_request", "main", "request_of"]


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
    """Load what the first examination would load."""
    import diagnostics.examining  # noqa: F401


def main() -> None:
    """Answer one request."""
    serve(examine_request, prepare=_prepare)
