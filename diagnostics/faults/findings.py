"""From a tested hypothesis to a finding that people can check: evidence, what speaks against it, how sure,
how bad, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diagnostics.examination import Against, Evidence, Finding, RuledOut, Severity
from diagnostics.faults.bearing import BearingVerdict
from diagnostics.faults.bearing_search import FAULT_DEPTH, SIGNIFICANCE, WATCH_DEPTH, TestedHypothesis
from diagnostics.severity.bearing_level import bearing_level
from diagnostics.severity.iso20816 import Zone
from diagnostics.severity.zone_level import zone_level
from diagnostics.texts import Catalogue, Text

__all__ = ["TEXTS", "SensorPlace", "bearing_finding", "high_vibration_finding", "part_name", "ruled_out"]

TEXTS = Catalogue(Path(__file__).with_name("texts.toml"))

PRIOR = 0.05
"""Share of routinely measured bearings with a fault (rulebook §4.2, 2–5 %)."""
POWER = 0.8
"""Share of faults that pass both keys (measured on public recordings, ball faults apart)."""
MIMIC_SMALL, MIMIC_LARGE = 0.01, 0.001
"""Share of sound bearings that pass both keys for a reason that chance does not cover, at depth 0.5 and at
depth 1 and above: between no case in 28 channels and 7 % on one strongly modulated rig (rulebook §4.2). Not
calibrated further."""
INDIRECT_SHARE = 0.6
"""How much of the probability stays with the rolling elements when only the cage's line shows."""
HIGHEST_PROBABILITY = 0.98
"""Cap of every stated probability (rulebook §4.2)."""


@dataclass(frozen=True)
class SensorPlace:
    """The key of a channel as the machine names it, and the bearing it sits at."""

    channel: str
    position: str | None


def part_name(fault: str) -> Text:
    """Return the name of the bearing part of a ``bearing.*`` fault."""
    return TEXTS(f"name_{fault.partition('.')[2]}")


def bearing_finding(tested: TestedHypothesis, places: Sequence[SensorPlace], *, in_velocity: bool) -> Finding:
    """Return the finding of an accepted hypothesis; ``places`` belong to the channels its view counts."""
    fault, component = tested.fault, tested.hypothesis.component
    large = tested.depth >= FAULT_DEPTH
    place = places[tested.view.channel]
    evidence = [_envelope_evidence(tested, place)]
    if in_velocity:
        evidence.append(
            Evidence(
                "velocity_line",
                TEXTS("velocity_line", channel=place.channel),
                channel=place.channel,
                frequency_hz=tested.frequency_hz,
            )
        )
    if large:
        level, urgency = bearing_level(fault, tested.depth, visible_in_velocity=in_velocity)
        basis = TEXTS("basis_velocity" if in_velocity else "basis_depth", depth=tested.depth)
        treatment = TEXTS(f"treatment_{fault.partition('.')[2]}", component=component)
        severity = Severity(level, basis)
    else:
        severity, urgency = Severity("slight", TEXTS("basis_watch", depth=tested.depth)), 5
        treatment = TEXTS("watch_treatment")
    return Finding(
        fault=fault,
        component=component,
        department="mechanical",
        probability=_probability(tested),
        false_alarm_probability=tested.probability,
        severity=severity,
        urgency=urgency,
        evidence=tuple(evidence),
        treatment=(treatment,),
        against=tuple(Against(text) for text in _against(tested, place)),
    )


def ruled_out(verdict: BearingVerdict) -> tuple[RuledOut, ...]:
    """Return every hypothesis that was tested and does not hold, with the number that says so.

    A fault that is accepted on another of its lines is not among them, nor one that is named as an alternative.
    """
    named = [*verdict.accepted, *(tested.rival for tested in verdict.accepted if tested.rival is not None)]
    accepted = {(tested.fault, tested.hypothesis.component) for tested in named}
    found = [
        RuledOut(
            tested.hypothesis.fault,
            tested.hypothesis.component,
            TEXTS(
                "ruled_out_explained",
                part=part_name(tested.hypothesis.fault),
                component=tested.hypothesis.component,
                frequency=tested.frequency_hz,
                depth=tested.depth,
                winner=part_name(winner.fault),
                winner_component=winner.hypothesis.component,
            ),
        )
        for tested, winner in verdict.explained
    ]
    found += [_rejected(tested) for tested in verdict.rejected]
    return tuple(item for item in found if (item.fault, item.component) not in accepted)


