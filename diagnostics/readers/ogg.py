"""OGG with Vorbis or Opus inside, through libsndfile. Both leave out what people do not hear, which is told by the
detail ``codec``.

Pages: RFC 3533; FLAC in OGG, which libsndfile takes for damaged: RFC 9639, section 10.1.
"""

from __future__ import annotations

from typing import Final

from diagnostics.errors import recording_error
from diagnostics.readers.audio import open_audio
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions

__all__ = ["FORMAT"]

_PAGE: Final = b"OggS"
_FLAC: Final = b"\x7fFLAC\x01"
_FIRST_PAGE_BYTES: Final = 79
"""Of FLAC in OGG."""
_LONGEST_PAGE_BYTES: Final = 65_307
"""RFC 3533, section 6: 27 bytes of header, 255 lengths, 255 segments of 255 bytes."""
_FLAGS_AT: Final = 5
_END_OF_STREAM: Final = 4
_SEGMENTS_AT: Final = 26


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens an OGG stream, version 0."""
    return head.startswith(_PAGE + b"\0")


def read(content: Content, _: ReadOptions) -> Reading:
    """Return what the OGG file ``content`` holds; raises `RecordingError` (recording_damaged when its end is missing).

    libsndfile reads a cut stream up to its last page; here it is refused, since it would be examined as if it were
    whole.
    """
    with content.open() as file:
        if _FLAC in file.read(_FIRST_PAGE_BYTES):
            reason = "it holds FLAC within OGG, which is not read; save it as .flac"
            raise recording_error("recording_damaged", name=content.name, reason=reason)
        file.seek(max(0, content.size_bytes - _LONGEST_PAGE_BYTES))
        end = file.read()
    if not _ends_whole(end):
        raise recording_error("recording_damaged", name=content.name, reason="the last page is missing")
    return open_audio(content)


FORMAT: Final = Format("ogg", "OGG", frozenset({".ogg", ".oga", ".opus"}), is_format, read)


def _ends_whole(end: bytes) -> bool:
    """Return whether the last page in the bytes ``end`` is complete and marked as the end of its stream."""
    page = end[end.rfind(_PAGE) :] if _PAGE in end else b""
    if len(page) <= _SEGMENTS_AT or not page[_FLAGS_AT] & _END_OF_STREAM:
        return False
    lengths = page[_SEGMENTS_AT + 1 : _SEGMENTS_AT + 1 + page[_SEGMENTS_AT]]
    return len(page) >= _SEGMENTS_AT + 1 + page[_SEGMENTS_AT] + sum(lengths)
