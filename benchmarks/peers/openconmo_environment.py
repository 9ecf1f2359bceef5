"""openconmo (PyPI), in an environment of its own under the user's cache folder; never among the project's packages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.prominence import Spectrum

__all__ = ["METHODS", "VERSION", "OpenConMo", "Ran"]

VERSION: Final = "0.0.6"
METHODS: Final = ("envelope", "cepstrum_prewhitening", "benchmark_method")
ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, eq=False)
class Ran:
    """One method on all channels of a recording; no seconds and no spectra where it broke off."""

    seconds: float | None
    spectra: tuple[Spectrum, ...]


class OpenConMo:
    """A process that runs openconmo; use it with ``with``."""

    def __init__(self) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="openconmo-"))
        self._process = subprocess.Popen(
            [str(_python()), str(Path(__file__).with_name("openconmo_worker.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ONE_THREAD},
        )

    def __enter__(self) -> OpenConMo:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        _pipe(self._process.stdin).close()
        self._process.wait()
        shutil.rmtree(self._scratch)

    def run(
        self,
        samples: NDArray[np.float64],
        *,
        rate_hz: float,
        highest_hz: float,
        methods: tuple[str, ...] = METHODS,
    ) -> dict[str, Ran]:
        """Run ``methods`` on ``samples`` [shape=(channels, n)]; raises `RuntimeError` when the process has ended."""
        given, out = self._scratch / "samples.npy", self._scratch / "spectra.npz"
        np.save(given, samples)
        order = {
            "samples": str(given),
            "rate_hz": rate_hz,
            "highest_hz": highest_hz,
            "methods": methods,
            "out": str(out),
        }
        _pipe(self._process.stdin).write(json.dumps(order) + "\n")
        _pipe(self._process.stdin).flush()
        answer = _pipe(self._process.stdout).readline()
        if not answer:
            raise RuntimeError("openconmo's process has ended; its words are above")
        seconds = json.loads(answer)["seconds"]
        with np.load(out) as spectra:
            return {name: Ran(seconds[name], _spectra_of(name, dict(spectra), len(samples))) for name in methods}


def _spectra_of(name: str, spectra: dict[str, NDArray[np.float64]], channels: int) -> tuple[Spectrum, ...]:
    return tuple(
        (spectra[f"{name}:{i}:frequency_hz"], spectra[f"{name}:{i}:value"])
        for i in range(channels)
        if f"{name}:{i}:value" in spectra
    )


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _python() -> Path:
    """Return the interpreter of openconmo's environment, made with pip as it is configured on this machine."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "industrial-hospital" / f"openconmo-{VERSION}"
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.is_file():
        print(f"installing openconmo {VERSION} into {folder}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", f"openconmo=={VERSION}"], check=True)
        ready.touch()
    return python
