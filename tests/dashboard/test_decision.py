from __future__ import annotations

from typing import Any

import pytest

from dashboard.components.workstation.decision import Judged, decision_of, missing_in


def judged(judgement: Any, **changes: Any) -> Judged:
    told: dict[str, Any] = {
        "index": 0,
        "fault": "bearing.outer_race",
        "component": "DE",
        "severity": "severe",
        "why": "",
        "language": "en",
        "title": "Outer race",
    }
    return Judged(judgement=judgement, **(told | changes))


def decided(*findings: Judged, **changes: Any) -> dict[str, Any] | None:
    told: dict[str, Any] = {
        "opinion_verdict": "fault",
        "opinion_urgency": 2,
        "verdict": None,
        "urgency": 2,
        "reason": "",
        "amends": None,
    }
    return decision_of(findings, **(told | changes))


def test_confirming_every_finding_confirms_the_opinion() -> None:
    decision = decided(judged("confirm"))

    assert decision == {"decision": "confirmed", "reason": None}
    assert missing_in([judged("confirm")], decision) is None


def test_another_urgency_is_a_correction_that_needs_a_reason() -> None:
    decision = decided(judged("confirm"), urgency=1)

    assert decision is not None
    assert decision["decision"] == "corrected"
    assert missing_in([judged("confirm")], decision) == "reason"


def test_reasons_of_the_findings_become_the_reason_of_the_correction() -> None:
    decision = decided(judged("correct", severity="slight", why="m is 0.2 only"), reason="Early stage.")

    assert decision is not None
    assert decision["reason"] == "Early stage.\nOuter race: m is 0.2 only"
    assert decision["correction"]["verdict"] == "fault"
    assert decision["correction"]["findings"][0]["severity"] == "slight"


@pytest.mark.parametrize(
    ("findings", "verdict", "missing"),
    [
        ([judged(None)], None, "judgement"),
        ([judged("reject")], "healthy", "why"),
        ([judged("reject", why="hum")], None, "verdict"),
        ([judged("add", index=None, severity=None, why="seen")], None, "severity"),
        ([], None, "verdict"),
    ],
)
def test_what_is_missing_is_named(findings: list[Judged], verdict: str | None, missing: str) -> None:
    assert missing_in(findings, decided(*findings, verdict=verdict)) == missing


def test_an_amendment_needs_a_reason_even_when_it_confirms() -> None:
    decision = decided(judged("confirm"), amends=1)

    assert decision is not None
    assert decision["amends"] == 1
    assert missing_in([judged("confirm")], decision) == "reason"
