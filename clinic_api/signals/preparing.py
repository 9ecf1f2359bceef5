"""Making the plain copy of a recording: read in the sandbox once, in a thread of its own, whoever waits for it."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid, ServiceUnavailable
from clinic_api.examinations.sandbox import service_sandbox
from clinic_api.settings import Settings
from clinic_api.signals.shelf import BLOCK_SAMPLES, About, Copy, Shelf
from diagnostics.errors import DiagnosticsError
from diagnostics.machine import Machine
from diagnostics.readers import options_for
from diagnostics.recording import Recording
from diagnostics.texts import Catalogue
from diagnostics.version import package_version

__all__ = ["TEXTS", "StoredRecording", "copy_of", "prepare_soon", "refusing_in_words", "shelf_of"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_LOG: Final = logging.getLogger(__name__)
_AT_ONCE: Final = 2
_TURNS: Final = threading.BoundedSemaphore(_AT_ONCE)
_WAIT_SECONDS: Final = 20.0
"""For which a view waits for its recording to be prepared; then it is told to come again."""
_IMPATIENT_SECONDS: Final = 0.5
"""The same for all but one view at a time: whoever waits holds a turn of the API that others need."""
_PATIENCE: Final = threading.BoundedSemaphore(1)
_VERSION: Final = 1
"""Of the files of a copy; one of another version is not looked at."""
_BLOCK_VALUES: Final = 1 << 22
"""Samples of all channels that are in memory at a time while a copy is made."""
_MOST_VALUES: Final = 1 << 30
"""Samples of all channels of a recording that is copied: 87 minutes of four channels at 51.2 kHz, 4 GiB."""
_MAKING: Final[dict[Path, Future[None]]] = {}
_MAKING_LOCK: Final = threading.Lock()


@dataclass(frozen=True)
class StoredRecording:
    """Where a recording lies, what people call it, and the machine it was made on (for the rate, where it has none)."""

    path: Path
    sha256: str
    filename: str
    machine: Mapping[str, Any] | None

    @property
    def key(self) -> str:
        """Names one way of reading the bytes: by which version, under which kind of name, told what by the machine."""
        machine = None if self.machine is None else Machine.from_dict(self.machine)
        told = [_VERSION, package_version(), Path(self.filename).suffix.lower(), asdict(options_for(machine))]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@lru_cache(maxsize=4)
def shelf_of(settings: Settings) -> Shelf:
    """Return the shelf of these settings."""
    return Shelf(settings.data_dir / "signals", settings.signal_cache_bytes)


def copy_of(stored: StoredRecording, settings: Settings) -> Copy:
    """Return the copy of a recording, made first where there is none.

    Raises `Invalid` with the reader's own code or ``recording_too_long``, and `ServiceUnavailable` ``view_preparing``.
    """
    try:
        with refusing_in_words():
            folder = shelf_of(settings).folder_of(stored.sha256, stored.key)
            found = Copy.open(folder)
            if found is None:
                _wait_for(_begin(stored, settings, folder))
                found = Copy.open(folder)
    except NotYet:
        raise ServiceUnavailable("view_preparing", TEXTS("view_preparing")) from None
    except OSError as failed:
        _LOG.warning("no copy of recording %s could be made: %s", stored.sha256, failed)
        raise ServiceUnavailable("view_without_room", TEXTS("view_without_room")) from None
    if found is None:
        raise ServiceUnavailable("view_preparing", TEXTS("view_preparing"))
    return found


@contextmanager
def refusing_in_words() -> Iterator[None]:
    """Refuse (422) what a recording or a machine's description cannot be used for, by the code and words of
    `diagnostics`.
    """
    try:
        yield
    except DiagnosticsError as problem:
        raise Invalid(problem.code, problem.text) from None


def _wait_for(making: Future[None]) -> None:
    if not _PATIENCE.acquire(blocking=False):
        making.result(_IMPATIENT_SECONDS)
        return
    try:
        making.result(_WAIT_SECONDS)
    finally:
        _PATIENCE.release()


def prepare_soon(stored: StoredRecording, settings: Settings) -> None:
    """Have the copy of a recording made meanwhile, so that the first view of it need not wait."""
    try:
        folder = shelf_of(settings).folder_of(stored.sha256, stored.key)
    except DiagnosticsError:
        return  # whoever looks at the recording is told
    if Copy.open(folder) is None:
        _begin(stored, settings, folder)


def _begin(stored: StoredRecording, settings: Settings, folder: Path) -> Future[None]:
    """Return what becomes of the copy in ``folder``; of several in this process that want one, one thread makes it."""
    with _MAKING_LOCK:
        if folder in _MAKING:
            return _MAKING[folder]
        making: Future[None] = Future()
        _MAKING[folder] = making
    # It ends with the process, in the middle if need be: a copy is put into its place when it is whole.
    threading.Thread(target=_make, args=(stored, settings, folder, making), daemon=True).start()
    return making


def _make(stored: StoredRecording, settings: Settings, folder: Path, making: Future[None]) -> None:
    shelf = shelf_of(settings)
    try:
        with _TURNS:
            machine = None if stored.machine is None else Machine.from_dict(stored.machine)
            sandbox = service_sandbox(settings.parser_sandbox)
            recording = sandbox.read(stored.path, name=stored.filename, machine=machine)
            recording.known_rate_hz()
            if len(recording.channels) * recording.sample_count > _MOST_VALUES:
                raise Invalid("recording_too_long", TEXTS("recording_too_long", limit=_MOST_VALUES))
            fresh = shelf.new_folder(stored.sha256)
            try:
                write_copy(recording, fresh)
                shelf.put(fresh, folder)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
        making.set_result(None)
    except BaseException as failed:
        making.set_exception(failed)
    finally:
        with _MAKING_LOCK:
            del _MAKING[folder]


def write_copy(recording: Recording, folder: Path) -> None:
    """Write the copy of ``recording``, whose rate is known, into the empty ``folder``; raises `RecordingError`."""
    if not _written(recording, folder, "<f4"):
        _written(recording, folder, "<f8")


def _written(recording: Recording, folder: Path, number: Literal["<f4", "<f8"]) -> bool:
    """Write the copy with samples of the type ``number``; return whether these hold them without loss."""
    about = About.of(recording, number)
    channels, count = len(about.channels), about.sample_count
    samples = np.memmap(folder / "samples.bin", number, "w+", shape=(channels, count))
    extremes = np.memmap(folder / "extremes.bin", number, "w+", shape=(channels, 2, about.blocks))
    step = max(1, _BLOCK_VALUES // channels // BLOCK_SAMPLES) * BLOCK_SAMPLES
    for start in range(0, count, step):
        block = recording.read(start, min(count, start + step))
        with np.errstate(over="ignore"):  # what does not fit is seen in the next line
            samples[:, start : start + block.shape[1]] = block
        held = samples[:, start : start + block.shape[1]]
        if number == "<f4" and not np.array_equal(held, block, equal_nan=True):
            return False
        first = start // BLOCK_SAMPLES
        least, greatest = _extremes(block)
        extremes[:, 0, first : first + least.shape[1]] = least
        extremes[:, 1, first : first + least.shape[1]] = greatest
    samples.flush()
    extremes.flush()
    (folder / "about.json").write_text(about.model_dump_json(), encoding="utf-8")
    return True


def _extremes(block: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least and the greatest of each `BLOCK_SAMPLES` of ``block`` [shape=(channels, n)]."""
    starts = np.arange(0, block.shape[1], BLOCK_SAMPLES)
    return np.fmin.reduceat(block, starts, axis=1), np.fmax.reduceat(block, starts, axis=1)
