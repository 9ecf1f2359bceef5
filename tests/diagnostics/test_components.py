"""What a component is called, and a summary without by when to act."""

from __future__ import annotations

from pathlib import Path

import pytest

import diagnostics as dx
from diagnostics.components import component_name
from diagnostics.summary import without_action
from diagnostics.texts import Text

RECORDINGS = Path(__file__).parents[2] / "sample_signals" / "recordings"


@pytest.mark.parametrize(
    ("fault", "component", "name"),
    [
        ("bearing.inner_race", "DE", Text("bearing DE", "轴承 DE")),
        ("gear.broken_tooth", "G1", Text("gear G1", "齿轮 G1")),
        ("rotor.unbalance", "main", Text("shaft main", "轴 main")),
        ("electrical.phase_loss", "phase_a", Text("phase A", "A 相")),
        ("valve.stiction", "V7", Text("V7", "V7")),
    ],
)
def test_a_component_is_named_with_what_it_is(fault: str, component: str, name: Text) -> None:
    assert component_name(fault, component) == name


def test_what_was_found_is_told_without_by_when_to_act() -> None:
    machine = dx.Machine.load(RECORDINGS / "rotor_unbalance.machine.yaml")
    summary = dx.examine(dx.read(RECORDINGS / "rotor_unbalance.flac"), machine).summary

    found = without_action(summary)

    assert summary.zh.startswith("轴 main：不平衡")
    assert summary.zh.endswith("处理。")
    assert found.zh == summary.zh.removesuffix("请在下次计划停机时处理。")
    assert found.en == summary.en.removesuffix(" Act at the next planned stop.")
    assert without_action(found) == found
