"""Every format, cut at every twentieth of its length: a clear error, or what is there and whole."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from tests.diagnostics.sandbox.seeds import SIGNAL, Seed, seeds
from tests.diagnostics.sandbox.watching import Surroundings, outcome

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux's own walls")
WITHOUT_AN_END = frozenset({"fan.csv", "stamped.csv", "wide.csv"})
"""Rows of text may end anywhere; in every other format something says where the end should be."""
CUTS = [pytest.param(seed, cut, id=f"{seed.name}-{5 * cut}%") for seed in seeds() for cut in range(1, 20)]
BETWEEN_DATA_SETS = frozenset({("text.uff", 10), ("binary.uff", 10)})
"""Half of a universal file with two data sets of one length is a universal file with one."""
BEFORE_ITS_SIGNATURE = ("new.mat", 1)
"""The signature of MATLAB 7.3 stands behind 512 bytes, more than a twentieth of the file."""


@pytest.mark.parametrize(("seed", "cut"), CUTS)
def test_a_cut_file_is_refused_unless_what_is_there_is_whole(warm_sandbox, folder, before, seed, cut):
    ended = outcome(warm_sandbox, folder / "file", seed.data[: len(seed.data) * cut // 20], seed.name)

    ended.check(seed.name)
    if (seed.name, cut) in BETWEEN_DATA_SETS:
        np.testing.assert_allclose(ended.recording.read(), SIGNAL[:1], rtol=1e-11)
    elif ended.recording is not None:
        assert seed.name in WITHOUT_AN_END
        assert_rows_that_are_there(ended.recording, seed, cut / 20)
    elif (seed.name, cut) == BEFORE_ITS_SIGNATURE:
        assert ended.code == "recording_format_mismatch"
    else:
        assert ended.code == ("recording_archive_invalid" if is_zipped(seed) else "recording_damaged")


def test_after_all_cuts_nothing_else_was_touched(warm_sandbox, folder, before):
    before.check_untouched(Surroundings.now(warm_sandbox, [folder]))


def assert_rows_that_are_there(recording, seed: Seed, share: float) -> None:
    """Only the last row may be cut within a number."""
    assert len(recording.channels) == seed.channels
    assert recording.sample_count == pytest.approx(share * seed.sample_count, abs=3)
    np.testing.assert_allclose(recording.read()[:, :-1], SIGNAL[:, : recording.sample_count - 1], atol=1e-6)


def is_zipped(seed: Seed) -> bool:
    return seed.form == "xlsx" or seed.name.endswith((".gz", ".zip"))
