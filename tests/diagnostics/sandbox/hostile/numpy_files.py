"""NumPy files: arrays that do not fit anywhere, and Python objects that would run code."""

from __future__ import annotations

import io
import struct
import tempfile
from pathlib import Path

import numpy as np

from tests.diagnostics.sandbox.hostile.kit import HostileFile, Member, deflated_over_and_over, zip_of

EVIDENCE = Path(tempfile.gettempdir(), "an_unpickled_array_was_here")
"""The file that a hostile array of objects makes when it is unpickled."""


class _Touch:
    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (EVIDENCE,)


def npy(header: str, data: bytes = bytes(800), *, length: int | None = None, version: int = 1) -> bytes:
    """Return an NPY file with this header, which claims to have ``length`` bytes."""
    text = header.encode("latin-1").ljust(117) + b"\n"
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H", length or len(text)) + text + data


def array(shape: str, descr: str = "'<f8'") -> str:
    """Return the text of a header."""
    return f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}"


def _objects() -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, np.array([_Touch()] * 20, dtype=object), allow_pickle=True)
    return buffer.getvalue()


def _bomb() -> bytes:
    count = 50 << 20
    packed = deflated_over_and_over(bytes(1 << 20), 400)
    head = npy(array(f"({count},)"), b"")
    stored = deflated_over_and_over(head, 1)[:-2] + packed
    return zip_of(Member("a.npy", packed=stored, size=len(head) + (400 << 20)))


FILES = (
    HostileFile("a.npy", lambda: npy(array("(100000000000,)")), "recording_damaged", "an array of 10^11 samples"),
    HostileFile(
        "a.npy", lambda: npy(array("(100000000000,)", "'V0'")), "recording_too_large", "10^11 samples of no bytes"
    ),
    HostileFile("a.npy", lambda: npy(array("(100000,)", "'|S0'")), "recording_damaged", "texts of no bytes"),
    HostileFile("a.npy", lambda: npy(array("(0, 1000000000000)")), "recording_damaged", "no rows of 10^12 columns"),
    HostileFile("a.npy", lambda: npy(array("(-100,)")), "recording_damaged", "an array of fewer than no samples"),
    HostileFile("a.npy", lambda: npy(array("(1,) * 10**9")), "recording_damaged", "a header that is to be computed"),
    HostileFile("a.npy", lambda: npy(array(f"({'9' * 5000},)")), "recording_damaged", "a length of 5000 digits"),
    HostileFile("a.npy", lambda: npy("(" * 9000), "recording_damaged", "a header of 9000 brackets"),
    HostileFile("a.npy", lambda: npy("[" * 90 + "]" * 90), "recording_damaged", "a header of lists in lists"),
    HostileFile("a.npy", lambda: npy(array(f"({'1,' * 70}100)")), "recording_damaged", "an array of 71 axes"),
    HostileFile(
        "a.npy",
        lambda: npy(array("(3,)", "[('a', '<f8', (1000000000,))]")),
        "recording_damaged",
        "records of 8 GB each",
    ),
    HostileFile("a.npy", lambda: npy(array("(100,)"), length=65_535), "recording_damaged", "a header of 65 kB"),
    HostileFile("a.npy", lambda: npy(array("(100,)"), version=9), "recording_damaged", "a header of version 9"),
    HostileFile("a.npy", _objects, "recording_damaged", "an array of objects that would make a file"),
    HostileFile("a.npz", _bomb, "recording_too_large", "an archive with an array of 400 MB"),
    HostileFile(
        "a.npz", lambda: zip_of(Member("a.npy", _objects())), "recording_damaged", "objects in an archive of arrays"
    ),
    HostileFile(
        "a.npz",
        lambda: zip_of(Member("a.npy", npy(array("(100000000000,)")))),
        "recording_damaged",
        "10^11 samples in an archive of arrays",
    ),
    HostileFile(
        "a.npz",
        lambda: zip_of(Member("a.npy", npy(array("(100,)"))), Member("../b.npy", npy(array("(100,)")))),
        "recording_archive_invalid",
        "an array that climbs out of its archive",
    ),
    HostileFile(
        "a.npz",
        lambda: zip_of(*(Member(f"{number}.npy", npy(array("(100,)"))) for number in range(300))),
        "recording_archive_invalid",
        "an archive of 300 arrays",
    ),
    HostileFile(
        "a.npz",
        lambda: zip_of(Member("a.npy", npy(array("(100,)")), size=1 << 31)),
        "recording_too_large",
        "an array of an archive that claims 2 GiB",
    ),
)
