"""Rotor faults as the cause of a vibration that is already too high: unbalance, misalignment, looseness, rub, a bent
shaft, an eccentric pulley or wheel; a resonance is only suspected.

The level makes the finding (zone C or D); the orders of the shaft in the velocity spectrum only name its cause. Below
zone C nothing is found: a strong 1×, harmonics and a strong 2× are what healthy rotors show, too; only a 2× above 1×
that makes most of zone B is watched. The one rule that stands without a level is in `rotor_uncalibrated`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from diagnostics.examination import Against, Evidence, Finding, RuledOut, Severity
from diagnostics.faults.family import Answer, Subject
from diagnostics.faults.rotor_directions import (
    AXIAL_SHARE,
    axial_levels,
    one_sided_swing,
    other_direction,
    phase_deg,
)
from diagnostics.faults.rotor_orders import HIGHEST_ORDER, ShaftOrders, shaft_orders_of
from diagnostics.faults.rotor_uncalibrated import unrated_unbalance
from diagnostics.faults.velocity_evidence import (
    HINT,
    LEAST_FALSE_ALARM,
    LOOKALIKES_OPEN,
    Loud,
    line_plot,
    loud,
    mounting_doubt,
    rated_band_hz,
    zone_severity,
)
from diagnostics.faults.velocity_lines import LINE_WIDTH, VelocityLines
from diagnostics.kinematics import belt_order, shaft_orders
from diagnostics.machine import MAIN_SHAFT, Machine, Shaft
from diagnostics.plots import Plot
from diagnostics.texts import Catalogue
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_rotor"]

TEXTS: Final = Catalogue(Path(__file__).with_name("rotor.toml"))
UNBALANCE_SHARE: Final = 0.75
"""Share of the velocity's energy at 1× (rulebook §2.2: 70–80 %)."""
UNBALANCE_SECOND: Final = 0.5
"""2× over 1× above which misalignment is the better name (rulebook §2.2)."""
MISALIGNMENT_SECOND: Final = 1.0
"""2× over 1× from which misalignment is named (rulebook §2.2: moderate)."""
MISALIGNMENT_SEVERE: Final = 1.5
"""2× over 1× from which it is severe (rulebook §2.2, unverified)."""
NOTED_ZONE: Final = "B"
"""Zone in which misalignment is watched (rulebook §2.2: 2×/1× > 0.5 note; from 1 on, where it is named)."""
LOOSENESS_COUNT: Final = 4
"""So many harmonics above 1× reach a fifth of it (rulebook §2.2); one half order stands for one of them, two half
orders for all (a convention: nothing but looseness and rubs makes fractions)."""
LOOSENESS_FIRST: Final = 0.1
"""Least share of the energy at 1×: the family hangs on the shaft's own speed (a convention)."""
MANY_ORDERS: Final = ("rotor.looseness", "rotor.rub")
"""Faults whose picture expects lines at all orders; of the others at 1× and 2×."""
RUB_THIRDS: Final = 2
"""So many thirds of the speed name a rub; half orders alone may be looseness as well (rulebook §2.2: ½×, ⅓×, or a full
family of fractions; the count is a convention)."""
ORDERS_SHARE: Final = 0.6
"""Least share of the velocity's energy in the orders of a shaft; with less, something else is loud (a convention)."""
IN_PHASE_DEG: Final = 30.0
"""Two directions within it of 0° or 180° move along one line, within it of 90° they turn (a convention)."""
ENDS_APART_DEG: Final = 135.0
"""Axial phase between two bearings of one shaft from which it counts as opposite (180° ± 45°, a convention)."""
RESONANCE_RATIO: Final = 4.0
"""Level in one direction over the other (rulebook §2.2: above 3–4)."""
RESONANCE_HUMP: Final = 4.0
"""Noise power beside the order over that at half and twice the distance to it (6 dB, a convention)."""
FLAT_SHARE: Final = 0.7
"""Swing to one side over the other below which a waveform counts as flattened (a convention: 1 for any sum of odd
orders, 0.5 for a half wave)."""


