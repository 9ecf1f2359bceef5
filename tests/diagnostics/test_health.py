"""The health of a machine: its rules as properties, and the commands ``diagnose health`` and ``diagnose trend``."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.cli import main
from diagnostics.errors import DiagnosticsError
from diagnostics.health import DatedExamination, Health, machine_health

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LEVELS = ("slight", "moderate", "severe", "critical")


def document(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "schema": "examination/1",
        "verdict": "healthy",
        "findings": [],
        "watch": [],
        "quality": [],
        "measurements": {"1": {"zone": "A", "velocity_rms_mm_s": 1.0}},
    }
    return {**base, **changes}


def finding(urgency: int = 3, level: str = "moderate", probability: float = 0.9, **changes: Any) -> dict[str, Any]:
    base = {"fault": "bearing.outer_race", "component": "DE"}
    return {**base, "urgency": urgency, "severity": {"level": level}, "probability": probability, **changes}


def sick(*findings: dict[str, Any]) -> dict[str, Any]:
    return document(verdict="fault", findings=list(findings))


def health(*dated: tuple[float, dict[str, Any]], now: datetime = NOW) -> Health:
    """Return the health from documents with their age in days."""
    return machine_health([DatedExamination(NOW - timedelta(days=age), doc) for age, doc in dated], now=now)


findings = st.builds(
    finding,
    urgency=st.integers(1, 5),
    level=st.sampled_from(LEVELS),
    probability=st.floats(0.0, 1.0),
    fault=st.sampled_from(["bearing.outer_race", "rotor.unbalance", "gear.wear"]),
    component=st.sampled_from(["DE", "NDE", None]),
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    found = draw(st.lists(findings, max_size=3))
    verdict = "fault" if found else draw(st.sampled_from(["healthy", "healthy", "not_assessable"]))
    zone, velocity = draw(st.sampled_from([("A", 0.8), ("B", 2.0), ("C", 4.0), ("D", 9.0)]))
    made = document(
        verdict=verdict,
        findings=found,
        watch=[finding()] * draw(st.integers(0, 7)),
        quality=[{"level": draw(st.sampled_from(["info", "warning"]))}],
        measurements={"1": {"zone": zone, "velocity_rms_mm_s": velocity * draw(st.floats(0.9, 1.1))}},
    )
    if draw(st.booleans()):
        made["change"] = {"p_value": draw(st.floats(0.0, 1.0)), "comparable": draw(st.booleans())}
    return made


histories = st.lists(st.tuples(st.floats(0.0, 500.0), documents()), min_size=1, max_size=9)


def worse_versions(good: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the same examination made worse in one way each."""
    versions = []

    def changed(change: Any) -> None:
        version = copy.deepcopy(good)
        change(version)
        versions.append(version)

    def more(version: dict[str, Any]) -> None:
        version.update(verdict="fault", findings=[*version["findings"], finding(2, "severe", fault="fan.surge")])

    def zone(version: dict[str, Any]) -> None:
        version["measurements"]["1"]["zone"] = "D"

    def louder(version: dict[str, Any]) -> None:
        version["measurements"]["1"]["velocity_rms_mm_s"] *= 3.0

    def differing(version: dict[str, Any]) -> None:
        version["change"] = {"p_value": 0.0, "comparable": True}

    changed(zone)
    changed(louder)
    changed(lambda version: version["watch"].append(finding()))
    changed(lambda version: version["quality"].append({"level": "warning"}))
    changed(differing)
    if good["verdict"] != "not_assessable":
        changed(more)
    for number, found in enumerate(good["findings"]):
        changed(lambda v, n=number, f=found: v["findings"][n].update(urgency=max(1, f["urgency"] - 1)))
        changed(lambda v, n=number: v["findings"][n].update(severity={"level": "critical"}))
        changed(lambda v, n=number: v["findings"][n].update(probability=1.0))
    return versions


@settings(max_examples=60, deadline=None)
@given(histories)
def test_worse_news_in_the_last_examination_never_gives_a_better_figure(dated: list[tuple[float, Any]]) -> None:
    dated = sorted(dated, key=lambda pair: -pair[0])
    before = health(*dated).score
    age, last = dated[-1]

    for version in worse_versions(last):
        after = health(*dated[:-1], (age, version)).score
        assert before is None or (after is not None and after <= before)


@settings(max_examples=60, deadline=None)
@given(histories, st.randoms())
def test_the_parts_add_up_within_bounds_whatever_the_order(dated: list[tuple[float, Any]], shuffler: Any) -> None:
    told = health(*dated)
    shuffled = list(dated)
    shuffler.shuffle(shuffled)

    assert health(*shuffled) == told
    if told.score is None:
        assert told.reason is not None
        assert told.parts == ()
    else:
        assert 0 <= told.score <= 100
        assert sum(part.points for part in told.parts) == told.score


