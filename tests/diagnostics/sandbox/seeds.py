"""One small good file of each format, written by the library that the format belongs to."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import asammdf
import h5py
import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pyuff
import scipy.io
import soundfile
from nptdms import ChannelObject, TdmsWriter

RATE_HZ = 8000
COUNT = 400
SIGNAL = np.random.default_rng(12).uniform(-0.5, 0.5, (2, COUNT))
TIMES_S = np.arange(COUNT) / RATE_HZ
TITLES = ["Time (s)", "DE (g)", "NDE (g)"]


@dataclass(frozen=True)
class Seed:
    """A good file, the format that reads it, and the number of channels in it."""

    name: str
    form: str
    data: bytes
    channels: int = 2
    sample_count: int = COUNT


def _written(suffix: str, write: Callable[[Path], object]) -> bytes:
    """Return what ``write`` leaves in a file, for libraries that write to nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"seed{suffix}")
        write(path)
        return path.read_bytes()


def _audio(form: str, subtype: str) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, SIGNAL.T, RATE_HZ, format=form, subtype=subtype)
    return buffer.getvalue()


def _vorbis() -> bytes:
    buffer = io.BytesIO()
    noise = np.random.default_rng(3).uniform(-0.5, 0.5, (20 * COUNT, 2))
    soundfile.write(buffer, noise, RATE_HZ, format="OGG", subtype="VORBIS")
    return buffer.getvalue()


def _matlab(form: str, *, compressed: bool = False) -> bytes:
    buffer = io.BytesIO()
    variables = {"DE": SIGNAL[0][:, None], "NDE": SIGNAL[1][:, None], "fs": float(RATE_HZ)}
    scipy.io.savemat(buffer, variables, format=form, do_compression=compressed)
    return buffer.getvalue()


def _matlab_73(path: Path) -> None:
    with h5py.File(path, "w", userblock_size=512) as file:
        for name, value in {"DE": SIGNAL[:1], "NDE": SIGNAL[1:], "fs": [[float(RATE_HZ)]]}.items():
            file[name] = value
            file[name].attrs["MATLAB_class"] = np.bytes_("double")
    title = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(116) + bytes(8) + b"\x00\x02IM"
    path.write_bytes(title.ljust(512, b"\0") + path.read_bytes()[512:])


def _hdf5() -> bytes:
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        file.attrs["sampling_rate"] = float(RATE_HZ)
        file["DE"], file["NDE"] = SIGNAL
        file["NDE"].attrs["unit"] = "g"
        file.create_dataset("inner/packed", data=SIGNAL[0], compression="gzip", shuffle=True)
    return buffer.getvalue()


def _numpy() -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, SIGNAL.T)
    return buffer.getvalue()


def _numpy_archive() -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, DE=SIGNAL[0], NDE=SIGNAL[1], fs=RATE_HZ)
    return buffer.getvalue()


