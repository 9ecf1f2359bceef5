"""Lubrication of rolling bearings: without a baseline there is no limit, so it is never found, at most suspected.

Suspected when the noise above 5 kHz at one bearing is 12 dB over that at the others of the same machine and no line
modulates it (rulebook §2.3 and §3.4, practice).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.family import Answer, Subject
from diagnostics.faults.high_band import high_band, level_between
from diagnostics.faults.velocity_evidence import HINT, LEAST_FALSE_ALARM
from diagnostics.spectra.spectrum import welch_density
from diagnostics.texts import Catalogue
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_lubrication"]

TEXTS: Final = Catalogue(Path(__file__).with_name("lubrication.toml"))
FAULT: Final = "bearing.lubrication"
BAND_HZ: Final = (5000.0, 20000.0)
"""Noise of a dry bearing (rulebook §2.3: above 3–5 kHz)."""
RAISED_DB: Final = 12.0
"""Over the other bearings of the machine (rulebook §3.4: +12 dB alarm, practice, meant over a baseline)."""
LEAST_OTHERS: Final = 2
"""Bearings to compare with: of two alone, either may be the unusual one (a convention)."""
NO_LINE_DEPTH: Final = 0.2
"""Modulation depth above which a line is at work and not dryness (rulebook §4.2, key 2)."""
SMOOTH_KURTOSIS: Final = 4.0
"""Kurtosis above which knocks are at work (rulebook §3.4)."""
HIGHEST_LINE_HZ: Final = 1000.0
"""Lines of the envelope are looked at up to here: four times the ball pass of most bearings."""
PROBABILITY: Final = 0.5 * HINT
"""Mounting and distance of the sensors can make the same difference (a convention)."""


def examine_lubrication(subject: Subject) -> Answer:
    """Return the suspicion of a dry bearing among the acceleration channels that sit at bearings."""
    bearings = {bearing.id for bearing in subject.machine.bearings}
    rate_hz = subject.prepared.sampling_rate_hz
    band_hz = (BAND_HZ[0], min(BAND_HZ[1], 0.45 * rate_hz))
    if not bearings or not subject.prepared.of("acceleration") or band_hz[1] < 1.2 * band_hz[0]:
        return Answer()
    note = QualityNote("lubrication", None, "info", TEXTS("no_baseline"))
    at = [c for c in subject.prepared.of("acceleration") if c.sensor.calibrated and c.sensor.position in bearings]
    levels_db: dict[str, float] = {}
    for channel in at:
        frequency_hz, density = welch_density(channel.samples, sampling_rate_hz=rate_hz, resolution_hz=50.0)
        level = level_between(frequency_hz, density, band_hz)
        levels_db[channel.key] = 10.0 * float(np.log10(max(level, float(np.finfo(np.float64).tiny))))
    loudest = max(at, key=lambda c: levels_db[c.key], default=None)
    places: dict[str, list[float]] = {}
    for channel in at:
        if loudest is not None and channel.sensor.position != loudest.sensor.position:
            places.setdefault(channel.sensor.position or "", []).append(levels_db[channel.key])
    if loudest is None or not places:
        return Answer()
    if len(places) < LEAST_OTHERS:
        return Answer(notes=(note,))
    raised_db = levels_db[loudest.key] - float(np.median([max(values) for values in places.values()]))
    band = high_band(loudest, sampling_rate_hz=rate_hz, band_hz=band_hz, highest_hz=HIGHEST_LINE_HZ)
    values = {"component": loudest.sensor.position, "channel": loudest.key, "raised": raised_db}
    values |= {"low": band_hz[0] / 1e3, "high": band_hz[1] / 1e3, "depth": band.deepest}
    if raised_db < RAISED_DB or band.deepest >= NO_LINE_DEPTH or band.kurtosis > SMOOTH_KURTOSIS:
        return Answer(
            ruled_out=(RuledOut(FAULT, loudest.sensor.position, TEXTS("ruled_out", **values)),), notes=(note,)
        )
    watch = Finding(
        fault=FAULT,
        component=loudest.sensor.position,
        department=fault_kind(FAULT).department,
        probability=PROBABILITY,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity("slight", TEXTS("basis")),
        urgency=5,
        evidence=(
            Evidence(
                "high_noise",
                TEXTS("raised", **values),
                channel=loudest.key,
                band_hz=band_hz,
                strength=raised_db,
                modulation_depth=band.deepest,
            ),
        ),
        treatment=(TEXTS("watch"),),
        against=(Against(TEXTS("against")),),
    )
    return Answer(watch=(watch,), notes=(note,), plots=(None,))
