"""How long reading takes, as a ratio to the bare library of each format measured in the same run."""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarks.timing import seconds_of
from diagnostics.readers import FORMATS, ReadOptions, read, read_content
from diagnostics.readers.content import FileContent
from diagnostics.sandbox import Sandbox

__all__ = ["Subject", "Times", "compare", "format_subjects", "read_samples", "text_subjects"]

RATE_HZ: Final = 25_600
CHANNELS: Final = 4
SAMPLES: Final = 131_072
"""Of each channel: 4 MiB as 64-bit floats."""
SAMPLES_AS_TEXT: Final = 50_000
"""Of each channel in formats that write numbers as text: about 4 MB."""
ROWS: Final = 1_000_000
LIBRARY_SHARE: Final = 0.8
"""Goal: at least this share of the bare library's speed."""
SANDBOX_OVERHEAD_MS: Final = 30.0
"""Goal: at most so much more in 19 of 20 readings."""
LEAST_ROUNDS: Final = 40
"""So that two readings lie above the 95th percentile."""
TEXT_RATIO: Final = 1.5
"""Goal: at most so many times what Arrow takes for a table of text."""

Samples = NDArray[np.float64]


@dataclass(frozen=True)
class Subject:
    """A file of one format: how it comes about, and how the bare library reads it into the same result, one array of
    64-bit floats [shape=(channels, n)].
    """

    title: str
    file_name: str
    write: Callable[[Path], None]
    bare: Callable[[Path], object]


@dataclass(frozen=True)
class Times:
    """The middle times of one subject, and the middle ratio of ours to the bare library's."""

    ours_s: float
    bare_s: float
    ratio: float


def read_samples(path: Path) -> Samples:
    """Return all samples of the recording at ``path`` [shape=(channels, n)], read without sandbox."""
    _, reading = read_content(FileContent(path), ReadOptions(sampling_rate_hz=RATE_HZ))
    return reading.source.read(0, reading.sample_count)


def compare(subject: Subject, path: Path, repeat: int) -> Times:
    """Return the middle of ``repeat`` alternating times of both on the file at ``path``, after one round unmeasured."""
    rounds = []
    for _ in range(repeat + 1):
        ours, bare = seconds_of(lambda: read_samples(path)), seconds_of(lambda: subject.bare(path))
        rounds.append((ours, bare, ours / bare))
    return Times(*(statistics.median(column) for column in zip(*rounds[1:], strict=True)))


def signals(samples: int) -> Samples:
    """Return noise [shape=(CHANNELS, samples)] with six decimals, as loggers write it."""
    noise = np.random.default_rng(1).normal(size=(CHANNELS, samples)).round(6)
    return np.clip(noise / 8, -1, 1)


def _library(name: str) -> Any:
    """Return a library when it is needed; some take seconds to load."""
    return importlib.import_module(name)


# --- the formats --------------------------------------------------------------------------------------------------


def format_subjects() -> Iterator[Subject]:
    """Yield a file of 4 MB of every format."""
    yield Subject("WAV, 16 bit", "a.wav", _write_audio, _bare_audio)
    yield Subject("WAV, 64 bit", "b.wav", _write_audio, _bare_audio)
    yield Subject("FLAC", "a.flac", _write_audio, _bare_audio)
    yield Subject("NumPy", "a.npy", lambda path: np.save(path, signals(SAMPLES)), np.load)
    yield Subject("NumPy archive", "a.npz", _write_npz, _bare_npz)
    yield Subject("MATLAB 5", "a.mat", _write_matlab, _bare_matlab)
    yield Subject("HDF5", "a.h5", _write_hdf5, _bare_hdf5)
    yield Subject("Parquet", "a.parquet", _write_parquet, _bare_parquet)
    yield Subject("Arrow", "a.arrow", _write_arrow, _bare_arrow)
    yield Subject("Excel", "a.xlsx", _write_xlsx, _bare_xlsx)
    yield Subject("UFF 58b", "a.uff", _write_uff, _bare_uff)
    yield Subject("TDMS", "a.tdms", _write_tdms, _bare_tdms)
    yield Subject("MDF 4", "a.mf4", _write_mdf, _bare_mdf)
    yield Subject("JSON", "a.json", _write_json, _bare_json)


def _named(samples: int) -> dict[str, Samples]:
    return {f"channel{index}": row for index, row in enumerate(signals(samples), start=1)}


def _write_audio(path: Path) -> None:
    subtype = {"a.wav": "PCM_16", "b.wav": "DOUBLE", "a.flac": "PCM_24"}[path.name]
    times_as_long = 4 if path.name == "a.wav" else 1
    _library("soundfile").write(path, signals(times_as_long * SAMPLES).T, RATE_HZ, subtype=subtype)


def _bare_audio(path: Path) -> object:
    return _library("soundfile").read(path, always_2d=True)[0].T


