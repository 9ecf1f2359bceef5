"""The hostile corpus, file by file through one sandbox: each outcome is known, and nothing else was touched."""

from __future__ import annotations

import sys

import pytest

from tests.diagnostics.sandbox.corpus import CORPUS, EVIDENCE
from tests.diagnostics.sandbox.watching import Surroundings, outcome

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux's own walls")
SLOWEST_S = 15.0


def test_the_corpus_is_as_large_as_promised_and_no_two_files_say_the_same():
    assert len(CORPUS) >= 60
    assert len({file.says for file in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.says)
def test_a_hostile_file_ends_as_foreseen(warm_sandbox, folder, before, hostile):
    data = hostile.build()

    ended = outcome(warm_sandbox, folder / "file", data, hostile.name)

    assert ended.code in hostile.codes
    ended.check(hostile.name)
    assert ended.seconds < SLOWEST_S
    assert len(data) < 4 << 20


def test_after_all_of_them_nothing_else_was_touched(warm_sandbox, folder, before):
    before.check_untouched(Surroundings.now(warm_sandbox, [folder]))
    assert not EVIDENCE.exists()
