"""One real API for all tests of the dashboard; each test opens the cases it needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
