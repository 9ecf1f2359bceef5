"""Broken rotor bars, by the pair of lines at the pole pass frequency on both sides of the supply frequency.

Two keys: the lines stand out of the noise, and they are as large as the tables of practice ask for (rulebook §3.6). A
load that swings makes the same pair at its own rate; so a finding needs the slip from elsewhere as well, by a speed or
by the lines at f_L ± f_r, and a pair without it is watched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from diagnostics.electrical import SidebandPair, Sidebands, extended_park
from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity, SeverityLevel
from diagnostics.faults.family import Answer, Subject
from diagnostics.faults.findings import HIGHEST_PROBABILITY
from diagnostics.faults.motor_current_slip import COMMON_POLES, HIGHEST_SLIP, confirmed_by_speed_lines, known_pole_pass
from diagnostics.faults.motor_current_view import TEXTS, ElectricalView, motor_note, park_plot
from diagnostics.faults.velocity_evidence import HINT, LEAST_FALSE_ALARM, LOOKALIKES_OPEN
from diagnostics.texts import Text
from diagnostics.vocabulary import fault_kind

__all__ = ["bar_grade", "examine_bars"]

FAULT: Final = "motor.broken_rotor_bar"
LEAST_SLIP: Final = 0.005
"""The smallest usual slip at full load (rulebook §1.3)."""
CHANCE: Final = 1e-3
"""Of a pair by noise anywhere in the range that is searched."""
HALF_LOAD: Final = 0.5
"""Of the rated current; below it the table does not hold (rulebook §3.6)."""
GRADES: Final[tuple[tuple[float, SeverityLevel, int], ...]] = (
    (30.0, "critical", 2),
    (36.0, "severe", 2),
    (42.0, "severe", 3),
    (48.0, "moderate", 4),
    (54.0, "slight", 4),
)
"""Δ in dB below the supply frequency, level and urgency (rulebook §3.6: severe, end ring · several · one broken ·
cracked bar or joint · moderate, trend)."""
ACT_BELOW_DB: Final = 48.0
"""A cracked bar or a joint of high resistance; above lies what is only trended."""
UNKNOWN_LOAD_DB: Final = 42.0
"""Where the load is not known, only a broken bar is a finding: load changes Δ by a step of the table and more."""


@dataclass(frozen=True)
class _Pair:
    """A pair of lines that is there, and how its spacing is known to be the pole pass frequency."""

    lines: SidebandPair
    slip_known_by: str | None
    """``speed``, ``speed_lines`` or None."""
    coincidence: float = 0.5
    """Probability that a load swings there by chance; one half says nothing."""


def bar_grade(below_db: float) -> tuple[SeverityLevel, int] | None:
    """Return level and urgency of a pair ``below_db`` under the supply frequency, None where bars are good (54 dB)."""
    return next(((level, urgency) for limit, level, urgency in GRADES if below_db < limit), None)


def examine_bars(
    view: ElectricalView, subject: Subject, sidebands: Sidebands | None
) -> tuple[Answer, tuple[QualityNote, ...]]:
    """Return what the current says about the rotor's bars, and what limits that."""
    if view.currents is None or view.currents.lost is not None:
        return Answer(), ()
    notes = _limits(view, sidebands)
    if sidebands is None:
        return Answer(), notes
    pair = _pair(view, subject, sidebands)
    loaded = view.load is not None and view.load >= HALF_LOAD
    covered = sidebands.least_spacing_hz <= 2.0 * LEAST_SLIP * view.supply.frequency_hz
    known = known_pole_pass(subject, view.supply.frequency_hz)
    if known is not None and known.sure(view.duration_s):
        covered = known.frequency_hz - known.uncertainty_hz >= sidebands.least_spacing_hz
    tested = loaded and covered and not view.fed_by_inverter
    grade = None if pair is None else bar_grade(pair.lines.below_db)
    if pair is None or grade is None:
        return _absent(pair, sidebands, tested=tested), notes
    limit_db = ACT_BELOW_DB if loaded else UNKNOWN_LOAD_DB
    acting = (
        pair.lines.below_db < limit_db
        and pair.slip_known_by is not None
        and (loaded or view.load is None)
        and not view.fed_by_inverter
    )
    found = _finding(view, pair, grade, acting=acting)
    plot = park_plot(view, FAULT, None, pair.lines.spacing_hz)
    if acting:
        return Answer(findings=(found,), plots=(plot,), tested=tested), notes
    return Answer(watch=(found,), plots=(plot,), tested=tested), notes


