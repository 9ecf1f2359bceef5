"""OGG: what the ear keeps comes back near enough, the codec is told, and a cut stream is refused."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

RATE_HZ = 48_000
TONE = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(RATE_HZ) / RATE_HZ)


def refused_code(path: Path) -> str:
    with pytest.raises(RecordingError) as refused:
        read(path).read()
    assert refused.value.text.zh
    return refused.value.code


@pytest.mark.parametrize(("name", "subtype"), [("a.ogg", "VORBIS"), ("a.opus", "OPUS"), ("a.oga", "VORBIS")])
def test_lossy_stream_gives_the_tone_and_tells_its_codec(tmp_path, name, subtype):
    path = tmp_path / name
    soundfile.write(path, np.column_stack([TONE, -TONE]), RATE_HZ, format="OGG", subtype=subtype)

    recording = read(path)
    samples = recording.read()

    assert (recording.format, recording.sampling_rate_hz, len(recording.channels)) == ("ogg", RATE_HZ, 2)
    assert recording.sample_count == len(TONE)
    amplitude = 2 / len(TONE) * np.abs(np.fft.rfft(samples[0])[1000])
    assert amplitude == pytest.approx(0.5, rel=0.02)
    assert ("codec", subtype) in recording.details
    assert identify(path.read_bytes()[:HEAD_BYTES], name) == "ogg"


def page_checksum(page: bytes) -> int:
    """CRC-32 with the polynomial 0x04c11db7, not reflected, from zero (RFC 3533, section 6)."""
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


def page(packet: bytes, *, flags: int, position: int, number: int) -> bytes:
    lengths = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    header = b"OggS\0" + struct.pack("<BqIIIB", flags, position, 1, number, 0, len(lengths)) + lengths
    whole = bytearray(header + packet)
    whole[22:26] = struct.pack("<I", page_checksum(bytes(whole)))
    return bytes(whole)


def test_flac_in_ogg_is_refused_with_what_to_do(tmp_path):
    # RFC 9639, section 10.1: the first packet of the mapping, and STREAMINFO for 8 kHz, one channel, 16 bit.
    streaminfo = struct.pack(">HH3s3sQ16s", 4096, 4096, bytes(3), bytes(3), 8000 << 44 | 15 << 36 | 1000, bytes(16))
    opening = b"\x7fFLAC\x01\x00\x00\x01fLaC\x80\x00\x00\x22" + streaminfo
    (tmp_path / "a.oga").write_bytes(page(opening, flags=6, position=0, number=0))

    with pytest.raises(RecordingError) as refused:
        read(tmp_path / "a.oga")

    assert refused.value.code == "recording_damaged"
    assert "save it as .flac" in refused.value.text.en


def test_ogg_inside_gzip_is_read(tmp_path):
    soundfile.write(tmp_path / "a.ogg", TONE, RATE_HZ)
    (tmp_path / "a.ogg.gz").write_bytes(gzip.compress((tmp_path / "a.ogg").read_bytes()))

    assert read(tmp_path / "a.ogg.gz").sample_count == len(TONE)


@pytest.mark.parametrize("share", [0.3, 0.7, 0.999])
def test_cut_stream_is_damaged(tmp_path, share):
    path = tmp_path / "a.ogg"
    soundfile.write(path, TONE, RATE_HZ)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])

    assert refused_code(path) == "recording_damaged"


@pytest.mark.parametrize("position", [1 << 40, (1 << 63) - 1, 3, -1])
def test_last_page_that_announces_another_length_never_gives_samples_that_are_not_there(tmp_path, position):
    path = tmp_path / "a.ogg"
    soundfile.write(path, TONE, RATE_HZ)
    content = bytearray(path.read_bytes())
    last = content.rindex(b"OggS")
    content[last + 6 : last + 14] = struct.pack("<q", position)
    content[last + 22 : last + 26] = bytes(4)
    content[last + 22 : last + 26] = struct.pack("<I", page_checksum(bytes(content[last:])))
    path.write_bytes(bytes(content))

    try:
        outcome = str(read(path).read().shape[1] <= len(TONE) + 1024)
    except RecordingError as refused:
        outcome = refused.code

    assert outcome in {"True", "recording_damaged"}


@pytest.mark.parametrize(
    "content", [b"OggS\0", b"OggS\0" + bytes(200), b"OggS\0\x04" + bytes(20) + b"\xff" + bytes(50)]
)
def test_stream_of_nothing_is_damaged(tmp_path, content):
    (tmp_path / "a.ogg").write_bytes(content)

    assert refused_code(tmp_path / "a.ogg") == "recording_damaged"
