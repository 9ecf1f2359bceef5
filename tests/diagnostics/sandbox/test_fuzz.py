"""Good files damaged at random, as many as fit into the time: each ends well or with a clear error.

The damage is told by a number; a file that fails is left where it was read, since some libraries write the time into
a file.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from diagnostics.sandbox import Sandbox
from tests.diagnostics.sandbox.mutations import mutated
from tests.diagnostics.sandbox.seeds import seeds
from tests.diagnostics.sandbox.watching import Surroundings, outcome

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux's own walls")
ALL = [seed.data for seed in seeds()]
FEWEST_FILES = 100
SHORT_S, LONG_S = 8.0, 240.0
SLOWEST_S = 15.0


def test_the_same_number_makes_the_same_damage():
    for number, data in enumerate(ALL):
        assert mutated(data, ALL, number) == mutated(data, ALL, number)

    assert len({mutated(ALL[0], ALL, number) for number in range(100)}) > 90


def test_files_damaged_at_random_end_well_or_with_a_clear_error(warm_sandbox, tmp_path):
    damage_for(SHORT_S, warm_sandbox, tmp_path, first=0)


@pytest.mark.long
def test_many_files_damaged_at_random_end_well_or_with_a_clear_error(warm_sandbox, tmp_path):
    damage_for(LONG_S, warm_sandbox, tmp_path, first=1_000_000)


def damage_for(seconds: float, sandbox: Sandbox, folder: Path, *, first: int) -> None:
    """Read damaged files for so long, the one with the number ``first`` and those after it."""
    path = folder / "file"
    path.touch()
    before = Surroundings.now(sandbox, [folder])
    ends: Counter[tuple[str, str]] = Counter()
    numbers = itertools.count(first)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline or ends.total() < FEWEST_FILES:
        ends[damage_one(next(numbers), sandbox, path)] += 1
    print(f"{ends.total()} files: {dict(sorted(ends.items()))}")
    before.check_untouched(Surroundings.now(sandbox, [folder]))


def damage_one(number: int, sandbox: Sandbox, path: Path) -> tuple[str, str]:
    """Read the damaged file with this number; return what format it had and how it ended."""
    seed = seeds()[number % len(seeds())]
    ended = outcome(sandbox, path, mutated(seed.data, ALL, number), seed.name)
    try:
        ended.check(seed.name)
        assert ended.seconds < SLOWEST_S
    except AssertionError as wrong:
        raise AssertionError(f"number {number}, {seed.name}, left in {path}: {wrong}") from wrong
    if ended.code == "recording_reader_crashed":
        print(f"number {number}, {seed.name}: {ended.error}")
    return seed.form, ended.code or "read"
