"""Fans and pumps: blade or vane pass, turbulence or recirculation, cavitation.

Blade pass and flow noise are always there in sound machines. They become a finding as the cause of a level in zone C
or D; below it a blade pass above half of the B/C boundary is watched (rulebook §2.5: half of the zone limit; zone B is
fit for long operation, so that alone is no fault). Cavitation has no limit without a baseline and is watched at most.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagnostics.examination import Against, Evidence, Finding, RuledOut, Severity
from diagnostics.faults.family import Answer, Subject, together
from diagnostics.faults.high_band import high_band, level_between
from diagnostics.faults.velocity_evidence import (
    HINT,
    LEAST_FALSE_ALARM,
    LOOKALIKES_OPEN,
    MOST_OF,
    Loud,
    certain_lines,
    chance,
    coincides,
    line_plot,
    loud,
    mounting_doubt,
    rated_band_hz,
    zone_severity,
)
from diagnostics.faults.velocity_lines import CERTAIN, VelocityLines
from diagnostics.kinematics import blade_pass_order, gear_meshes
from diagnostics.machine import Blades
from diagnostics.plots import Plot
from diagnostics.severity.iso20816 import Zone
from diagnostics.spectra.spectrum import welch_density
from diagnostics.texts import Catalogue
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_fan_pump"]

TEXTS: Final = Catalogue(Path(__file__).with_name("fan_pump.toml"))
FLOW_MACHINES: Final = ("fan", "blower", "pump", "compressor")
"""Kinds of machine whose flow may be turbulent."""
LIMIT_SHARE: Final = 0.5
"""Of the B/C boundary, from which a blade pass is watched (rulebook §2.5: > 50 % of the zone limit)."""
TURBULENCE_ORDERS: Final = (0.05, 0.95)
"""Multiples of the shaft's speed between which turbulence lies (rulebook §2.5: 0.05–1×, less the line of 1×)."""
SLOPE_HZ: Final = 2.0
"""Below the rated band, from here on, more energy than in the hump is the slope of the sensor's own noise (rulebook
§7, bias)."""
CAVITATION_HZ: Final = (5000.0, 10000.0)
"""Band of the noise of cavitation (rulebook §2.5: above about 2–5 kHz)."""
BELOW_CAVITATION_HZ: Final = (1000.0, 2000.0)
"""Band it has to stand above."""
CAVITATION_HUMP: Final = 4.0
"""Density of the noise over that of the lower band (6 dB, a convention)."""
CAVITATION_DEPTH: Final = 0.2
"""Modulation by the vane pass from which it is watched (rulebook §4.2, key 2)."""


def examine_fan_pump(subject: Subject) -> Answer:
    """Return what velocity and high-frequency noise say about blades, vanes and the flow."""
    if subject.speed is None or not subject.velocity:
        return Answer()
    case = loud(subject)
    answers = [_blade_pass(subject, case, blades) for blades in subject.machine.blades]
    if subject.machine.kind in FLOW_MACHINES:
        answers.append(_turbulence(subject, case))
    if subject.machine.kind == "pump":
        answers += [_cavitation(subject, blades) for blades in subject.machine.blades[:1]]
    return together(answers, tested=bool(answers) and bool(subject.zones))


def _main_hz(subject: Subject) -> float:
    return subject.speed.shaft_hz if subject.speed else 0.0


def _of_pump(subject: Subject) -> bool:
    return subject.machine.kind == "pump"