@dataclass(frozen=True)
class _Cause:
    """A named cause: what supports it besides the orders, what speaks against it, and how far it may be trusted."""

    fault: str
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Against, ...] = ()
    probability: float = LOOKALIKES_OPEN
    severe: bool = False
    axial: float = 0.0
    phase_deg: float = 0.0


def examine_rotor(subject: Subject) -> Answer:
    """Return the rotor fault that explains a level in zone C or D, or why there is none."""
    speed = subject.speed
    if speed is None or not subject.velocity:
        return Answer()
    case = loud(subject)
    if case is None:
        return _quiet(subject, speed.shaft_hz)
    named: list[tuple[float, Finding, Plot]] = []
    refused: list[RuledOut] = []
    for shaft, orders in _orders_of_shafts(subject, case.lines, speed.shaft_hz):
        cause = _cause(subject, shaft, orders)
        if cause is None:
            refused += _ruled_out(shaft.id, orders)
        else:
            named.append((orders.share, *_finding(cause, shaft.id, orders, case)))
    named.sort(key=lambda entry: -entry[0])
    suspected = _resonance(subject, case, speed.shaft_hz)
    watch = () if suspected is None else (suspected,)
    return Answer(
        findings=tuple(finding for _, finding, _ in named[:1]),
        watch=watch,
        ruled_out=tuple(refused),
        plots=(*(plot for _, _, plot in named[:1]), *(None for _ in watch)),
        tested=True,
    )


def _quiet(subject: Subject, shaft_hz: float) -> Answer:
    """Answer for a machine whose level asks for no cause, or has none."""
    shaft, loudest = MAIN_SHAFT, subject.loudest
    if loudest is None:
        return unrated_unbalance(subject, shaft=shaft, shaft_hz=shaft_hz)
    lines = next((v for v in subject.velocity if v.channel == loudest[0]), None)
    if lines is None:
        return Answer()
    orders = shaft_orders_of(lines, shaft_hz=shaft_hz, band_hz=rated_band_hz(subject))
    values = {
        "channel": orders.channel,
        "level": loudest[1].velocity_mm_s,
        "zone": loudest[1].letter,
        "share": 100.0 * orders.first_share,
        "second": orders.second,
        "count": orders.strong_harmonics,
        "halves": orders.strong_halves,
    }
    refused = {
        name: RuledOut(f"rotor.{name}", shaft, TEXTS(f"quiet_{name}", **values))
        for name in ("unbalance", "misalignment", "looseness")
    }
    cause = _cause(subject, Shaft(shaft), orders) if loudest[1].letter == NOTED_ZONE else None
    if cause is None or cause.fault != "rotor.misalignment" or orders.second < MISALIGNMENT_SECOND:
        return Answer(ruled_out=tuple(refused.values()), tested=True)
    del refused["misalignment"]
    watch, plot = _finding(cause, shaft, orders, Loud(lines, loudest[1], orders.total))
    return Answer(
        watch=(replace(watch, urgency=5, treatment=(TEXTS("watch_misalignment"),)),),
        ruled_out=tuple(refused.values()),
        plots=(plot,),
        tested=True,
    )


def _orders_of_shafts(subject: Subject, lines: VelocityLines, main_hz: float) -> list[tuple[Shaft, ShaftOrders]]:
    """Return each shaft with its orders; a shaft whose speed is a whole or half order of an earlier one cannot be told
    from it and is left out."""
    machine, band_hz = subject.machine, rated_band_hz(subject)
    found: list[tuple[Shaft, ShaftOrders]] = []
    for shaft in machine.shafts:
        shaft_hz = abs(shaft.ratio) * main_hz
        if any(_on_orders_of(shaft_hz, orders.shaft_hz) for _, orders in found):
            continue
        foreign_hz = [order * main_hz for order in _other_orders(machine, shaft)]
        found.append((shaft, shaft_orders_of(lines, shaft_hz=shaft_hz, band_hz=band_hz, foreign_hz=foreign_hz)))
    return found