def _stacked(rows: Iterable[ArrayLike]) -> Samples:
    return np.array(list(rows), dtype=np.float64)


def _write_npz(path: Path) -> None:
    np.savez(path, allow_pickle=False, **_named(SAMPLES))


def _bare_npz(path: Path) -> object:
    with np.load(path) as archive:
        return _stacked(archive[name] for name in archive.files)


def _write_matlab(path: Path) -> None:
    _library("scipy.io").savemat(path, _named(SAMPLES))


def _bare_matlab(path: Path) -> object:
    content = _library("scipy.io").loadmat(path)
    return _stacked(content[name][0] for name in content if name.startswith("channel"))


def _write_hdf5(path: Path) -> None:
    with _library("h5py").File(path, "w") as file:
        for name, row in _named(SAMPLES).items():
            file[name] = row


def _bare_hdf5(path: Path) -> object:
    with _library("h5py").File(path) as file:
        return _stacked(dataset[()] for dataset in file.values())


def _arrow_table() -> Any:
    return _library("pyarrow").table(_named(SAMPLES))


def _write_parquet(path: Path) -> None:
    _library("pyarrow.parquet").write_table(_arrow_table(), path)


def _bare_parquet(path: Path) -> object:
    table = _library("pyarrow.parquet").read_table(path, use_threads=False)
    return _stacked(column.to_numpy() for column in table.columns)


def _write_arrow(path: Path) -> None:
    table = _arrow_table()
    with _library("pyarrow").ipc.new_file(path, table.schema) as writer:
        writer.write_table(table)


def _bare_arrow(path: Path) -> object:
    with path.open("rb") as file:
        table = _library("pyarrow").ipc.open_file(file).read_all()
        return _stacked(column.to_numpy() for column in table.columns)


def _write_xlsx(path: Path) -> None:
    book = _library("openpyxl").Workbook(write_only=True)
    sheet = book.create_sheet("signals")
    sheet.append([f"channel{index}" for index in range(1, CHANNELS + 1)])
    for row in signals(SAMPLES_AS_TEXT).T.tolist():
        sheet.append(row)
    book.save(path)


def _bare_xlsx(path: Path) -> object:
    book = _library("python_calamine").CalamineWorkbook.from_path(str(path))
    return np.array(book.get_sheet_by_index(0).to_python()[1:], dtype=np.float64).T


def _write_uff(path: Path) -> None:
    pyuff = _library("pyuff")
    sets = [
        pyuff.prepare_58(
            binary=1,
            func_type=1,
            rsp_node=index,
            rsp_dir=3,
            ref_node=0,
            ref_dir=0,
            ord_data_type=4,
            num_pts=SAMPLES,
            abscissa_spacing=1,
            abscissa_inc=1.0 / RATE_HZ,
            abscissa_spec_data_type=17,
            ordinate_spec_data_type=12,
            orddenom_spec_data_type=0,
            z_axis_spec_data_type=0,
            data=row,
            x=np.arange(SAMPLES) / RATE_HZ,
        )
        for index, row in enumerate(signals(SAMPLES), start=1)
    ]
    pyuff.UFF(str(path)).write_sets(sets, mode="add")


def _bare_uff(path: Path) -> object:
    return _stacked(each["data"] for each in _library("pyuff").UFF(str(path)).read_sets())


def _write_tdms(path: Path) -> None:
    tdms = _library("nptdms")
    properties = {"wf_increment": 1.0 / RATE_HZ, "wf_samples": SAMPLES}
    channels = [tdms.ChannelObject("signals", name, row, properties) for name, row in _named(SAMPLES).items()]
    with tdms.TdmsWriter(str(path)) as writer:
        writer.write_segment(channels)


def _bare_tdms(path: Path) -> object:
    file = _library("nptdms").TdmsFile.read(str(path))
    return _stacked(channel[:] for group in file.groups() for channel in group.channels())


def _write_mdf(path: Path) -> None:
    asammdf = _library("asammdf")
    times = np.arange(SAMPLES) / RATE_HZ
    with asammdf.MDF(version="4.10") as file:
        file.append([asammdf.Signal(row, times, name=name) for name, row in _named(SAMPLES).items()])
        file.save(path)


def _bare_mdf(path: Path) -> object:
    with _library("asammdf").MDF(path) as file:
        return _stacked(file.get(f"channel{index}").samples for index in range(1, CHANNELS + 1))


def _write_json(path: Path) -> None:
    channels = {name: row.tolist() for name, row in _named(SAMPLES_AS_TEXT).items()}
    path.write_text(json.dumps({"sampling_rate_hz": RATE_HZ, "channels": channels}))


def _bare_json(path: Path) -> object:
    return _stacked(json.loads(path.read_bytes())["channels"].values())


# --- tables of text -----------------------------------------------------------------------------------------------


