"""What an examination came to, in one or two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from diagnostics.components import component_name
from diagnostics.examination import Finding, QualityNote
from diagnostics.faults.findings import part_name
from diagnostics.severity.iso20816 import Zone
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import fault_kind

__all__ = ["Claim", "summary", "without_action"]

Claim = Literal["bearings", "gears", "electrical", "heard"]
"""What was tested where no fault is found."""

TEXTS: Final = Catalogue(Path(__file__).with_name("summary.toml"))


def summary(
    verdict: str,
    findings: Sequence[Finding],
    watch: Sequence[Finding],
    notes: Sequence[QualityNote],
    zone: Zone | None,
    *,
    claim: Claim,
) -> Text:
    """Return what the first finding is and what to do, or why there is none.

    ``zone`` is that of the loudest channel; ``claim`` says what a healthy verdict claims to have tested.
    """
    if verdict == "not_assessable":
        return TEXTS("not_assessable", reason=next(n.text for n in notes if n.level == "blocking"))
    if not findings:
        return _nothing_to_act_on(watch, zone, claim)
    first = findings[0]
    action = TEXTS(f"urgency_{first.urgency}")
    level = TEXTS(f"level_{first.severity.level}")
    if first.fault == "machine.high_vibration" and zone is not None:
        return TEXTS("high_vibration", zone=zone.letter, standard=zone.standard.name, action=action)
    if first.fault.startswith("bearing."):
        return TEXTS("bearing", component=first.component, part=part_name(first.fault), level=level, action=action)
    said = {"fault": _sentence_start(fault_kind(first.fault).name), "level": level, "action": action}
    where = _where(first)
    if zone is not None and zone.letter in "CD":
        return TEXTS("named_loud", **said, where=where, zone=zone.letter, standard=zone.standard.name)
    return TEXTS("named", **said, where=where)


def without_action(said: Text) -> Text:
    """Return a `summary` without by when to act, for where that is told from more than the recording."""
    for urgency in range(1, 6):
        action = TEXTS(f"urgency_{urgency}")
        said = Text(said.en.removesuffix(action.en).rstrip(), said.zh.removesuffix(action.zh).rstrip())
    return said


def _nothing_to_act_on(watch: Sequence[Finding], zone: Zone | None, claim: Claim) -> Text:
    if watch:
        key = "healthy_watch_heard" if claim == "heard" else "healthy_watch"
        return TEXTS(key, fault=fault_kind(watch[0].fault).name, where=_where(watch[0]))
    if zone is not None:
        return TEXTS("healthy_zone", zone=zone.letter, standard=zone.standard.name)
    return TEXTS(f"healthy_{claim}")


def _where(finding: Finding) -> Text:
    return TEXTS("whole_machine") if finding.component is None else component_name(finding.fault, finding.component)


def _sentence_start(text: Text) -> Text:
    return Text(text.en[:1].upper() + text.en[1:], text.zh)