def _on_orders_of(shaft_hz: float, other_hz: float) -> bool:
    """Whether a shaft turns at a whole or half multiple of another, or the other at a whole multiple of it."""
    return any(
        abs(ratio - round(ratio)) <= 2.0 * LINE_WIDTH * ratio and 1 <= round(ratio) <= 2 * HIGHEST_ORDER
        for ratio in (2.0 * shaft_hz / other_hz, other_hz / shaft_hz)
    )


def _other_orders(machine: Machine, shaft: Shaft) -> list[float]:
    """Return the low orders at which other shafts and belts have lines of their own."""
    shafts = [abs(order) for name, order in shaft_orders(machine).items() if name != shaft.id]
    belts = [abs(belt_order(machine, belt)) for belt in machine.belts]
    return [k * order for order in (*shafts, *belts) for k in (1, 2, 3, 4)]


def _cause(subject: Subject, shaft: Shaft, orders: ShaftOrders) -> _Cause | None:
    if orders.whole[0] <= 0.0 or orders.share < ORDERS_SHARE:
        return None
    if orders.strong_thirds >= RUB_THIRDS and orders.first_share >= LOOSENESS_FIRST:
        return _rub(subject, orders)
    strong, halves = orders.strong_harmonics, orders.strong_halves
    family = strong >= LOOSENESS_COUNT or halves >= 2 or (strong == LOOSENESS_COUNT - 1 and halves == 1)
    if family and orders.first_share >= LOOSENESS_FIRST:
        return _Cause("rotor.looseness", severe=halves > 0)
    in_both = orders.first_share * (1.0 + orders.second**2) >= ORDERS_SHARE
    mains = _mains_in_second(subject.machine, orders.shaft_hz, subject.prepared.duration_s)
    along = _along_the_shaft(subject, shaft, orders, mains_in_second=mains) if in_both else None
    if along is not None:
        return along
    if orders.second >= MISALIGNMENT_SECOND and in_both and not mains:
        return _Cause("rotor.misalignment", severe=orders.second > MISALIGNMENT_SEVERE)
    if orders.first_share >= UNBALANCE_SHARE and orders.second <= UNBALANCE_SECOND:
        return _unbalance(subject, shaft, orders)
    return None


def _mains_in_second(machine: Machine, shaft_hz: float, duration_s: float) -> bool:
    """Whether 2× and twice the mains frequency cannot be told apart (two-pole motors; rulebook §1.3)."""
    is_motor = machine.kind == "electric_motor" or machine.motor is not None
    apart_hz = abs(2.0 * shaft_hz - 2.0 * machine.mains_hz)
    return is_motor and apart_hz <= max(2.0 / duration_s, 2.0 * LINE_WIDTH * shaft_hz)


def _unbalance(subject: Subject, shaft: Shaft, orders: ShaftOrders) -> _Cause:
    """Two directions tell a turning motion (unbalance) from one along a line (eccentricity, resonance, looseness)."""
    against = (Against(TEXTS("against_unbalance")),)
    partner = other_direction(subject, orders.channel)
    apart_deg = None if partner is None else phase_deg(subject, orders.channel, partner.key, orders.shaft_hz)
    if partner is None or apart_deg is None:
        return _Cause("rotor.unbalance", against=against)
    values = {"channel": orders.channel, "other": partner.key, "phase": apart_deg}
    if abs(apart_deg - 90.0) <= IN_PHASE_DEG:
        seen = Evidence("phase", TEXTS("phase_turning", **values), channel=orders.channel, frequency_hz=orders.shaft_hz)
        return _Cause("rotor.unbalance", evidence=(seen,), against=against)
    if min(apart_deg, 180.0 - apart_deg) > IN_PHASE_DEG:
        return _Cause("rotor.unbalance", against=against)
    wheels = [*(gear.shaft for gear in subject.machine.gears), *(belt.shaft for belt in subject.machine.belts)]
    if shaft.id in wheels:
        return _Cause("rotor.eccentric_pulley", phase_deg=apart_deg)
    return _Cause("rotor.unbalance", against=(*against, Against(TEXTS("phase_line", **values))), probability=0.5)