def text_subjects() -> Iterator[Subject]:
    """Yield tables of a million rows of text."""
    yield Subject("time and 3 columns", "a.csv", lambda path: _write_text(path, 4), _bare_text)
    yield Subject("1 column", "b.csv", lambda path: _write_text(path, 1), _bare_text)
    yield Subject("decimal comma", "c.csv", lambda path: _write_text(path, 4, german=True), _bare_german_text)


def _write_text(path: Path, columns: int, *, german: bool = False) -> None:
    noise = np.random.default_rng(1).normal(size=(columns, ROWS)).round(6)
    values = [np.arange(ROWS) / RATE_HZ, *noise[1:]] if columns > 1 else [*noise]
    titles = ["time", "x (g)", "y (g)", "z (g)"] if columns > 1 else ["x (g)"]
    table = _library("pyarrow").table(dict(zip(titles, values, strict=True)))
    _library("pyarrow.csv").write_csv(table, path)
    if german:
        path.write_bytes(path.read_bytes().replace(b",", b";").replace(b".", b","))


def _bare_text(path: Path) -> object:
    return _library("pyarrow.csv").read_csv(path)


def _bare_german_text(path: Path) -> object:
    arrow = _library("pyarrow.csv")
    options = arrow.ConvertOptions(decimal_point=",")
    return arrow.read_csv(path, parse_options=arrow.ParseOptions(delimiter=";"), convert_options=options)


# --- the figures --------------------------------------------------------------------------------------------------


def print_formats(folder: Path, repeat: int) -> None:
    """Print the speed of each format as a share of its bare library's."""
    print(f"speed as a share of the bare library's on files of about 4 MB (goal: at least {LIBRARY_SHARE}):")
    for subject in format_subjects():
        path = folder / subject.file_name
        if not any(path.suffix in form.suffixes for form in FORMATS):
            print(f"  {subject.title:18} no reader")
            continue
        try:
            subject.write(path)
        except ImportError as missing:
            print(f"  {subject.title:18} skipped: {missing}")
            continue
        times = compare(subject, path, repeat)
        print(f"  {subject.title:18} {1.0 / times.ratio:5.2f}  {_detail(times, path)}")


def print_text(folder: Path, repeat: int) -> None:
    """Print how long tables of text take over what Arrow takes."""
    print(f"time of a million rows of text over Arrow's (goal: at most {TEXT_RATIO}):")
    for subject in text_subjects():
        path = folder / f"text-{subject.file_name}"
        subject.write(path)
        times = compare(subject, path, repeat)
        print(f"  {subject.title:18} {times.ratio:5.2f}  {_detail(times, path)}")


def _detail(times: Times, path: Path) -> str:
    size = path.stat().st_size / 1e6
    return f"({1000 * times.ours_s:.1f} ms over {1000 * times.bare_s:.1f} ms, {size:.1f} MB)"


def print_sandbox(folder: Path, repeat: int) -> None:
    """Print what the sandbox adds to reading a file, checksum included on both sides."""
    rounds = max(repeat, LEAST_ROUNDS)
    print(f"milliseconds the sandbox adds to a file of about 4 MB (goal: p95 at most {SANDBOX_OVERHEAD_MS:.0f}):")
    for subject in format_subjects():
        path = folder / subject.file_name
        subject.write(path)
        with Sandbox() as sandbox:
            _print_added(subject.title, sandbox, path, rounds)
    with Sandbox() as sandbox:
        for path in folder.iterdir():
            sandbox.read(path, sampling_rate_hz=RATE_HZ)
        _print_added("WAV, 64 bit, after every other format", sandbox, folder / "b.wav", rounds)


def _print_added(title: str, sandbox: Sandbox, path: Path, rounds: int) -> None:
    middle, high = np.percentile(_added_ms(sandbox, path, rounds), [50, 95])
    print(f"  {title:18} {middle:5.1f} (p50) {high:5.1f} (p95)")


def _added_ms(sandbox: Sandbox, path: Path, rounds: int) -> list[float]:
    """Return what each of ``rounds`` readings took longer in the sandbox, after two unmeasured."""
    added = []
    for _ in range(rounds + 2):
        outside_s = seconds_of(lambda: read(path, sampling_rate_hz=RATE_HZ).read())
        inside_s = seconds_of(lambda: sandbox.read(path, sampling_rate_hz=RATE_HZ).read())
        added.append(1000.0 * (inside_s - outside_s))
    return added[2:]


SECTIONS: Final = {"formats": print_formats, "text": print_text, "sandbox": print_sandbox}


def main() -> None:
    """Write the files, measure, and print the ratios."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--repeat", type=int, default=5, metavar="N", help="times each is measured (default: 5)")
    arguments.add_argument("--only", choices=SECTIONS, help="one part of it (default: all)")
    options = arguments.parse_args()
    for name, section in SECTIONS.items():
        if options.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                section(Path(folder), options.repeat)


if __name__ == "__main__":
    main()
