"""HDF5: doors to other files, links in circles, sizes that are only declared, filters that would be loaded."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import h5py
import numpy as np

from tests.diagnostics.sandbox.hostile.kit import HostileFile, overwritten

ACCOUNTS = "/etc/passwd"
UNKNOWN_FILTER = 32_015
NOISE = np.random.default_rng(5).normal(size=400)


def _file(fill: Callable[[Any], object]) -> bytes:
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        fill(file)
    return buffer.getvalue()


def _external_data(file: Any) -> None:
    file.create_dataset("DE", (100,), "f8", external=[(ACCOUNTS, 0, 800)])


def _external_link(file: Any) -> None:
    file["DE"] = h5py.ExternalLink("/etc/other.h5", "/DE")


def _link_on_the_way(file: Any) -> None:
    file["out"] = h5py.ExternalLink("/etc/other.h5", "/")
    file["DE"] = h5py.SoftLink("/out/DE")


def _soft_circle(file: Any) -> None:
    file["a"], file["b"] = h5py.SoftLink("/b"), h5py.SoftLink("/a")


def _hard_circle(file: Any) -> None:
    inner = file.create_group("inner")
    inner["back"] = file["/"]
    inner["self"] = inner
    file["DE"] = NOISE


def _virtual(file: Any) -> None:
    layout = h5py.VirtualLayout((400,), "f8")
    layout[:] = h5py.VirtualSource("/etc/other.h5", "DE", shape=(400,))
    file.create_virtual_dataset("DE", layout)


def _declared(file: Any) -> None:
    file.create_dataset("DE", (1_000_000_000,), "f8", chunks=(1 << 16,))


def _one_giant_chunk(file: Any) -> None:
    file.create_dataset("DE", (100,), "f8", maxshape=(None,), chunks=(1 << 28,), compression="gzip")


def _fill_values(file: Any) -> None:
    file.create_dataset("DE", (60_000_000,), "i1", chunks=(1 << 20,), fillvalue=3)


def _unknown_filter(file: Any) -> None:
    plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plan.set_chunk((400,))
    plan.set_filter(UNKNOWN_FILTER, h5py.h5z.FLAG_OPTIONAL, (3,))
    h5py.h5d.create(file.id, b"DE", h5py.h5t.NATIVE_DOUBLE, h5py.h5s.create_simple((400,)), plan)


def _references(file: Any) -> None:
    file.create_dataset("DE", (400,), h5py.ref_dtype)[:] = file["/"].ref


def _unequal_lengths(file: Any) -> None:
    file.create_dataset("DE", (40,), h5py.vlen_dtype("f8"))[:] = [NOISE] * 40


def _deep(file: Any) -> None:
    file["/".join(["g"] * 100)] = NOISE


def _many_columns(file: Any) -> None:
    file["DE"] = np.zeros(20, [(f"c{number}", "f8") for number in range(1000)])


def _slashes(file: Any) -> None:
    file["DE"] = NOISE
    file.id.links.create_hard(b"etc", file.id, b"DE")


def _long_attribute(file: Any) -> None:
    file["DE"] = NOISE
    file["DE"].attrs.create("unit", "g" * 60_000)


def _renamed(file: bytes) -> bytes:
    """Return the file with a link called ``a/b``."""
    return file.replace(b"etc\0", b"e/c\0")


def _snod_circle() -> bytes:
    """Return a file whose tree of names leads to itself (format specification 3.0, III.A.1)."""
    data = _file(lambda file: file.create_group("inner").create_group("innermost"))
    at = data.index(b"TREE")
    return overwritten(data, at + 32, at.to_bytes(8, "little"))


FILES = (
    HostileFile("a.h5", lambda: _file(_external_data), "recording_link_refused", "samples that are the accounts"),
    HostileFile("a.h5", lambda: _file(_external_link), "recording_link_refused", "a dataset in another file"),
    HostileFile("a.h5", lambda: _file(_link_on_the_way), "recording_link_refused", "a path through another file"),
    HostileFile("a.h5", lambda: _file(_virtual), "recording_link_refused", "a dataset put together from another file"),
    HostileFile("a.h5", lambda: _file(_soft_circle), "recording_damaged", "links that lead to each other"),
    HostileFile("a.h5", lambda: _file(_hard_circle), None, "groups that hold themselves beside a good signal"),
    HostileFile("a.h5", _snod_circle, "recording_damaged", "a tree of names that leads to itself"),
    HostileFile("a.h5", lambda: _file(_declared), "recording_too_large", "8 GB declared in a few kB"),
    HostileFile("a.h5", lambda: _file(_one_giant_chunk), "recording_damaged", "100 samples in a chunk of 2 GiB"),
    HostileFile("a.h5", lambda: _file(_fill_values), "recording_damaged", "60 MB of nothing but fill values"),
    HostileFile("a.h5", lambda: _file(_unknown_filter), "recording_damaged", "a filter that would have to be loaded"),
    HostileFile("a.h5", lambda: _file(_references), "recording_damaged", "references instead of samples"),
    HostileFile("a.h5", lambda: _file(_unequal_lengths), "recording_damaged", "a vector in each sample"),
    HostileFile("a.h5", lambda: _file(_deep), "recording_damaged", "a hundred groups in each other"),
    HostileFile("a.h5", lambda: _file(_many_columns), None, "records of a thousand columns"),
    HostileFile("a.h5", lambda: _renamed(_file(_slashes)), "recording_damaged", "a link whose name is a path"),
    HostileFile("a.h5", lambda: _file(_long_attribute), None, "a unit of 60 000 letters"),
    HostileFile(
        "a.h5",
        lambda: overwritten(_file(_deep), 40, b"\xff" * 8),
        "recording_damaged",
        "an HDF5 file that ends behind the universe",
    ),
    HostileFile(
        "a.h5",
        lambda: b"\x89HDF\r\n\x1a\n" + b"\xff" * 2000,
        "recording_damaged",
        "an HDF5 signature with nothing sensible behind it",
    ),
    HostileFile(
        "a.mat",
        lambda: b"MATLAB 7.3 MAT-file".ljust(512) + _file(_external_link),
        "recording_link_refused",
        "a MATLAB 7.3 file with a variable in another file",
    ),
)