def high_vibration_finding(zone: Zone, *, channel: str, band_hz: tuple[float, float]) -> Finding:
    """Return ``machine.high_vibration`` for a machine in zone C or D without a named cause (rulebook §3.1)."""
    by_displacement = zone.decided_by == "displacement"
    text = TEXTS(
        "high_displacement" if by_displacement else "high_vibration",
        channel=channel,
        level=zone.displacement_um if by_displacement else zone.velocity_mm_s,
        low=band_hz[0],
        high=band_hz[1],
        zone=zone.letter,
        standard=zone.standard.name,
        limit=zone.limit_um if by_displacement else zone.limit_mm_s,
    )
    against = [Against(TEXTS("high_vibration_cause"))]
    if zone.mounting_assumed:
        against.append(Against(TEXTS("mounting_assumed")))
    level, urgency = zone_level(zone)
    return Finding(
        fault="machine.high_vibration",
        component=None,
        department="mechanical",
        probability=HIGHEST_PROBABILITY,
        false_alarm_probability=0.0,
        severity=Severity(level or "moderate", zone.standard.name),
        urgency=urgency,
        evidence=(Evidence("broadband_velocity", text, channel=channel, band_hz=band_hz, strength=zone.velocity_mm_s),),
        treatment=(TEXTS("treatment_high_vibration"),),
        against=tuple(against),
    )


def _envelope_evidence(tested: TestedHypothesis, place: SensorPlace) -> Evidence:
    hypothesis = tested.hypothesis
    share = 1.0 if tested.spin_hz is None else 0.5
    harmonics_hz = tested.harmonics_hz if tested.spin_hz is None else (tested.spin_hz, *tested.harmonics_hz)
    text = TEXTS(
        "envelope_line",
        channel=place.channel,
        low_khz=tested.view.band_hz[0] / 1000.0,
        high_khz=tested.view.band_hz[1] / 1000.0,
        frequency=share * tested.frequency_hz,
        part=part_name(hypothesis.fault),
        component=hypothesis.component,
        expected=share * hypothesis.expected_hz,
        difference=100.0 * (tested.frequency_hz / hypothesis.expected_hz - 1.0),
        harmonics=len(harmonics_hz) - 1,
        sidebands=len(tested.sidebands_hz),
        depth=tested.depth,
    )
    return Evidence(
        "envelope_line",
        text,
        channel=place.channel,
        expected_hz=share * hypothesis.expected_hz,
        frequency_hz=share * tested.frequency_hz,
        harmonics_hz=harmonics_hz,
        sidebands_hz=tested.sidebands_hz,
        band_hz=tested.view.band_hz,
        strength=tested.strength_db,
        modulation_depth=tested.depth,
    )


def _probability(tested: TestedHypothesis) -> float:
    """Bayes with the stated prior; large depth makes a mimic less likely."""
    share = min(1.0, max(0.0, (tested.depth - FAULT_DEPTH) / FAULT_DEPTH))
    mimic = MIMIC_SMALL * (1.0 - share) + MIMIC_LARGE * share
    odds = PRIOR * POWER / ((1.0 - PRIOR) * (tested.probability + mimic))
    probability = min(HIGHEST_PROBABILITY, odds / (1.0 + odds))
    return probability * tested.share * (INDIRECT_SHARE if tested.indirect else 1.0)


def _against(tested: TestedHypothesis, place: SensorPlace) -> list[Text]:
    component = tested.hypothesis.component
    texts = []
    if tested.indirect:
        texts.append(TEXTS("indirect"))
    if tested.near_shaft_order is not None:
        texts.append(TEXTS("near_shaft", order=tested.near_shaft_order))
    if tested.twin is not None:
        texts.append(TEXTS("twin", twin=tested.twin, component=component))
    if place.position is not None and place.position != component:
        texts.append(TEXTS("other_sensor", channel=place.channel, component=component))
    if len(tested.harmonics_hz) < 2:
        texts.append(TEXTS("few_harmonics"))
    if tested.rival is not None:
        texts.append(TEXTS("rival_unknown", rival=tested.rival.hypothesis.component, probability=1.0 - tested.share))
    return texts


def _rejected(tested: TestedHypothesis) -> RuledOut:
    common = {"part": part_name(tested.hypothesis.fault), "component": tested.hypothesis.component}
    if tested.depth < WATCH_DEPTH:
        text = TEXTS("ruled_out_small", **common, expected=tested.hypothesis.expected_hz, depth=tested.depth)
    elif tested.carrier_hz is not None:
        text = TEXTS("ruled_out_sideband", **common, frequency=tested.frequency_hz, carrier=tested.carrier_hz)
    elif tested.probability > SIGNIFICANCE:
        text = TEXTS(
            "ruled_out_chance",
            **common,
            frequency=tested.frequency_hz,
            depth=tested.depth,
            probability=tested.probability,
        )
    else:
        text = TEXTS("ruled_out_shaft", **common, frequency=tested.frequency_hz, order=tested.near_shaft_order or 0)
    return RuledOut(tested.hypothesis.fault, tested.hypothesis.component, text)
