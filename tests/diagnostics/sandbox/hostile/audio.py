"""Audio: headers that claim more than there is, and numbers that no recorder writes."""

from __future__ import annotations

import io
import struct

import numpy as np
import soundfile

from tests.diagnostics.sandbox.hostile.kit import HostileFile, overwritten, replaced

SAMPLES = np.linspace(-0.5, 0.5, 400)


def _wav(
    channels: int = 1, rate_hz: int = 8000, bits: int = 16, *, tag: int = 1, data: bytes = bytes(64), claimed: int = -1
) -> bytes:
    """Return a WAV whose data chunk claims to have ``claimed`` bytes."""
    frame = channels * bits // 8 & 0xFFFF
    form = struct.pack("<HHIIHH", tag, channels, rate_hz, rate_hz * frame & 0xFFFFFFFF, frame, bits)
    length = len(data) if claimed < 0 else claimed
    chunks = struct.pack("<4sI", b"fmt ", 16) + form + struct.pack("<4sI", b"data", length) + data
    return struct.pack("<4sI4s", b"RIFF", 0xFFFFFFFF, b"WAVE") + chunks


def _rf64(data_bytes: int) -> bytes:
    sizes = struct.pack("<4sIQQQI", b"ds64", 28, 1 << 62, data_bytes, data_bytes // 2, 0)
    return b"RF64\xff\xff\xff\xffWAVE" + sizes + _wav(claimed=0xFFFFFFFF)[12:]


def _written(form: str, subtype: str) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, SAMPLES, 8000, format=form, subtype=subtype)
    return buffer.getvalue()


def _flac(total: int) -> bytes:
    """Return a FLAC whose 36 bits of total samples say ``total`` (RFC 9639, section 8.2)."""
    data = _written("FLAC", "PCM_16")
    low = data[21] & 0xF0 | total >> 32
    return overwritten(data, 21, bytes([low]) + struct.pack(">I", total & 0xFFFFFFFF))


def _aiff(at: int, new: bytes) -> bytes:
    """Return an AIFF with ``new`` at the byte ``at`` of its common chunk."""
    data = _written("AIFF", "PCM_16")
    return overwritten(data, data.index(b"COMM") + 8 + at, new)


FILES = (
    HostileFile("a.wav", lambda: _wav(claimed=0xFFFFFF00), "recording_damaged", "a WAV of 108 bytes that claims 4 GiB"),
    HostileFile("a.wav", lambda: _rf64(1 << 60), "recording_damaged", "an RF64 that claims an exabyte"),
    HostileFile("a.wav", lambda: _rf64((1 << 64) - 1), "recording_damaged", "an RF64 of 2^64 - 1 bytes"),
    HostileFile("a.wav", lambda: _wav(channels=0), "recording_damaged", "a WAV without channels"),
    HostileFile(
        "a.wav",
        lambda: _wav(channels=65_535, bits=8, data=bytes(65_535 * 4)),
        "recording_damaged",
        "a WAV of 65 535 channels",
    ),
    HostileFile("a.wav", lambda: _wav(rate_hz=0), "recording_damaged", "a WAV of 0 Hz"),
    HostileFile("a.wav", lambda: _wav(bits=0), "recording_damaged", "a WAV of 0 bits"),
    HostileFile("a.wav", lambda: _wav(tag=0x11, bits=4), "recording_damaged", "a WAV of ADPCM blocks of 0 bytes"),
    HostileFile("a.wav", lambda: _wav(tag=0x7777), "recording_damaged", "a WAV coded in no known way"),
    HostileFile("a.wav", lambda: _wav(data=b""), "recording_empty", "a WAV without samples"),
    HostileFile(
        "a.wav",
        lambda: _wav()[:12] + struct.pack("<4sI", b"JUNK", 0) * 200_000,
        "recording_damaged",
        "a WAV of 200 000 empty chunks",
    ),
    HostileFile(
        "a.wav",
        lambda: _wav()[:12] + struct.pack("<4sI", b"JUNK", 0) * 200_000 + _wav()[12:],
        "recording_damaged",
        "a good WAV behind 200 000 empty chunks",
    ),
    HostileFile(
        "a.wav",
        lambda: _wav()[:12] + struct.pack("<4sI", b"LIST", 0xFFFFFFFF) + _wav()[12:],
        "recording_damaged",
        "a WAV whose list is longer than the file",
    ),
    HostileFile("a.flac", lambda: _flac((1 << 36) - 1), "recording_damaged", "a FLAC of 2^36 - 1 samples"),
    HostileFile(
        "a.flac",
        lambda: overwritten(_written("FLAC", "PCM_16"), 5, b"\xff\xff\xff"),
        "recording_damaged",
        "a FLAC whose first block is 16 MB long",
    ),
    HostileFile(
        "a.flac",
        lambda: overwritten(_written("FLAC", "PCM_16"), -300, bytes(200)),
        "recording_damaged",
        "a FLAC with a hole in its last frames",
    ),
    HostileFile("a.aiff", lambda: _aiff(2, b"\xff" * 4), "recording_damaged", "an AIFF of 2^32 - 1 frames"),
    HostileFile("a.aiff", lambda: _aiff(0, b"\0\0"), "recording_damaged", "an AIFF without channels"),
    HostileFile("a.aiff", lambda: _aiff(8, b"\x7f\xff" * 5), "recording_damaged", "an AIFF of infinite rate"),
    HostileFile("a.aiff", lambda: _aiff(6, b"\0\0"), "recording_damaged", "an AIFF of 0 bits"),
    HostileFile(
        "a.aiff",
        lambda: replaced(_written("AIFF", "PCM_16"), b"COMM", b"COMA"),
        "recording_damaged",
        "an AIFF that does not say how it was sampled",
    ),
    HostileFile("a.ogg", lambda: b"OggS\0" + b"\xff" * 5000, "recording_damaged", "an OGG of nothing but ones"),
    HostileFile(
        "a.ogg",
        lambda: overwritten(_written("OGG", "VORBIS"), 40, bytes(8)),
        "recording_damaged",
        "an OGG without channels and rate",
    ),
)
