"""The bearings of a machine, from prepared channels to findings: can they be judged, what shows, and may
health be claimed?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from diagnostics.examination import Finding, QualityNote
from diagnostics.faults.bearing import BearingVerdict, examine_bearings, family
from diagnostics.faults.bearing_owner import bearing_owner, unknown_shafts
from diagnostics.faults.bearing_search import FAULT_DEPTH, TestedHypothesis
from diagnostics.faults.envelope_lines import EnvelopeLines, EnvelopeView, envelope_lines
from diagnostics.faults.family import Answer
from diagnostics.faults.findings import SensorPlace, bearing_finding, ruled_out
from diagnostics.faults.hypotheses import Hypothesis, bearing_hypotheses, highest_line_hz, known_lines
from diagnostics.faults.slip import SLIP_WINDOW, search_window
from diagnostics.faults.unknown_bearing import ORDER_RANGE, find_unknown, unknown_finding
from diagnostics.faults.velocity_lines import velocity_lines
from diagnostics.faults.waveform import cage_line_in_waveform, line_in_velocity
from diagnostics.machine import Machine
from diagnostics.plots import LinePlot
from diagnostics.quality.checks import TEXTS
from diagnostics.quality.preparation import Prepared, PreparedChannel
from diagnostics.severity.iso20816 import velocity_band_hz
from diagnostics.spectra.spectrum import power_spectrum
from diagnostics.speed import ShaftSpeed

__all__ = ["BearingExamination", "examine_machine_bearings"]

LEAST_TURNS: Final = 20.0
"""Turns of the shaft without which no family of lines can be told from its neighbours (eight turns of the cage)."""
USUAL_SECONDS: Final = 4.0
USUAL_TURNS: Final = 60.0
"""Record length from which nothing is said about it (rulebook §2.1, profile V)."""
USUAL_RATE_HZ: Final = 20_000.0
"""Rate from which nothing is said about it (rulebook §2.1, profile E)."""
LEAST_RATE_HZ: Final = 10_000.0
"""A claim of health needs a band up to 5 kHz (rulebook §7)."""
CLAIM_DEPTH: Final = 0.2
"""A claim of health needs a noise depth m_p no larger than this at p = 10⁻⁴ (rulebook §7)."""


@dataclass(frozen=True, eq=False)
class BearingExamination:
    """What the bearings came to, and at which speed."""

    answer: Answer
    speed: ShaftSpeed | None = None
    """The speed of the main shaft: of those that were possible, the one at which something was found, else the
    likeliest; None when it stays open."""
    tested: tuple[TestedHypothesis, ...] = ()
    """Every hypothesis as it was before any was accepted."""


@dataclass(frozen=True, eq=False)
class _Trial:
    """The bearings examined at one of the speeds that are possible."""

    speed: ShaftSpeed
    verdict: BearingVerdict

    @property
    def claim(self) -> tuple[bool, float]:
        """Whether a fault is found, and the energy that the strongest one explains."""
        accepted = self.verdict.accepted
        return any(t.depth >= FAULT_DEPTH for t in accepted), max((t.claim for t in accepted), default=0.0)


@dataclass(frozen=True)
class _Said:
    """How a family is put into words: as that of a known bearing, or of one of unknown type."""

    places: Sequence[SensorPlace]
    untyped: frozenset[str]
    """Bearings of unknown type."""
    speed_open: float
    """Relative uncertainty of the speed."""

    def finding(self, tested: TestedHypothesis, *, in_velocity: bool) -> Finding:
        """Return the finding of ``tested``."""
        if tested.hypothesis.component not in self.untyped:
            return bearing_finding(tested, self.places, in_velocity=in_velocity)
        return unknown_finding(tested, self.places, in_velocity=in_velocity, speed_open=self.speed_open)


def examine_machine_bearings(
    prepared: Prepared, machine: Machine, speeds: Sequence[ShaftSpeed], *, test_all: bool = False
) -> BearingExamination:
    """Return what the acceleration channels say about every bearing of ``machine`` at the possible ``speeds`` of its
    main shaft, the likeliest first.

    With several speeds, the one at which a fault explains most counts, and every probability is corrected for their
    number. ``test_all`` as in `examine_bearings`. Raises `MachineError` (bearing_unknown).
    """
    channels = prepared.of("acceleration")
    likeliest = speeds[0] if speeds and (len(speeds) == 1 or speeds[0].refined) else None
    notes = _limits(prepared, machine, speeds)
    if not channels or not speeds or not machine.bearings or any(note.level == "blocking" for note in notes):
        return BearingExamination(Answer(notes=notes), likeliest)
    rate_hz = prepared.sampling_rate_hz
    top_hz = max(_reach_hz(machine, s, rate_hz) for s in speeds)
    lines = envelope_lines([c.samples for c in channels], sampling_rate_hz=rate_hz, highest_hz=top_hz)
    trials = [
        _Trial(s, _examined_at(s, lines, channels, machine, rate_hz, searches=len(speeds), test_all=test_all))
        for s in speeds
    ]
    chosen = max(trials, key=lambda trial: trial.claim)
    if not chosen.verdict.accepted:
        chosen = trials[0]
    speed = likeliest if likeliest is not None and chosen is trials[0] else _from_lines(chosen, machine)
    verdict = chosen.verdict
    places = [SensorPlace(c.key, c.sensor.position) for c in channels]
    accepted = list(verdict.accepted)
    if speed is not None and speed.refined:
        accepted += _unknown(machine, lines, speed, verdict)
    shown = sorted(_once_each(accepted), key=lambda tested: tested.depth < FAULT_DEPTH)
    band_hz = velocity_band_hz(60.0 * chosen.speed.shaft_hz)
    untyped = frozenset(bearing.id for bearing in machine.bearings if not bearing.known)
    said = _Said(places, untyped, chosen.speed.uncertainty_hz / chosen.speed.shaft_hz)
    found = [(t, said.finding(t, in_velocity=_in_velocity(t, channels, rate_hz, band_hz))) for t in shown]
    answer = Answer(
        findings=tuple(finding for t, finding in found if t.depth >= FAULT_DEPTH),
        watch=tuple(finding for t, finding in found if t.depth < FAULT_DEPTH),
        ruled_out=ruled_out(verdict),
        notes=notes,
        plots=tuple(_plot(t, lines, places) for t, _ in found),
        tested=_health_claimed(lines, rate_hz) and any(bearing.known for bearing in machine.bearings),
    )
    return BearingExamination(answer, speed, verdict.tested)


def _reach_hz(machine: Machine, speed: ShaftSpeed, rate_hz: float) -> float:
    """Return how far the envelope spectra must reach for every bearing of ``machine``."""
    hypotheses = bearing_hypotheses(machine, speed.shaft_hz)
    known_hz = highest_line_hz(hypotheses, sampling_rate_hz=rate_hz, window=search_window(speed)) if hypotheses else 0.0
    unknown = [abs(machine.shaft_ratio(b.shaft)) * speed.shaft_hz for b in machine.bearings if not b.known]
    return max(known_hz, *(min(0.25 * rate_hz, 2.0 * ORDER_RANGE[1] * shaft_hz) for shaft_hz in unknown), 0.0)


def _unknown(
    machine: Machine, lines: EnvelopeLines, speed: ShaftSpeed, verdict: BearingVerdict
) -> list[TestedHypothesis]:
    """Return the families of bearings of unknown type, one a shaft: two such bearings cannot be told apart."""
    known = known_lines(
        machine, speed.shaft_hz, duration_s=lines.duration_s, highest_hz=lines.line_count * lines.step_hz
    )
    known += [line for tested in verdict.accepted for line in family(tested, lines.duration_s)]
    found = []
    for shaft in unknown_shafts(machine, speed.shaft_hz):
        one = find_unknown(
            lines, known, component=shaft.component, shaft_hz=shaft.shaft_hz, main_shaft_hz=speed.shaft_hz
        )
        found += [] if one is None else [one]
    return found


def _examined_at(
    speed: ShaftSpeed,
    lines: EnvelopeLines,
    channels: Sequence[PreparedChannel],
    machine: Machine,
    rate_hz: float,
    *,
    searches: int,
    test_all: bool,
) -> BearingVerdict:
    window = search_window(speed)
    hypotheses = bearing_hypotheses(machine, speed.shaft_hz)
    if not hypotheses:
        return BearingVerdict()
    top_hz = lines.line_count * lines.step_hz
    known = known_lines(machine, speed.shaft_hz, duration_s=lines.duration_s, highest_hz=top_hz)
    return examine_bearings(
        lines,
        hypotheses,
        known,
        main_shaft_hz=speed.shaft_hz,
        window=window,
        cage_in_waveform=_cages(channels, hypotheses, rate_hz, window),
        loudness=lambda component, view: _loudness(channels, component, view, rate_hz),
        own_channels={
            b.id: frozenset(i for i, c in enumerate(channels) if c.sensor.position == b.id) for b in machine.bearings
        },
        owner=bearing_owner(
            lines, known, machine, speed, channels=[c.samples for c in channels], sampling_rate_hz=rate_hz
        ),
        searches=searches,
        test_all=test_all,
    )


def _from_lines(trial: _Trial, machine: Machine) -> ShaftSpeed | None:
    """Return the speed that the strongest accepted family of a known bearing proves, within its slip."""
    known = {bearing.id for bearing in machine.bearings if bearing.known}
    accepted = [t for t in trial.verdict.accepted if t.hypothesis.component in known]
    if not accepted:
        return None
    slip = accepted[0].frequency_hz / accepted[0].hypothesis.expected_hz
    shaft_hz = trial.speed.shaft_hz * slip
    return ShaftSpeed(shaft_hz, SLIP_WINDOW * shaft_hz, "estimated", refined=trial.speed.refined)


def _limits(prepared: Prepared, machine: Machine, speeds: Sequence[ShaftSpeed]) -> tuple[QualityNote, ...]:
    """Say what keeps the bearings from being judged (blocking) or makes it less sure (warning)."""
    if not machine.bearings:
        return (QualityNote("bearings", None, "info", TEXTS("no_bearings")),)
    if not prepared.channels:
        return ()
    if not prepared.of("acceleration"):
        return (QualityNote("sensor", None, "blocking", TEXTS("no_acceleration")),)
    if not speeds:
        return (QualityNote("speed", None, "blocking", TEXTS("speed_missing")),)
    notes = []
    speed = min(speeds, key=lambda s: s.shaft_hz)
    if len(speeds) > 1:
        listed = ", ".join(
            f"{60.0 * s.shaft_hz:.0f}" if s.refined else f"{60.0 * s.shaft_hz:.0f} ± {60.0 * s.uncertainty_hz:.0f}"
            for s in speeds
        )
        notes.append(QualityNote("speed", None, "warning", TEXTS("speed_possible", listed=listed)))
    elif speed.source == "estimated":
        notes.append(QualityNote("speed", None, "warning", TEXTS("speed_estimated", rpm=60.0 * speed.shaft_hz)))
    turns = prepared.duration_s * speed.shaft_hz
    length = {"seconds": prepared.duration_s, "turns": turns}
    is_short = turns < USUAL_TURNS or prepared.duration_s < USUAL_SECONDS
    if turns < LEAST_TURNS:
        notes.append(QualityNote("length", None, "blocking", TEXTS("length_blocking", **length)))
    elif is_short and not any(bearing.known for bearing in machine.bearings):  # of a known one its cage is named
        notes.append(QualityNote("length", None, "warning", TEXTS("length_warning", **length)))
    rate_khz = prepared.sampling_rate_hz / 1000.0
    if prepared.sampling_rate_hz < LEAST_RATE_HZ:
        notes.append(QualityNote("rate", None, "warning", TEXTS("rate_blocking", rate_khz=rate_khz)))
    elif prepared.sampling_rate_hz < USUAL_RATE_HZ:
        text = TEXTS("rate_warning", rate_khz=rate_khz, reach_khz=0.49 * rate_khz)
        notes.append(QualityNote("rate", None, "warning", text))
    for bearing in machine.bearings:
        if not bearing.known:
            text = TEXTS("bearing_type_missing", component=bearing.id)
            notes.append(QualityNote("bearings", None, "warning", text))
    covered = {c.sensor.position for c in prepared.of("acceleration")}
    for bearing in machine.bearings:
        if None not in covered and bearing.id not in covered:
            text = TEXTS("no_sensor_there", component=bearing.id)
            notes.append(QualityNote("sensor", None, "info", text))
    return tuple(notes)


def _cages(
    channels: Sequence[PreparedChannel], hypotheses: Sequence[Hypothesis], rate_hz: float, window: float
) -> dict[str, bool]:
    samples = [c.samples for c in channels]
    return {
        h.component: cage_line_in_waveform(
            samples, sampling_rate_hz=rate_hz, cage_hz=h.cage_hz, shaft_hz=h.shaft_hz, window=window
        )
        for h in hypotheses
        if h.fault == "bearing.cage"
    }


def _loudness(channels: Sequence[PreparedChannel], component: str, view: EnvelopeView, rate_hz: float) -> float | None:
    """Return the level in the band of ``view`` at the sensor that sits at ``component``, None without one."""
    own = [c for c in channels if c.sensor.position == component]
    if not own:
        return None
    levels = []
    for channel in own:
        frequency_hz, density = power_spectrum(channel.samples, sampling_rate_hz=rate_hz)
        inside = (frequency_hz >= view.band_hz[0]) & (frequency_hz < view.band_hz[1])
        levels.append(float(np.sqrt(np.sum(density[inside]) * frequency_hz[1])))
    return max(levels)


def _once_each(accepted: Sequence[TestedHypothesis]) -> list[TestedHypothesis]:
    """Return the ``accepted`` hypotheses, each fault of a component once (a rolling element may be named
    directly and by its cage line)."""
    kept: dict[tuple[str, str], TestedHypothesis] = {}
    for tested in accepted:
        kept.setdefault((tested.fault, tested.hypothesis.component), tested)
    return list(kept.values())


def _in_velocity(
    tested: TestedHypothesis, channels: Sequence[PreparedChannel], rate_hz: float, band_hz: tuple[float, float]
) -> bool:
    velocity = velocity_lines(channels[tested.view.channel], sampling_rate_hz=rate_hz)
    return line_in_velocity(velocity, line_hz=tested.frequency_hz, band_hz=band_hz)


def _plot(tested: TestedHypothesis, lines: EnvelopeLines, places: Sequence[SensorPlace]) -> LinePlot:
    """Return the envelope spectrum of the deciding view as modulation depth, 2·√ρ (rulebook §4.1)."""
    hypothesis = tested.hypothesis
    reach_hz = (hypothesis.comb.harmonics + 0.6) * tested.frequency_hz + 2.0 * hypothesis.comb.sideband_hz
    count = min(lines.line_count, int(reach_hz / lines.step_hz))
    return LinePlot(
        kind="envelope_spectrum",
        fault=tested.fault,
        component=hypothesis.component,
        channel=places[tested.view.channel].channel,
        frequency_hz=np.arange(count, dtype=np.float64) * lines.step_hz,
        value=2.0 * np.sqrt(lines.power[:count, tested.view_index].astype(np.float64)),
        floor=2.0 * np.sqrt(lines.floor[:count, tested.view_index].astype(np.float64)),
        unit="1",
        expected_hz=tuple(k * hypothesis.expected_hz for k in range(1, hypothesis.comb.harmonics + 1)),
        found_hz=tested.harmonics_hz,
        sidebands_hz=tested.sidebands_hz,
        sideband_spacing_hz=hypothesis.comb.sideband_hz,
        shaft_hz=hypothesis.shaft_hz,
        band_hz=tested.view.band_hz,
    )


def _health_claimed(lines: EnvelopeLines, rate_hz: float) -> bool:
    """Whether a depth of 0.5 would have been seen: the band reaches 5 kHz and noise alone stays below 0.2
    (rulebook §7).

    m_p = 2·√(−ln p/(B·T)) at p = 10⁻⁴ (rulebook §4.1), with the widest band and 1.5 for the Hann window.
    """
    widest_hz = max(view.band_hz[1] - view.band_hz[0] for view in lines.views)
    noise_depth = 2.0 * math.sqrt(1.5 * math.log(1e4) / (widest_hz * lines.duration_s))
    return rate_hz >= LEAST_RATE_HZ and noise_depth <= CLAIM_DEPTH
