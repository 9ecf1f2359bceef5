"""The hostile corpus: every file is made when it is asked for, and says what is wrong with it."""

from __future__ import annotations

from tests.diagnostics.sandbox.hostile import archives, audio, disguises, hdf5, instruments, matlab, numpy_files, tables
from tests.diagnostics.sandbox.hostile.kit import HostileFile
from tests.diagnostics.sandbox.hostile.numpy_files import EVIDENCE

__all__ = ["CORPUS", "EVIDENCE", "HostileFile"]

CORPUS: tuple[HostileFile, ...] = (
    *archives.FILES,
    *audio.FILES,
    *numpy_files.FILES,
    *matlab.FILES,
    *hdf5.FILES,
    *tables.FILES,
    *instruments.FILES,
    *disguises.FILES,
)