@settings(max_examples=40, deadline=None)
@given(histories, st.floats(0.0, 800.0))
def test_time_alone_never_makes_a_machine_healthier(dated: list[tuple[float, Any]], days: float) -> None:
    now, later = health(*dated), health(*dated, now=NOW + timedelta(days=days))

    assert later.score is None or (now.score is not None and later.score <= now.score)


def test_a_machine_without_any_trouble_has_all_points() -> None:
    assert health((1, document())).score == 100


@pytest.mark.parametrize(("urgency", "most"), [(1, 10), (2, 30), (3, 50), (4, 70), (5, 85)])
def test_what_is_urgent_bounds_the_figure(urgency: int, most: int) -> None:
    score = health((1, sick(finding(urgency, "slight", 1.0)))).score

    assert score is not None
    assert score <= most


def test_an_improbable_but_urgent_finding_still_counts_in_full() -> None:
    score = health((1, sick(finding(1, "slight", 0.05)))).score

    assert score is not None
    assert score <= 10


def test_the_worst_part_decides_and_the_others_take_a_tenth() -> None:
    told = health((1, sick(finding(2, "moderate"), finding(4, "slight", 1.0, component="NDE"))))

    assert [part.points for part in told.parts] == [100, -70, -3]


@pytest.mark.parametrize(
    "dated",
    [
        [],
        [(1, document(verdict="not_assessable"))],
        [(400, document())],
        [(30, document()), (1, document(verdict="not_assessable"))],
    ],
)
def test_what_is_not_known_is_no_figure_and_has_a_reason(dated: list[tuple[float, dict[str, Any]]]) -> None:
    told = health(*dated)

    assert told.score is None
    assert told.reason is not None
    assert told.to_json()["score"] is None


def test_bad_news_does_not_expire() -> None:
    old = health((400, sick(finding(1, "critical"))))
    unassessed = health((30, sick(finding(2, "severe"))), (1, document(verdict="not_assessable")))

    assert old.score is not None
    assert old.score <= 10
    assert unassessed.score is not None
    assert unassessed.score <= 30


def test_a_later_sound_examination_ends_a_fault() -> None:
    assert health((30, sick(finding(1, "critical"))), (2, document())).score == 100


def test_one_sound_point_does_not_hide_the_sick_one_of_the_same_round() -> None:
    score = health((1.0, sick(finding(2, "severe"))), (0.9, document())).score

    assert score is not None
    assert score <= 30


def test_an_old_examination_costs_more_and_more() -> None:
    scores = [health((age, document())).score for age in (1, 100, 200)]

    assert scores == [100, 90, 80]


def test_a_rising_level_costs_before_any_zone_is_left() -> None:
    steady, rising = (
        [
            (30 * (7 - k), document(measurements={"1": {"zone": "A", "velocity_rms_mm_s": level}}))
            for k, level in enumerate(levels)
        ]
        for levels in (np.full(8, 0.6), 0.3 * 1.12 ** np.arange(8))
    )

    assert health(*steady).score == 100
    assert "trend" in {part.name for part in health(*rising).parts}


def test_the_history_is_the_score_of_each_round_in_its_time() -> None:
    told = health((60, document()), (30, sick(finding(2, "severe"))), (29.9, document()), (1, document()))

    assert [score for _, score in told.history] == [100, 30, 100]


def test_what_is_no_examination_is_refused() -> None:
    for wrong in ({}, {"verdict": "fine"}, {"verdict": "fault", "findings": [{"fault": "x"}]}):
        with pytest.raises(DiagnosticsError) as refused:
            health((1, wrong))
        assert refused.value.code == "health_examination_invalid"


@pytest.mark.parametrize("value", [None, "A", [1], {"1": 5}, {"1": {"zone": "Q", "velocity_rms_mm_s": "x"}}])
def test_odd_measurements_are_no_measurements(value: Any) -> None:
    assert health((1, document(measurements=value, watch=value, change=value))).score in (100, 90)


def test_the_command_prints_the_figure_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "examinations.jsonl"
    lines = [
        {"time": "2026-05-01T08:00:00Z", **document()},
        {"time": "2026-05-30", **sick(finding(2, "severe"))},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")

    assert main(["health", str(path), "--at", "2026-06-01"]) == 0
    assert "Health 30 of 100" in capsys.readouterr().out
    assert main(["health", str(path), "--at", "2026-06-01", "--lang", "zh"]) == 0
    assert "健康度 30" in capsys.readouterr().out
    assert main(["health", str(path), "--at", "2026-06-01", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["score"], len(told["history"])) == ("health/1", 30, 2)


@pytest.mark.parametrize("line", ["no json", "[1]", '{"verdict": "healthy"}', '{"time": "soon"}', '{"time": 5}'])
def test_a_bad_line_is_told_by_its_number(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "examinations.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")

    assert main(["health", str(path)]) == 2
    told = capsys.readouterr().err
    assert "line 2" in told
    assert len(told.splitlines()) == 1
