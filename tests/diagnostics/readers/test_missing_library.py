"""A format whose library is an extra names that extra when it is not installed."""

from __future__ import annotations

import sys

import pytest

from diagnostics.errors import RecordingError
from diagnostics.readers import read
from tests.diagnostics.sandbox.seeds import seeds


@pytest.mark.parametrize(("suffix", "module", "extra"), [(".tdms", "nptdms", "tdms"), (".mf4", "asammdf", "mdf")])
def test_a_missing_library_is_named_with_the_extra_that_installs_it(tmp_path, monkeypatch, suffix, module, extra):
    seed = next(seed for seed in seeds() if seed.name.endswith(suffix))
    path = tmp_path / seed.name
    path.write_bytes(seed.data)
    for loaded in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)  # Python's own way to say that there is none

    with pytest.raises(RecordingError) as told:
        read(path)

    assert told.value.code == "recording_reader_missing"
    assert f"industrial-hospital[{extra}]" in told.value.text.en
    assert f"industrial-hospital[{extra}]" in told.value.text.zh
