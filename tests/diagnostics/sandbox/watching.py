"""How the reading of a file in the sandbox ended, and whether anything else was touched."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from diagnostics.errors import RecordingError
from diagnostics.recording import Recording
from diagnostics.sandbox import Sandbox

STABLE_CODES: Final = frozenset(
    {
        "recording_archive_invalid",
        "recording_channels_ambiguous",
        "recording_damaged",
        "recording_empty",
        "recording_format_mismatch",
        "recording_format_unknown",
        "recording_link_refused",
        "recording_rate_ambiguous",
        "recording_reader_crashed",
        "recording_text_ambiguous",
        "recording_too_large",
    }
)
"""How a bad file may be refused; that a library is missing or the sandbox was lost is no property of a file."""
_OF_THIS_MACHINE: Final = re.compile(
    r"Traceback|File \"|object at 0x|site-packages|/tmp/|/proc/|/dev/fd"
    + "".join(f"|{re.escape(folder)}/" for folder in {sys.prefix, sys.base_prefix, str(Path.home()), os.getcwd()})
)
_LONGEST_TEXT: Final = 1000
_MOST_GROWTH_BYTES: Final = 200 << 20


@dataclass(frozen=True)
class Outcome:
    """A recording or an error, and how long it took."""

    recording: Recording | None
    error: RecordingError | None
    seconds: float

    @property
    def code(self) -> str | None:
        """The code of the error, None for a recording."""
        return None if self.error is None else self.error.code

    def check(self, name: str) -> None:
        """Assert that the error for the file ``name`` can be shown to people, or that the recording is sound."""
        if self.error is not None:
            assert self.code in STABLE_CODES
            for text in (self.error.text.en, self.error.text.zh):
                said = text.replace(name, "")
                assert said.strip()
                assert len(said) < _LONGEST_TEXT
                assert not _OF_THIS_MACHINE.search(said), said
            assert self.error.text.en != self.error.text.zh
        if self.recording is not None:
            samples = self.recording.read()
            assert samples.shape == (len(self.recording.channels), self.recording.sample_count)
            assert samples.size > 0
            assert not np.isinf(samples).any()


def outcome(sandbox: Sandbox, path: Path, data: bytes, name: str) -> Outcome:
    """Return how the reading of ``data``, written to ``path`` and called ``name``, ends: two ways are allowed."""
    path.write_bytes(data)
    began = time.monotonic()
    try:
        return Outcome(sandbox.read(path, name=name), None, time.monotonic() - began)
    except RecordingError as refused:
        return Outcome(None, refused, time.monotonic() - began)


@dataclass(frozen=True)
class Surroundings:
    """All that a hostile file might reach beyond the child that reads it."""

    process: int
    children: frozenset[str]
    warm_process: int
    children_of_warm_process: frozenset[str]
    descriptors: int
    files: frozenset[str]
    resident_bytes: int

    @classmethod
    def now(cls, sandbox: Sandbox, folders: Iterable[Path]) -> Surroundings:
        """Return the state of this process, of the warm one, and of the ``folders``."""
        server = sandbox._running()
        assert server.process.poll() is None
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return cls(
            process=os.getpid(),
            children=_children(os.getpid()),
            warm_process=server.process.pid,
            children_of_warm_process=_children(server.process.pid),
            descriptors=len(os.listdir("/proc/self/fd")),
            files=frozenset(str(path) for folder in folders for path in folder.iterdir()),
            resident_bytes=pages * os.sysconf("SC_PAGE_SIZE"),
        )

    def check_untouched(self, now: Surroundings) -> None:
        """Assert that ``now`` everything is as it was."""
        assert (now.process, now.warm_process) == (self.process, self.warm_process)
        assert now.children == self.children
        assert now.children_of_warm_process == frozenset()
        assert now.descriptors == self.descriptors
        assert now.files == self.files
        assert now.resident_bytes - self.resident_bytes < _MOST_GROWTH_BYTES


def _children(process: int) -> frozenset[str]:
    return frozenset(Path(f"/proc/{process}/task/{process}/children").read_text().split())