def _along_the_shaft(subject: Subject, shaft: Shaft, orders: ShaftOrders, *, mains_in_second: bool) -> _Cause | None:
    """Return what strong axial vibration names, None where there is none or it is that of an overhung rotor."""
    levels = axial_levels(subject, shaft.id, orders)
    strong = [a for a in levels if max(a.first, 0.0 if mains_in_second else a.second) > AXIAL_SHARE]
    if not strong:
        return None
    ends = [a for a in strong if a.first > AXIAL_SHARE]
    if len(ends) >= 2:
        apart_deg = phase_deg(subject, ends[0].channel.key, ends[1].channel.key, orders.shaft_hz)
        if apart_deg is not None and apart_deg >= ENDS_APART_DEG:
            return _Cause("rotor.bent_shaft", axial=min(a.first for a in ends), phase_deg=apart_deg)
        if apart_deg is not None and apart_deg <= 180.0 - ENDS_APART_DEG and orders.second < MISALIGNMENT_SECOND:
            return None
    most = max(strong, key=lambda a: max(a.first, a.second))
    text = TEXTS("axial", channel=most.channel.key, first=100.0 * most.first, second=100.0 * most.second)
    seen = Evidence("axial_orders", text, channel=most.channel.key, frequency_hz=orders.shaft_hz, strength=most.first)
    return _Cause(
        "rotor.misalignment",
        evidence=(seen,),
        against=(Against(TEXTS("against_axial")),),
        probability=0.5,
        severe=orders.second > MISALIGNMENT_SEVERE,
    )


def _rub(subject: Subject, orders: ShaftOrders) -> _Cause:
    against = [Against(TEXTS("against_rub"))]
    share = one_sided_swing(subject, orders)
    if share is None or share > FLAT_SHARE:
        if share is not None:
            against.append(Against(TEXTS("against_flat_top", share=100.0 * share)))
        return _Cause("rotor.rub", against=tuple(against), severe=True)
    text = TEXTS("flat_top", share=100.0 * share)
    seen = Evidence("waveform", text, channel=orders.channel, frequency_hz=orders.shaft_hz, strength=share)
    return _Cause("rotor.rub", evidence=(seen,), against=tuple(against), severe=True)


def _finding(cause: _Cause, shaft: str, orders: ShaftOrders, case: Loud) -> tuple[Finding, Plot]:
    name, zone = cause.fault.partition(".")[2], case.zone
    text = TEXTS(
        name,
        channel=orders.channel,
        level=zone.velocity_mm_s,
        zone=zone.letter,
        standard=zone.standard.name,
        limit=zone.limit_mm_s,
        first=orders.whole[0],
        second=orders.whole[1],
        share=100.0 * orders.first_share,
        shaft=orders.shaft_hz,
        count=orders.strong_harmonics,
        halves=orders.strong_halves,
        thirds=orders.strong_thirds,
        axial=100.0 * cause.axial,
        phase=cause.phase_deg,
    )
    least = {"rotor.looseness": 3, "rotor.bent_shaft": 3, "rotor.rub": 2, "rotor.misalignment": 4}.get(cause.fault, 5)
    if cause.severe:
        least = min(least, 3 if cause.fault == "rotor.misalignment" else 2)
    severity, urgency = zone_severity(zone, least_urgency=least)
    if cause.severe and severity.level == "moderate":
        severity = Severity("severe", zone.standard.name)
    harmonics = tuple(k * orders.shaft_hz for k in range(1, HIGHEST_ORDER + 1))
    against = cause.against or (Against(TEXTS(f"against_{name}")),)
    seen = Evidence(
        "shaft_orders",
        text,
        channel=orders.channel,
        expected_hz=orders.shaft_hz,
        frequency_hz=orders.shaft_hz,
        harmonics_hz=harmonics,
        strength=orders.whole[0],
    )
    finding = Finding(
        fault=cause.fault,
        component=shaft,
        department=fault_kind(cause.fault).department,
        probability=cause.probability,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=severity,
        urgency=urgency,
        evidence=(seen, *cause.evidence),
        treatment=(TEXTS(f"treatment_{name}"),),
        against=(*against, *mounting_doubt(zone)),
    )
    shown = harmonics if cause.fault in MANY_ORDERS else harmonics[:2]
    plot = line_plot(case.lines, fault=cause.fault, component=shaft, expected_hz=shown, shaft_hz=orders.shaft_hz)
    return finding, plot


