"""What the families that read the velocity spectrum have in common: size from the zone, certainty from the lines, and
the picture of both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from diagnostics.examination import Against, Severity
from diagnostics.faults.family import Subject
from diagnostics.faults.findings import HIGHEST_PROBABILITY
from diagnostics.faults.findings import TEXTS as FINDING_TEXTS
from diagnostics.faults.velocity_lines import CERTAIN, HANN_LINES, LINE_WIDTH, VelocityLines
from diagnostics.plots import LinePlot
from diagnostics.severity.iso20816 import Zone, velocity_band_hz
from diagnostics.severity.zone_level import zone_level

__all__ = [
    "HINT",
    "LEAST_FALSE_ALARM",
    "LOOKALIKES_OPEN",
    "MOST_OF",
    "Loud",
    "certain_lines",
    "chance",
    "coincides",
    "line_plot",
    "loud",
    "mounting_doubt",
    "rated_band_hz",
    "zone_severity",
]

LOOKALIKES_OPEN: Final = 0.75 * HIGHEST_PROBABILITY
"""Highest probability of a rule that cannot separate look-alikes from one record (a convention)."""
HINT: Final = 0.3 * HIGHEST_PROBABILITY
"""Probability of what is only watched for want of a baseline or a second kind of measurement (a convention)."""
LEAST_FALSE_ALARM: Final = 1e-3
"""Never claimed smaller: how often these rules name a wrong cause has not been measured."""
MOST_OF: Final = 0.5
"""A cause explains a level when it holds more than half of its energy (a convention)."""
HANN_BANDWIDTH: Final = 1.5
"""Noise bandwidth of the Hann window in lines: the peak of a pure line holds 1/1.5 of its energy."""
PLOT_TURNS: Final = 12.0
"""A picture reaches at least to this multiple of the shaft speed (a convention: looseness shows up to 10×)."""


@dataclass(frozen=True, eq=False)
class Loud:
    """The loudest channel of a machine in zone C or D."""

    lines: VelocityLines
    zone: Zone
    total: float
    """Mean square velocity in the band of the standard, (mm/s)²."""

    def share(self, at_hz: Iterable[float], *, relative_width: float = LINE_WIDTH) -> float:
        """Return the share of the level's energy in the lines ``at_hz``, 0 … 1."""
        energy = sum(self.lines.line_energy(f, relative_width=relative_width) for f in at_hz)
        return min(1.0, energy / self.total) if self.total > 0.0 else 0.0


def rated_band_hz(subject: Subject) -> tuple[float, float]:
    """Return the band in Hz of the level that zones are made of."""
    return velocity_band_hz(None if subject.speed is None else 60.0 * subject.speed.shaft_hz)


def loud(subject: Subject) -> Loud | None:
    """Return the loudest channel when its zone is C or D, otherwise None: then no level asks for a cause."""
    loudest = subject.loudest
    if loudest is None or loudest[1].letter not in "CD":
        return None
    lines = next((v for v in subject.velocity if v.channel == loudest[0]), None)
    if lines is None:
        return None
    return Loud(lines, loudest[1], lines.band_energy(*rated_band_hz(subject)))


def zone_severity(zone: Zone, *, least_urgency: int = 5) -> tuple[Severity, int]:
    """Return severity and urgency of a cause that explains ``zone``, at least as urgent as ``least_urgency``."""
    level, urgency = zone_level(zone)
    return Severity(level or "slight", zone.standard.name), min(urgency, least_urgency)


def mounting_doubt(zone: Zone) -> tuple[Against, ...]:
    """Return the remark that the mounting was assumed, where it was."""
    return (Against(FINDING_TEXTS("mounting_assumed")),) if zone.mounting_assumed else ()


def certain_lines(lines: VelocityLines, at_hz: Iterable[float]) -> tuple[float, ...]:
    """Return those of ``at_hz`` at which a line is certainly there."""
    return tuple(f for f in at_hz if lines.certain(f))


def chance(prominences: Sequence[float], *, searched: int) -> float:
    """Return the probability that noise makes the faintest of these lines anywhere among ``searched`` places.

    P(u) = exp(−u) a line (rulebook §4.1), by Bonferroni; never below `LEAST_FALSE_ALARM`.
    """
    faintest = min(prominences, default=0.0)
    return min(1.0, max(LEAST_FALSE_ALARM, searched * math.exp(-min(faintest, 700.0))))


def coincides(at_hz: float, others_hz: Iterable[float], *, duration_s: float, relative: float = LINE_WIDTH) -> bool:
    """Whether ``at_hz`` cannot be told from one of ``others_hz`` in a record of ``duration_s``."""
    reach_hz = max(HANN_LINES / duration_s, relative * at_hz)
    return any(abs(at_hz - other) <= reach_hz for other in others_hz)


def line_plot(
    lines: VelocityLines,
    *,
    fault: str,
    component: str | None,
    expected_hz: Sequence[float],
    sidebands_hz: Sequence[float] = (),
    sideband_spacing_hz: float = 0.0,
    shaft_hz: float | None = None,
    reach_hz: float = 0.0,
) -> LinePlot:
    """Return the picture of the velocity spectrum with the lines of a finding, each peak as high as its line's RMS.

    It reaches to ``reach_hz`` or to the highest of the lines.
    """
    highest_hz = max([*expected_hz, *sidebands_hz, PLOT_TURNS * (shaft_hz or 0.0), reach_hz])
    kept = lines.frequency_hz <= 1.1 * highest_hz
    scale = HANN_BANDWIDTH
    return LinePlot(
        kind="velocity_spectrum",
        fault=fault,
        component=component,
        channel=lines.channel,
        frequency_hz=lines.frequency_hz[kept],
        value=np.sqrt(scale * lines.energy[kept]),
        floor=np.sqrt(scale * lines.floor[kept]),
        unit=lines.unit,
        expected_hz=tuple(expected_hz),
        found_hz=certain_lines(lines, expected_hz),
        sidebands_hz=tuple(f for f in sidebands_hz if lines.sideband_prominence(f) >= CERTAIN),
        sideband_spacing_hz=sideband_spacing_hz,
        shaft_hz=shaft_hz,
    )