def _blade_pass(subject: Subject, case: Loud | None, blades: Blades) -> Answer:
    fault = "pump.vane_pass" if _of_pump(subject) else "fan.blade_pass"
    pass_hz = blade_pass_order(subject.machine, blades) * _main_hz(subject)
    shaft_hz = abs(subject.machine.shaft_ratio(blades.shaft)) * _main_hz(subject)
    harmonics = (pass_hz, 2.0 * pass_hz)
    sidebands = tuple(k + side * shaft_hz for k in harmonics for side in (-1.0, 1.0))
    if case is not None and certain_lines(case.lines, harmonics):
        certain = [f for f in sidebands if case.lines.sideband_prominence(f) >= CERTAIN]
        share = case.share([*harmonics, *certain]) if blades.count > 1 else 0.0
        if share >= MOST_OF:
            severity, urgency = zone_severity(case.zone)
            finding, plot = _blade_finding(
                subject, fault, blades, case.lines, case.zone, share=share, severity=severity, urgency=urgency
            )
            return Answer(findings=(finding,), plots=(plot,))
    rated = [(lines, zone) for lines in subject.velocity if (zone := subject.zones.get(lines.channel)) is not None]
    if not rated:
        return Answer()
    lines, zone = max(rated, key=lambda pair: pair[0].level_mm_s(pass_hz))
    level = lines.level_mm_s(pass_hz)
    if zone.letter == "B" and lines.certain(pass_hz) and level > LIMIT_SHARE * zone.standard.b_c_mm_s:
        share = lines.line_energy(pass_hz) / max(lines.band_energy(*rated_band_hz(subject)), 1e-30)
        finding, plot = _blade_finding(
            subject, fault, blades, lines, zone, share=share, severity=Severity("slight", zone.standard.name), urgency=5
        )
        return Answer(watch=(finding,), plots=(plot,))
    values = {"channel": lines.channel, "frequency": pass_hz, "level": level}
    text = TEXTS("ruled_out_blades", **values, limit=LIMIT_SHARE * zone.standard.b_c_mm_s)
    return Answer(ruled_out=(RuledOut(fault, blades.shaft, text),))


def _blade_finding(
    subject: Subject,
    fault: str,
    blades: Blades,
    lines: VelocityLines,
    zone: Zone,
    *,
    share: float,
    severity: Severity,
    urgency: int,
) -> tuple[Finding, Plot]:
    shaft_hz = abs(subject.machine.shaft_ratio(blades.shaft)) * _main_hz(subject)
    pass_hz = blades.count * shaft_hz
    harmonics = (pass_hz, 2.0 * pass_hz)
    sidebands = tuple(k + side * shaft_hz for k in harmonics for side in (-1.0, 1.0))
    text = TEXTS(
        "blades",
        channel=lines.channel,
        frequency=pass_hz,
        count=blades.count,
        level=lines.level_mm_s(pass_hz),
        second=lines.level_mm_s(2.0 * pass_hz),
        share=100.0 * share,
        zone=zone.letter,
        limit=zone.standard.b_c_mm_s,
    )
    seen = Evidence(
        "blade_pass",
        text,
        channel=lines.channel,
        expected_hz=pass_hz,
        frequency_hz=pass_hz,
        harmonics_hz=harmonics,
        sidebands_hz=tuple(f for f in sidebands if lines.sideband_prominence(f) >= CERTAIN),
        strength=lines.level_mm_s(pass_hz),
    )
    finding = Finding(
        fault=fault,
        component=blades.shaft,
        department=fault_kind(fault).department,
        probability=LOOKALIKES_OPEN if urgency < 5 else HINT,
        false_alarm_probability=chance([lines.prominence(pass_hz)], searched=2 * len(subject.velocity)),
        severity=severity,
        urgency=urgency,
        evidence=(seen,),
        treatment=(TEXTS("treatment_blades" if urgency < 5 else "watch_blades"),),
        against=(*_blade_rivals(subject, pass_hz), *mounting_doubt(zone)),
    )
    plot = line_plot(
        lines,
        fault=fault,
        component=blades.shaft,
        expected_hz=harmonics,
        sidebands_hz=sidebands,
        sideband_spacing_hz=shaft_hz,
        shaft_hz=shaft_hz,
    )
    return finding, plot


def _blade_rivals(subject: Subject, pass_hz: float) -> list[Against]:
    """Return what else may make the line at ``pass_hz``."""
    against = [Against(TEXTS("against_blades"))]
    rivals_hz = [abs(mesh.mesh) * _main_hz(subject) for mesh in gear_meshes(subject.machine)]
    motor = subject.machine.motor
    if motor is not None and motor.rotor_bars is not None:
        rivals_hz.append(motor.rotor_bars * _main_hz(subject))
    if coincides(pass_hz, rivals_hz, duration_s=subject.prepared.duration_s):
        against.append(Against(TEXTS("against_same_order")))
    return against


