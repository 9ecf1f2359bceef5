"""Good files: inside the sandbox they come out as outside, and nothing is imported after its cage is closed."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap

import numpy as np
import pytest

import diagnostics as dx
from diagnostics.readers import FORMATS
from tests.diagnostics.sandbox.seeds import seeds

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux's own walls")


def test_every_format_has_a_good_file():
    assert {seed.form for seed in seeds()} == {form.name for form in FORMATS}


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_a_good_file_comes_out_as_without_the_sandbox(warm_sandbox, tmp_path, seed):
    path = tmp_path / seed.name
    path.write_bytes(seed.data)

    inside, outside = warm_sandbox.read(path), dx.read(path)

    assert (inside.format, len(inside.channels), inside.sample_count) == (seed.form, seed.channels, seed.sample_count)
    assert inside.channels == outside.channels
    assert (inside.sampling_rate_hz, inside.rate_source) == (outside.sampling_rate_hz, outside.rate_source)
    assert (inside.start, inside.group, inside.details) == (outside.start, outside.group, outside.details)
    np.testing.assert_array_equal(inside.read(), outside.read())


LATE_IMPORTS = textwrap.dedent("""
    import codecs, importlib, json, os, sys
    from pathlib import Path
    from diagnostics.readers import FORMATS, HEAD_BYTES, identify, read_content
    from diagnostics.readers.content import FileContent
    from diagnostics.readers.format import ReadOptions
    from diagnostics.sandbox import server

    for encoding in server._ENCODINGS:
        codecs.lookup(encoding)
    for path in sorted(Path(sys.argv[1]).iterdir()):
        child = os.fork()
        if child == 0:
            form = identify(path.read_bytes()[:HEAD_BYTES], path.name)
            for name in next(each.libraries for each in FORMATS if each.name == form):
                importlib.import_module(name)
            loaded = set(sys.modules)
            _, reading = read_content(FileContent(path), ReadOptions())
            reading.source.read(0, reading.sample_count)
            print(json.dumps([path.name, sorted(set(sys.modules) - loaded)]), flush=True)
            os._exit(0)
        os.waitpid(child, 0)
""")
"""Reads each file of a folder in a fork of a process that has loaded what the warm process loads."""


def test_a_reader_loads_nothing_after_the_cage_is_closed(tmp_path):
    for seed in seeds():
        (tmp_path / seed.name).write_bytes(seed.data)

    told = subprocess.run(
        [sys.executable, "-c", LATE_IMPORTS, str(tmp_path)], capture_output=True, text=True, timeout=120, check=True
    )

    assert dict(map(json.loads, told.stdout.splitlines())) == {seed.name: [] for seed in seeds()}