def _universal(binary: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        sets = [
            pyuff.prepare_58(
                binary=binary,
                func_type=1,
                rsp_node=node,
                rsp_dir=3,
                ref_node=0,
                ref_dir=0,
                abscissa_spacing=1,
                abscissa_spec_data_type=17,
                ordinate_spec_data_type=12,
                orddenom_spec_data_type=0,
                ordinate_axis_units_lab="g",
                id1="Time response",
                data=row,
                x=TIMES_S,
            )
            for node, row in enumerate(SIGNAL, start=1)
        ]
        pyuff.UFF(str(path)).write_sets(sets, "add")

    return write


def _tdms() -> bytes:
    buffer = io.BytesIO()
    with TdmsWriter(buffer) as file:
        file.write_segment(
            [
                ChannelObject("G", name, row, {"wf_increment": 1 / RATE_HZ, "unit_string": "g"})
                for name, row in zip(("DE", "NDE"), SIGNAL, strict=True)
            ]
        )
    return buffer.getvalue()


def _measurement(compression: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with asammdf.MDF(version="4.10") as file:
            names = zip(("DE", "NDE"), SIGNAL, strict=True)
            file.append([asammdf.Signal(row, TIMES_S, name=name, unit="g") for name, row in names])
            file.save(path, overwrite=True, compression=compression)

    return write


def _rows() -> list[list[float]]:
    return [[float(value) for value in row] for row in zip(TIMES_S, *np.round(SIGNAL, 6), strict=True)]


def _stamped_rows() -> list[list[Any]]:
    """Return the rows with the moment of each, 1/8 s apart, in place of its time."""
    begin = datetime(2026, 1, 5, 10, 11, 12)  # noqa: DTZ001 - a logger's own clock
    return [[begin + number * timedelta(seconds=0.125), *row[1:]] for number, row in enumerate(_rows())]


def _workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (TITLES, *rows):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _table(times: Any = TIMES_S) -> Any:
    return pa.table(dict(zip(TITLES, (times, *SIGNAL), strict=True)))


def _parquet(times: Any = TIMES_S) -> bytes:
    buffer = io.BytesIO()
    pa.parquet.write_table(_table(times), buffer)
    return buffer.getvalue()


def _feather() -> bytes:
    buffer = io.BytesIO()
    pa.feather.write_feather(_table(), buffer, compression="zstd")
    return buffer.getvalue()


def _arrow_stream() -> bytes:
    buffer = io.BytesIO()
    with pa.ipc.new_stream(buffer, _table().schema) as stream:
        stream.write_table(_table())
    return buffer.getvalue()


def _json(**beside: object) -> bytes:
    return json.dumps({**beside, "unit": "g", "DE": SIGNAL[0].tolist(), "NDE": SIGNAL[1].tolist()}).encode()


def _csv(rows: list[list[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([TITLES, *rows])
    return text.getvalue()


def _zip(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


@cache
def seeds() -> tuple[Seed, ...]:
    """Return a good file of every format, and of some the several ways in which they are written."""
    wav, text, stamped = _audio("WAV", "PCM_16"), _csv(_rows()), _stamped_rows()
    moments = [row[0] for row in stamped]
    return (
        Seed("fan.wav", "wav", wav),
        Seed("float.wav", "wav", _audio("WAVEX", "FLOAT")),
        Seed("fan.aiff", "aiff", _audio("AIFF", "PCM_24")),
        Seed("fan.flac", "flac", _audio("FLAC", "PCM_16")),
        Seed("fan.ogg", "ogg", _vorbis(), sample_count=20 * COUNT),
        Seed("old.mat", "mat4", _matlab("4")),
        Seed("plain.mat", "mat5", _matlab("5")),
        Seed("packed.mat", "mat5", _matlab("5", compressed=True)),
        Seed("new.mat", "mat73", _written(".mat", _matlab_73)),
        Seed("fan.h5", "hdf5", _hdf5(), channels=3),
        Seed("fan.npy", "npy", _numpy()),
        Seed("fan.npz", "npz", _numpy_archive()),
        Seed("text.uff", "uff58", _written(".uff", _universal(0))),
        Seed("binary.uff", "uff58", _written(".uff", _universal(1))),
        Seed("fan.tdms", "tdms", _tdms()),
        Seed("fan.mf4", "mdf4", _written(".mf4", _measurement(0))),
        Seed("packed.mf4", "mdf4", _written(".mf4", _measurement(2))),
        Seed("fan.xlsx", "xlsx", _workbook(_rows())),
        Seed("stamped.xlsx", "xlsx", _workbook(stamped)),
        Seed("fan.parquet", "parquet", _parquet()),
        Seed("stamped.parquet", "parquet", _parquet(moments)),
        Seed("fan.feather", "arrow", _feather()),
        Seed("stream.arrow", "arrow", _arrow_stream()),
        Seed("fan.json", "json", _json(fs=RATE_HZ)),
        Seed("stamped.json", "json", _json(time=[str(moment) for moment in moments])),
        Seed("fan.csv", "csv", text.encode()),
        Seed("stamped.csv", "csv", _csv(stamped).encode()),
        Seed("wide.csv", "csv", text.encode("utf-16")),
        Seed("fan.csv.gz", "csv", gzip.compress(text.encode(), mtime=0)),
        Seed("wav.zip", "wav", _zip("fan.wav", wav)),
    )