def _turbulence(subject: Subject, case: Loud | None) -> Answer:
    """Return random vibration below 1× as the cause of a level in zone C or D."""
    fault = "pump.recirculation" if _of_pump(subject) else "fan.turbulence"
    lowest_hz = rated_band_hz(subject)[0]
    low_hz = max(lowest_hz, TURBULENCE_ORDERS[0] * _main_hz(subject))
    high_hz = TURBULENCE_ORDERS[1] * _main_hz(subject)
    if case is None or high_hz < 1.5 * low_hz:
        return Answer()
    hump = case.lines.noise_energy(low_hz, high_hz)
    slope = case.lines.noise_energy(SLOPE_HZ, lowest_hz) if lowest_hz > SLOPE_HZ else 0.0
    share = hump / case.total if case.total > 0.0 else 0.0
    values = {"channel": case.lines.channel, "low": low_hz, "high": high_hz, "share": 100.0 * share}
    if share < MOST_OF or slope > hump:
        return Answer(ruled_out=(RuledOut(fault, None, TEXTS("ruled_out_turbulence", **values)),))
    severity, urgency = zone_severity(case.zone)
    finding = Finding(
        fault=fault,
        component=None,
        department=fault_kind(fault).department,
        probability=LOOKALIKES_OPEN,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=severity,
        urgency=urgency,
        evidence=(
            Evidence(
                "random_hump",
                TEXTS("turbulence", **values, zone=case.zone.letter),
                channel=case.lines.channel,
                band_hz=(low_hz, high_hz),
                strength=share,
            ),
        ),
        treatment=(TEXTS("treatment_recirculation" if _of_pump(subject) else "treatment_turbulence"),),
        against=(Against(TEXTS("against_turbulence")), *mounting_doubt(case.zone)),
    )
    plot = line_plot(
        case.lines, fault=fault, component=None, expected_hz=(), shaft_hz=_main_hz(subject), reach_hz=high_hz
    )
    return Answer(findings=(finding,), plots=(plot,))


def _cavitation(subject: Subject, blades: Blades) -> Answer:
    """Return the suspicion of cavitation: noise above 5 kHz that swells with every vane."""
    fault, rate_hz = "pump.cavitation", subject.prepared.sampling_rate_hz
    pass_hz = blade_pass_order(subject.machine, blades) * _main_hz(subject)
    band_hz = (CAVITATION_HZ[0], min(CAVITATION_HZ[1], 0.45 * rate_hz))
    if band_hz[1] < 1.2 * band_hz[0]:
        return Answer()
    humps, depths = {}, {}
    for channel in subject.prepared.of("acceleration"):
        frequency_hz, density = welch_density(channel.samples, sampling_rate_hz=rate_hz, resolution_hz=50.0)
        below = level_between(frequency_hz, density, BELOW_CAVITATION_HZ)
        humps[channel.key] = level_between(frequency_hz, density, band_hz) / below if below > 0.0 else 0.0
        band = high_band(channel, sampling_rate_hz=rate_hz, band_hz=band_hz, highest_hz=3.0 * pass_hz)
        depths[channel.key] = band.depth(pass_hz)
    if not humps:
        return Answer()
    key = max(humps, key=lambda k: (humps[k] >= CAVITATION_HUMP, depths[k], humps[k]))
    values = {"channel": key, "low": band_hz[0] / 1e3, "high": band_hz[1] / 1e3, "hump": humps[key]}
    values |= {"depth": depths[key], "frequency": pass_hz}
    if humps[key] < CAVITATION_HUMP or depths[key] < CAVITATION_DEPTH:
        return Answer(ruled_out=(RuledOut(fault, blades.shaft, TEXTS("ruled_out_cavitation", **values)),))
    watch = Finding(
        fault=fault,
        component=blades.shaft,
        department=fault_kind(fault).department,
        probability=HINT,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity("slight", TEXTS("basis_no_baseline")),
        urgency=5,
        evidence=(
            Evidence(
                "high_noise",
                TEXTS("cavitation", **values),
                channel=key,
                expected_hz=pass_hz,
                band_hz=band_hz,
                strength=humps[key],
                modulation_depth=depths[key],
            ),
        ),
        treatment=(TEXTS("watch_cavitation"),),
        against=(Against(TEXTS("against_cavitation")),),
    )
    return Answer(watch=(watch,), plots=(None,))
