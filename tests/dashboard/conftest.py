"""One real API for all tests of the dashboard; each test opens the cases it needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from tests.dashboard.running_hospital import RECORDING, RunningHospital, running_hospital


@pytest.fixture(scope="session")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHospital]:
    """The API with the demo hospital, and a desk that examines uploads."""
    with running_hospital(tmp_path_factory.mktemp("hospital")) as running:
        yield running


@pytest.fixture(scope="session")
def examined_case(hospital: RunningHospital) -> str:
    """A case of Liyuan with a recording of an outer-race fault, examined and waiting for a doctor."""
    return hospital.open_case("The motor hums and its bearing is warm.", recording=RECORDING.path)


@pytest.fixture(scope="session", autouse=True)
def installed_packages_are_looked_through_once() -> Iterator[None]:
    """Each AppTest is a new Streamlit, which reads the metadata of every installed package; they stay the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def main_module_of_the_tests() -> Iterator[None]:
    """AppTest leaves the script it ran as ``__main__``, which processes spawned by later tests would run again."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
