from __future__ import annotations

import importlib

import pytest

from diagnostics.thresholds import Threshold, thresholds
from diagnostics.vocabulary import FAULTS


@pytest.mark.parametrize("threshold", thresholds(), ids=lambda threshold: threshold.at)
def test_a_threshold_is_the_number_its_rule_decides_by(threshold: Threshold) -> None:
    module, _, constant = threshold.at.rpartition(".")

    assert threshold.value == getattr(importlib.import_module(f"diagnostics.faults.{module}"), constant)


def test_no_threshold_is_told_twice() -> None:
    places = [threshold.at for threshold in thresholds()]

    assert len(places) == len(set(places))


def test_every_family_of_faults_that_has_a_rule_is_covered() -> None:
    told = {code.split(".")[0] for threshold in thresholds() for code in threshold.faults}

    assert {code.split(".")[0] for code in FAULTS} - told <= {"machine", "supply"}