def _resonance(subject: Subject, case: Loud, shaft_hz: float) -> Finding | None:
    """Return the suspicion of a resonance at 1×: one direction far above the other, with a hump in the noise."""
    partner = other_direction(subject, case.lines.channel)
    other = next((v for v in subject.velocity if partner is not None and v.channel == partner.key), None)
    if other is None or other.level_mm_s(shaft_hz) <= 0.0:
        return None
    ratio = case.lines.level_mm_s(shaft_hz) / other.level_mm_s(shaft_hz)
    hump = _hump(case.lines, shaft_hz)
    if ratio < RESONANCE_RATIO or hump < RESONANCE_HUMP or case.share([shaft_hz]) < ORDERS_SHARE:
        return None
    values = {"ratio": ratio, "hump": 10.0 * np.log10(hump), "shaft": shaft_hz}
    text = TEXTS("resonance", channel=case.lines.channel, other=other.channel, **values)
    severity, urgency = zone_severity(case.zone)
    return Finding(
        fault="rotor.resonance",
        component=MAIN_SHAFT,
        department=fault_kind("rotor.resonance").department,
        probability=HINT,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=severity,
        urgency=urgency,
        evidence=(Evidence("directions", text, channel=case.lines.channel, frequency_hz=shaft_hz, strength=ratio),),
        treatment=(TEXTS("treatment_resonance"),),
        against=(Against(TEXTS("against_resonance")),),
    )


def _hump(lines: VelocityLines, at_hz: float) -> float:
    """Return the noise power within 10 % of ``at_hz`` over that 35–50 % away (geometric mean of both sides)."""
    distance = lines.frequency_hz / at_hz - 1.0
    noise = np.where(lines.is_line, np.nan, lines.energy)
    near = noise[(np.abs(distance) <= 0.1) & ~np.isnan(noise)]
    sides = [noise[(sign * distance >= 0.35) & (sign * distance <= 0.5) & ~np.isnan(noise)] for sign in (-1.0, 1.0)]
    if near.size < 4 or any(side.size < 4 for side in sides):
        return 0.0
    away = float(np.sqrt(np.median(sides[0]) * np.median(sides[1])))
    return float(np.median(near)) / away if away > 0.0 else 0.0


def _ruled_out(shaft: str, orders: ShaftOrders) -> list[RuledOut]:
    """Return why none of the three common causes is named."""
    if orders.share < ORDERS_SHARE:
        text = TEXTS("ruled_out_share", channel=orders.channel, total=100.0 * orders.share)
        return [RuledOut(f"rotor.{name}", shaft, text) for name in ("unbalance", "misalignment", "looseness")]
    values = {
        "channel": orders.channel,
        "share": 100.0 * orders.first_share,
        "second": orders.second,
        "count": orders.strong_harmonics,
        "halves": orders.strong_halves,
    }
    names = ("unbalance", "misalignment", "looseness")
    return [RuledOut(f"rotor.{name}", shaft, TEXTS(f"ruled_out_{name}", **values)) for name in names]
