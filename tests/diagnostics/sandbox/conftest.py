from __future__ import annotations

from collections.abc import Iterator

import pytest

from diagnostics.sandbox import Sandbox
from tests.diagnostics.sandbox.watching import Surroundings


@pytest.fixture(scope="session")
def warm_sandbox(tmp_path_factory) -> Iterator[Sandbox]:
    """One sandbox for thousands of files, what one of them left behind would show with the next; every library is
    loaded, so that a file's time is its own.
    """
    from tests.diagnostics.sandbox.seeds import seeds

    path = tmp_path_factory.mktemp("warm") / "file"
    with Sandbox() as made:
        for seed in seeds():
            path.write_bytes(seed.data)
            made.read(path, name=seed.name)
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where a module's files are read, one after the other under one name."""
    path = tmp_path_factory.mktemp("read")
    (path / "file").touch()
    return path


@pytest.fixture(scope="module")
def before(warm_sandbox, folder):
    """What was there before a module's first file."""
    return Surroundings.now(warm_sandbox, [folder])
