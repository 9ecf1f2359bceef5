"""Readers of recordings, one file a format; the content decides which one reads, the file name only has to agree.

A format module holds a `Format`: how to recognise it from the first bytes, and how to read a file of it. Its result
is a `Reading`, from which the registry here makes a `Recording`. Readers see a file only as `Content`, so they work
alike in the sandbox.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from diagnostics.errors import RecordingError, recording_error
from diagnostics.machine import Machine
from diagnostics.readers import (
    aiff,
    arrow,
    csv_text,
    flac,
    hdf5,
    json_text,
    mat4,
    mat5,
    mat73,
    mdf4,
    npy,
    npz,
    ogg,
    parquet,
    tdms,
    uff58,
    wav,
    xlsx,
)
from diagnostics.readers.archive import archive_name, peek, unpack
from diagnostics.readers.content import HEAD_BYTES, Content, FileContent, file_sha256
from diagnostics.readers.format import FASTEST_HZ, MOST_CHANNELS, Format, Reading, ReadOptions
from diagnostics.recording import Recording

__all__ = [
    "FORMATS",
    "FORMAT_LIST",
    "HEAD_BYTES",
    "Format",
    "ReadOptions",
    "identify",
    "options_for",
    "read",
    "read_content",
    "recording_of",
]

FORMATS: Final[tuple[Format, ...]] = (
    wav.FORMAT,
    aiff.FORMAT,
    flac.FORMAT,
    ogg.FORMAT,
    mat73.FORMAT,
    mat5.FORMAT,
    mat4.FORMAT,
    hdf5.FORMAT,
    npy.FORMAT,
    npz.FORMAT,
    uff58.FORMAT,
    tdms.FORMAT,
    mdf4.FORMAT,
    xlsx.FORMAT,
    parquet.FORMAT,
    arrow.FORMAT,
    json_text.FORMAT,
    csv_text.FORMAT,
)
"""The known formats; text comes last, since it is recognised by what the others are not."""
FORMAT_LIST: Final = f"{', '.join(form.title for form in FORMATS)}; each also inside gzip or a zip of one file"
"""The formats as people read them."""


def identify(head: bytes, name: str) -> str:
    """Return the name of the format of a file called ``name`` whose first bytes are ``head``; for an archive that of
    the recording in it.

    Hand over `HEAD_BYTES` bytes, or the whole file when it is shorter. Raises `RecordingError`: recording_empty,
    recording_format_unknown, recording_format_mismatch (the name promises another format than the content has),
    recording_archive_invalid.
    """
    if _known(head) is None and archive_name(head) is not None:
        head, name = peek(head, name)
        if _known(head) is None and archive_name(head) is not None:
            raise recording_error("recording_archive_invalid.nested", name=name)
    return _format_of(head, name).name


def read(
    path: str | Path,
    *,
    machine: Machine | None = None,
    sampling_rate_hz: float | None = None,
    group: str | None = None,
) -> Recording:
    """Read the recording at ``path``; samples of audio files count as ±1 at full scale, samples that are not finite
    are NaN.

    ``sampling_rate_hz``, or what ``machine`` says, is taken where the file carries no rate. Without a machine the
    rate may stay unknown. ``group`` names the sheet, group or channel that is meant where a file holds several sets
    of signals. Raises `RecordingError` with a stable code: recording_not_found, recording_unreadable,
    recording_empty, recording_format_unknown, recording_format_mismatch, recording_damaged, recording_too_large,
    recording_archive_invalid, recording_reader_missing, recording_channels_ambiguous, recording_group_missing,
    recording_rate_missing, recording_rate_ambiguous.
    """
    content = FileContent(Path(path))
    options = options_for(machine, sampling_rate_hz=sampling_rate_hz, group=group)
    form, reading = read_content(content, options)
    return recording_of(form, reading, name=content.name, sha256=file_sha256(content), options=options, machine=machine)


def options_for(
    machine: Machine | None, *, sampling_rate_hz: float | None = None, group: str | None = None
) -> ReadOptions:
    """Return what a reader is told: what the caller stated, else what ``machine`` states."""
    if machine is None:
        return ReadOptions(sampling_rate_hz, group)
    return ReadOptions(
        sampling_rate_hz if sampling_rate_hz is not None else machine.recording.sampling_rate_hz,
        group if group is not None else machine.recording.group,
        tuple(sensor.channel for sensor in machine.sensors),
    )


def read_content(content: Content, options: ReadOptions) -> tuple[str, Reading]:
    """Return the format and the reading of ``content``, looking into an archive where it is one.

    This is the part that a hostile file can harm. Raises `RecordingError`.
    """
    with content.open() as file:
        head = file.read(HEAD_BYTES)
    details: tuple[tuple[str, str], ...] = ()
    archive = archive_name(head)
    if _known(head) is None and archive is not None:
        content = unpack(content, head)
        head = content.data[:HEAD_BYTES]
        details = (("archive", archive),)
        if _known(head) is None and archive_name(head) is not None:
            raise recording_error("recording_archive_invalid.nested", name=content.name)
    form = _format_of(head, content.name)
    try:
        reading = form.read(content, options)
    except MemoryError as exhausted:
        raise recording_error("recording_too_large.memory", name=content.name) from exhausted
    except RecordingError:
        raise
    except Exception as damaged:
        # A library answers a broken file with whatever its parser stumbles over, from TypeError to zlib.error.
        reason = str(damaged).splitlines()[0][:120] if str(damaged).strip() else type(damaged).__name__
        raise recording_error("recording_damaged", name=content.name, reason=reason) from damaged
    _check_possible(reading, content.name)
    return form.name, replace(reading, details=(*reading.details, *details))


def _check_possible(reading: Reading, name: str) -> None:
    """Refuse numbers that no recorder has, whatever the format."""
    rate_hz, count = reading.sampling_rate_hz, len(reading.channels)
    if rate_hz is not None and not 0.0 < rate_hz < FASTEST_HZ:
        raise recording_error("recording_damaged.header", name=name, field=f"{rate_hz:g} Hz")
    if count > MOST_CHANNELS:
        reason = f"{count} channels, at most {MOST_CHANNELS} are read"
        raise recording_error("recording_damaged", name=name, reason=reason)


def recording_of(
    form: str, reading: Reading, *, name: str, sha256: str, options: ReadOptions, machine: Machine | None = None
) -> Recording:
    """Return the recording of the file ``name`` with the bytes ``sha256`` from its ``reading`` in the format ``form``.

    Raises `RecordingError` (recording_rate_missing, recording_rate_ambiguous).
    """
    recording = Recording(
        channels=reading.channels,
        sampling_rate_hz=reading.sampling_rate_hz,
        sample_count=reading.sample_count,
        format=form,
        sha256=sha256,
        source_name=name,
        source=reading.source,
        time_gaps=reading.time_gaps,
        rate_source=reading.rate_source,
        start=reading.start,
        group=reading.group,
        details=reading.details,
    )
    if options.sampling_rate_hz is not None:
        recording = recording.at_rate(options.sampling_rate_hz)
    return recording if machine is None else recording.for_machine(machine)


def _known(head: bytes) -> Format | None:
    return next((form for form in FORMATS if form.is_format(head)), None)


def _format_of(head: bytes, name: str) -> Format:
    """Return the format that ``head`` shows; the suffix of ``name`` must not promise another."""
    if not head:
        raise recording_error("recording_empty", name=name)
    found = _known(head)
    suffix = Path(name).suffix.lower()
    named = [form for form in FORMATS if suffix in form.suffixes]
    if found is None:
        if named:
            raise recording_error("recording_format_mismatch.unknown", name=name, named=named[0].title)
        raise recording_error("recording_format_unknown", name=name)
    if named and found not in named:
        raise recording_error("recording_format_mismatch", name=name, named=named[0].title, found=found.title)
    return found
