"""Looking at recordings: opened in the sandbox, a few at a time, nothing kept in between."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid, ServiceUnavailable
from clinic_api.examinations.sandbox import service_sandbox
from clinic_api.signals.columns import columns_of, columns_of_recording
from clinic_api.signals.schemas import ChannelRead, SignalView, SpectrumView
from diagnostics.errors import DiagnosticsError
from diagnostics.machine import Machine
from diagnostics.recording import Recording
from diagnostics.sandbox import SandboxMode
from diagnostics.texts import Catalogue

__all__ = ["RecordingToView", "signal_view", "spectrum_view"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_AT_ONCE: Final = 2
_WAIT_SECONDS: Final = 10.0
_TURNS: Final = threading.BoundedSemaphore(_AT_ONCE)
_LONGEST_SPECTRUM: Final = 1 << 22
"""Samples of a spectrum: its transform takes about half a second and 200 MB."""


@dataclass(frozen=True)
class RecordingToView:
    """Where a recording lies, what people call it, and the machine it was made on (for the rate, where it has none)."""

    recording_id: str
    path: Path
    filename: str
    machine: Mapping[str, Any] | None


def signal_view(
    wanted: RecordingToView, channel: str, from_s: float, to_s: float | None, pixels: int, mode: SandboxMode
) -> SignalView:
    """Return the columns of a stretch of one channel.

    Raises `Invalid` with the reader's own code, ``stretch_empty``, and `ServiceUnavailable` ``view_busy``.
    """
    with _opened(wanted, mode) as recording:
        index = recording.channel_index(channel)
        start, stop = _stretch(recording, from_s, to_s)
        columns = columns_of_recording(recording, index, start, stop, pixels)
        return SignalView.model_validate(
            _common(wanted, recording, index, start, stop)
            | {"minimum": _told(columns.minimum), "maximum": _told(columns.maximum)}
        )


def spectrum_view(
    wanted: RecordingToView,
    channel: str,
    from_s: float,
    to_s: float | None,
    from_hz: float,
    to_hz: float | None,
    pixels: int,
    mode: SandboxMode,
) -> SpectrumView:
    """Return the columns of a stretch's amplitude spectrum between two frequencies.

    Raises as `signal_view`, and `Invalid` (``stretch_too_long``, ``stretch_with_gaps``, ``band_empty``).
    """
    with _opened(wanted, mode) as recording:
        index = recording.channel_index(channel)
        start, stop = _stretch(recording, from_s, to_s)
        if stop - start > _LONGEST_SPECTRUM:
            raise Invalid("stretch_too_long", _TEXTS("stretch_too_long", limit=_LONGEST_SPECTRUM))
        samples = recording.read(start, stop)[index]
        rate_hz = recording.known_rate_hz()
        common = _common(wanted, recording, index, start, stop)
    if not np.isfinite(samples).all():
        raise Invalid("stretch_with_gaps", _TEXTS("stretch_with_gaps"))
    from diagnostics.spectra.spectrum import amplitude_spectrum  # SciPy is slow to load: with the first spectrum

    frequency_hz, amplitude = amplitude_spectrum(samples, sampling_rate_hz=rate_hz)
    inside = (frequency_hz >= from_hz) & (frequency_hz <= (np.inf if to_hz is None else to_hz))
    if samples.size < 2 or not inside.any():
        high = rate_hz / 2 if to_hz is None else to_hz
        raise Invalid("band_empty", _TEXTS("band_empty", low=from_hz, high=high, limit=rate_hz / 2))
    columns, lines = columns_of(amplitude[inside], pixels), frequency_hz[inside]
    return SpectrumView.model_validate(
        common
        | {"from_hz": float(lines[0]), "to_hz": float(lines[-1]), "resolution_hz": rate_hz / samples.size}
        | {"minimum": _told(columns.minimum), "maximum": _told(columns.maximum)}
    )


@contextmanager
def _opened(wanted: RecordingToView, mode: SandboxMode) -> Iterator[Recording]:
    if not _TURNS.acquire(timeout=_WAIT_SECONDS):
        raise ServiceUnavailable("view_busy", _TEXTS("view_busy"))
    try:
        machine = None if wanted.machine is None else Machine.from_dict(wanted.machine)
        recording = service_sandbox(mode).read(wanted.path, name=wanted.filename, machine=machine)
        recording.known_rate_hz()
        yield recording
    except DiagnosticsError as problem:
        raise Invalid(problem.code, problem.text) from None
    finally:
        _TURNS.release()


def _stretch(recording: Recording, from_s: float, to_s: float | None) -> tuple[int, int]:
    """Return the first sample and the one after the last between two times."""
    rate_hz, duration_s = recording.known_rate_hz(), recording.duration_s
    until_s = duration_s if to_s is None else min(to_s, duration_s)
    start = int(np.ceil(min(from_s, duration_s) * rate_hz - 1e-6))
    stop = min(int(np.floor(until_s * rate_hz + 1e-6)) + 1, recording.sample_count)
    if stop <= start:
        text = _TEXTS("stretch_empty", start=from_s, stop=until_s, duration=duration_s)
        raise Invalid("stretch_empty", text)
    return start, stop


def _common(wanted: RecordingToView, recording: Recording, index: int, start: int, stop: int) -> dict[str, Any]:
    rate_hz = recording.known_rate_hz()
    channels = [ChannelRead(index=each.index, name=each.name, unit=each.unit) for each in recording.channels]
    return {
        "recording_id": wanted.recording_id,
        "channel": channels[index],
        "channels": channels,
        "sampling_rate_hz": rate_hz,
        "duration_s": recording.duration_s,
        "from_s": start / rate_hz,
        "to_s": stop / rate_hz,
    }


def _told(values: NDArray[np.float64]) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]