def _pair(view: ElectricalView, subject: Subject, sidebands: Sidebands) -> _Pair | None:
    """Return the pair at the pole pass frequency where that is known, else the largest one that it may be."""
    supply_hz, duration_s = view.supply.frequency_hz, sidebands.duration_s
    known = known_pole_pass(subject, supply_hz)
    low_hz, high_hz = sidebands.least_spacing_hz, 2.0 * HIGHEST_SLIP * supply_hz
    if known is not None:
        reach_hz = known.reach_hz(duration_s) + 0.5 / duration_s
        low_hz, high_hz = max(low_hz, known.frequency_hz - reach_hz), min(high_hz, known.frequency_hz + reach_hz)
    lines = sidebands.largest_pair(low_hz, high_hz, chance=CHANCE)
    if lines is None:
        return None
    if known is not None and known.sure(duration_s):
        fits = known.fits(lines.spacing_hz, duration_s=duration_s)
        return _Pair(lines, "speed", known.coincidence(duration_s, supply_hz)) if fits else None
    motor = subject.machine.motor
    turning = confirmed_by_speed_lines(sidebands, lines.spacing_hz, None if motor is None else motor.poles)
    if turning is None:
        return _Pair(lines, None)
    tried = 1 if motor is not None and motor.poles else len(COMMON_POLES)
    return _Pair(lines, "speed_lines", min(0.5, tried * turning.coincidence(duration_s, supply_hz)))


def _limits(view: ElectricalView, sidebands: Sidebands | None) -> tuple[QualityNote, ...]:
    """Say why broken bars are not, or not wholly, excluded."""
    notes = []
    if view.fed_by_inverter:
        notes.append(motor_note("bars_inverter"))
    least_hz = 8.0 / view.duration_s
    if sidebands is None or least_hz > 2.0 * LEAST_SLIP * view.supply.frequency_hz:
        slip = 50.0 * least_hz / view.supply.frequency_hz
        needed = 4.0 / (LEAST_SLIP * view.supply.frequency_hz)
        notes.append(motor_note("bars_short", "info", "length", seconds=view.duration_s, slip=slip, needed=needed))
    if view.load is None:
        notes.append(motor_note("load_unknown"))
    elif view.load < HALF_LOAD:
        notes.append(motor_note("load_light", "warning", load=100.0 * view.load))
    return tuple(notes)


def _absent(pair: _Pair | None, sidebands: Sidebands, *, tested: bool) -> Answer:
    """Return that the bars are good, where that can be said."""
    if pair is not None:
        text = TEXTS("ruled_out_bars_small", spacing=pair.lines.spacing_hz, below=pair.lines.below_db)
    elif tested:
        text = TEXTS("ruled_out_bars", least=sidebands.least_spacing_hz)
    else:
        return Answer(tested=tested)
    return Answer(ruled_out=(RuledOut(FAULT, None, text),), tested=tested)


def _finding(view: ElectricalView, pair: _Pair, grade: tuple[SeverityLevel, int], *, acting: bool) -> Finding:
    level, urgency = grade
    loaded = view.load is not None and view.load >= HALF_LOAD
    probability = 0.9 * HIGHEST_PROBABILITY if pair.slip_known_by == "speed" and loaded else LOOKALIKES_OPEN
    return Finding(
        fault=FAULT,
        component=None,
        department=fault_kind(FAULT).department,
        probability=probability * (1.0 - pair.coincidence) if acting else HINT,
        false_alarm_probability=min(1.0, max(LEAST_FALSE_ALARM, pair.coincidence, pair.lines.chance)),
        severity=Severity(level, TEXTS("basis_bars", below=pair.lines.below_db)),
        urgency=urgency if acting else max(urgency, 4),
        evidence=_evidence(view, pair),
        treatment=(TEXTS("treatment_bars" if acting else "treatment_bars_watch"),),
        against=tuple(Against(text) for text in _against(view, pair)),
    )


def _evidence(view: ElectricalView, pair: _Pair) -> tuple[Evidence, ...]:
    currents, supply_hz, lines = view.currents, view.supply.frequency_hz, pair.lines
    assert currents is not None  # noqa: S101  (narrowing: asked by the caller)
    slip = 50.0 * lines.spacing_hz / supply_hz
    text = TEXTS(
        "bars",
        spacing=lines.spacing_hz,
        supply=supply_hz,
        lower=-lines.lower_db,
        upper=-lines.upper_db,
        below=lines.below_db,
        slip=slip,
    )
    sidebands_hz = (supply_hz - lines.spacing_hz, supply_hz + lines.spacing_hz)
    seen = [
        Evidence(
            "current_sidebands",
            text,
            channel=currents.channels[0],
            expected_hz=supply_hz,
            frequency_hz=supply_hz,
            sidebands_hz=sidebands_hz,
            strength=lines.below_db,
        )
    ]
    if pair.slip_known_by is not None:
        seen.append(Evidence("slip", TEXTS(f"slip_by_{pair.slip_known_by}", slip=slip)))
    if currents.three:
        park = extended_park(currents.samples, sampling_rate_hz=view.sampling_rate_hz).at(lines.spacing_hz)
        text = TEXTS("park_bars", frequency=lines.spacing_hz, line=100.0 * park)
        seen.append(Evidence("park_vector", text, frequency_hz=lines.spacing_hz, strength=100.0 * park))
    return tuple(seen)


def _against(view: ElectricalView, pair: _Pair) -> list[Text]:
    texts = [TEXTS("against_swing" if pair.slip_known_by is not None else "against_no_slip")]
    if view.load is None:
        texts.append(TEXTS("against_bars_load"))
    elif view.load < HALF_LOAD:
        texts.append(TEXTS("against_bars_light", load=100.0 * view.load))
    if view.fed_by_inverter:
        texts.append(TEXTS("against_bars_inverter"))
    texts.append(TEXTS("against_ducts"))
    return texts
