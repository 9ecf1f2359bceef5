"""How long a viewer waits: views of ten minutes of four channels at 51.2 kHz, beside reading the file with NumPy.

python -m benchmarks.signal_views [--minutes M]

The aims: the first picture within 1 s, a zoom within 300 ms. Making the plain copy happens once, after the upload.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
import soundfile
from pydantic import BaseModel

from clinic_api.examinations.sandbox import service_sandbox
from clinic_api.settings import Settings
from clinic_api.signals.audio import audio_of
from clinic_api.signals.envelopes import envelope_view
from clinic_api.signals.opening import Opened
from clinic_api.signals.orbits import orbit_view
from clinic_api.signals.orders import order_view
from clinic_api.signals.peaks import spectrum_peaks
from clinic_api.signals.preparing import StoredRecording, copy_of
from clinic_api.signals.queries import (
    AudioQuery,
    EnvelopeSpectrumQuery,
    OrbitQuery,
    OrderSpectrumQuery,
    PeaksQuery,
    SpectrogramQuery,
    SpectrumQuery,
    ViewQuery,
)
from clinic_api.signals.spectra import spectrum_view
from clinic_api.signals.spectrograms import spectrogram_view
from clinic_api.signals.waves import signal_view
from diagnostics.readers.content import FileContent, file_sha256

RATE_HZ: Final = 51_200
CHANNELS: Final = 4
REPEATS: Final = 5


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000.0 * (time.perf_counter() - began)


def _written(path: Path, minutes: float) -> None:
    """Write noise with a one-sample spike, 16 bits each."""
    rng = np.random.default_rng(1)
    with soundfile.SoundFile(path, "w", RATE_HZ, CHANNELS, "PCM_16") as file:
        for _ in range(round(minutes * 60)):
            file.write(rng.integers(-3000, 3000, (RATE_HZ, CHANNELS), dtype=np.int16))


def _views(opened: Opened, duration_s: float) -> dict[str, Callable[[], str]]:
    """Return each view as its answer in JSON."""
    middle_s = 0.5 * duration_s

    def told(view: BaseModel) -> str:
        return view.model_dump_json()

    return {
        "the whole, 1500 columns": lambda: told(signal_view(opened, ViewQuery(pixels=1500))),
        "a minute of it": lambda: told(signal_view(opened, ViewQuery(from_s=middle_s, to_s=middle_s + 60))),
        "ten seconds of it": lambda: told(signal_view(opened, ViewQuery(from_s=middle_s, to_s=middle_s + 10))),
        "a tenth of a second": lambda: told(signal_view(opened, ViewQuery(from_s=middle_s, to_s=middle_s + 0.1))),
        "spectrum of 10 s": lambda: told(spectrum_view(opened, SpectrumQuery(to_s=10))),
        "spectrum of 60 s": lambda: told(spectrum_view(opened, SpectrumQuery(to_s=60))),
        "spectrum of the whole": lambda: told(spectrum_view(opened, SpectrumQuery())),
        "envelope spectrum of 10 s": lambda: told(envelope_view(opened, EnvelopeSpectrumQuery(to_s=10))),
        "envelope spectrum of 60 s": lambda: told(envelope_view(opened, EnvelopeSpectrumQuery(to_s=60))),
        "peaks of 10 s": lambda: told(spectrum_peaks(opened, PeaksQuery(to_s=10))),
        "spectrogram of 10 s": lambda: told(spectrogram_view(opened, SpectrogramQuery(to_s=10))),
        "spectrogram of the whole": lambda: told(spectrogram_view(opened, SpectrogramQuery())),
        "orders of 10 s": lambda: told(order_view(opened, OrderSpectrumQuery(to_s=10, rpm=1480))),
        "orbit of 1 s": lambda: told(orbit_view(opened, OrbitQuery(to_s=1))),
        "30 s to listen to": lambda: str(len(audio_of(opened, AudioQuery()))),
    }


def main() -> None:
    """Print how long each view takes the first time, and again (median), as over HTTP but for the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.wav"
        _written(path, minutes)
        settings = Settings(data_dir=Path(folder), database_url=f"sqlite:///{folder}/none.sqlite3")
        service_sandbox("full").start()
        numpy_ms = median(_ms(lambda: soundfile.read(path, dtype="float32")[0].min()) for _ in range(3))
        print(f"{minutes:g} min, {CHANNELS} channels, {RATE_HZ / 1000:g} kHz, {path.stat().st_size >> 20} MiB")
        print(f"{'reading all of it with soundfile and NumPy':44}{numpy_ms:8.0f} ms")
        stored = StoredRecording(path, file_sha256(FileContent(path)), path.name, None)
        began = time.perf_counter()
        while True:
            try:
                copy = copy_of(stored, settings)
                break
            except Exception as told:
                print("   ", told)
        print(f"{'making the plain copy':44}{1000.0 * (time.perf_counter() - began):8.0f} ms")
        print(f"{'opening it':44}{median(_ms(lambda: copy_of(stored, settings)) for _ in range(REPEATS)):8.1f} ms")
        opened = Opened("rec", path.name, copy, None)
        print(f"{'':44}{'first':>8}    {'again':>8}")
        for name, view in _views(opened, minutes * 60).items():
            first_ms = _ms(view)
            again_ms = median(_ms(view) for _ in range(REPEATS))
            print(f"{name:44}{first_ms:8.1f} ms {again_ms:8.1f} ms")
        service_sandbox("full").close()


if __name__ == "__main__":
    main()
