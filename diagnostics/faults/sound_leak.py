"""A leak by its hiss: noise that stands over the machine's own fall, is even in time and pitch, and follows nothing.

A jet through a small hole is loudest at f ≈ 0.2·U/D (Strouhal number of jet noise), 60 kHz for 1 mm at the speed of
sound, and its density rises up to there; the noise of machines falls. In the ultrasound that makes a finding. In the
audible band the flow of a fan, a dry bearing or a spray hiss alike, so there it is watched at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from diagnostics.examination import Against, Evidence, Finding, RuledOut, Severity
from diagnostics.faults.family import Answer, Subject
from diagnostics.faults.velocity_evidence import HINT, LEAST_FALSE_ALARM, LOOKALIKES_OPEN
from diagnostics.faults.velocity_lines import CERTAIN
from diagnostics.machine import Sensor
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.quality.sound import PLAUSIBLE_DB, QUIET_DBFS
from diagnostics.severity.sound_level import REFERENCE_PA, level_db
from diagnostics.spectra.envelope import band_envelope, envelope_spectrum, modulation_depth
from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.spectrum import transform
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_leak", "level_reference"]

TEXTS: Final = Catalogue(Path(__file__).with_name("sound.toml"))
FAULT: Final = "process.leak"
ULTRASOUND_HZ: Final = (20_000.0, 80_000.0)
"""Band of the hiss of leaks (rulebook §2.7), looked at from a rate of 96 kHz on (rulebook §2.1, profile S)."""
ULTRASOUND_RATE_HZ: Final = 96_000.0
AUDIBLE_HZ: Final = (4_000.0, 18_000.0)
"""Above the lines of most machines and below the edge of lossy codecs and converters (a convention)."""
NYQUIST_SHARE: Final = 0.9
"""Of half the sampling rate: filters against aliasing fall above it (a convention)."""
LEAST_WIDTH: Final = 1.6
"""Upper over lower end of a band without which evenness in pitch means nothing: two thirds of an octave, which a single
resonance fills (a convention)."""
LOWEST_HZ: Final = 500.0
"""From here on up the machine's own fall is followed: below it, hum and blades leave little noise to be seen (a
convention)."""
MACHINE_HZ: Final = (1_000.0, 8_000.0)
ANCHOR_HZ: Final = (4_000.0, 8_000.0)
"""Where the machine's own fall is read, to be continued into the ultrasound from its upper octave on: jets of small
holes come up above it."""
STEEPEST_DB: Final = -6.0
"""Fall in density per octave that is continued at most: that of flow noise, f⁻²; what falls more steeply ends in the
noise of the microphone (a convention)."""
OCTAVE_BELOW_HZ: Final = (10_000.0, 20_000.0)
"""What a hiss in the ultrasound must not fall below: the noise of machines goes on falling."""
WATCH_RISE_DB: Final = 6.0
"""Rise of a hiss: in the audible band of its density over the quietest third of an octave below it, in the ultrasound
over the machine's own fall. Twice the amplitude, more than microphones rise in their range (a convention)."""
FAULT_RISE_DB: Final = 10.0
"""From which it may be a finding: also beyond a microphone with a peak at the upper end (a convention)."""
LEAST_LEVEL_DB: Final = {"audible": 45.0, "ultrasound": 60.0}
"""Level re 20 µPa in the band: above the own noise of microphones, 30–40 dB(A), which is 45–57 dB over 60 kHz."""
STEADY: Final = 0.25
"""Largest relative spread of the power of blocks beyond that of noise: 1 dB (a convention)."""
BLOCK_S: Final = 0.1
LEAST_BLOCKS: Final = 20
"""Two seconds, over which evenness in time is judged (a convention)."""
EVEN_DEPTH: Final = 0.1
"""Depth of the deepest line of the envelope between `MODULATION_HZ` up to which nothing drives the noise: half of what
counts as modulated (rulebook §4.2, key 2)."""
MODULATION_HZ: Final = (0.5, 1000.0)
"""From what blocks show anyhow up to the blade pass and ball pass of fast machines."""
FLOOR_LINES: Final = 201
"""Lines whose median is the floor of the envelope spectrum (rulebook §4.1)."""
SMOOTH_KURTOSIS: Final = 4.0
"""Kurtosis of blocks above which knocks or crackle are at work (rulebook §3.4)."""
WINSORISED_MADS: Final = 8.0
"""Median deviations above the median where the envelope is cut, so that a single bang does not hide what is steady
(rulebook §4.1, random shocks)."""
RESOLUTION_HZ: Final = 50.0


@dataclass(frozen=True)
class _Hiss:
    """The noise of one band of one microphone."""

    channel: str
    band: str
    """``audible`` or ``ultrasound``"""
    band_hz: tuple[float, float]
    rise_db: float
    """Density over that of the quietest third of an octave below, or over the machine's own fall (`WATCH_RISE_DB`)."""
    falling: bool
    """Whether an ultrasound has less density than the octave below it."""
    level_db: float | None
    """Of the noise in the band without its tones, re 20 µPa or full scale; None where neither is known."""
    absolute: bool
    """Whether `level_db` is re 20 µPa."""
    spread: float
    """Relative spread of the power of blocks beyond that of stationary Gaussian noise."""
    depth: float
    """Modulation depth of the deepest certain line of the envelope."""
    modulated_hz: float
    kurtosis: float

    @property
    def loud(self) -> bool:
        """Whether it lies above what microphones and recorders hiss themselves."""
        if self.level_db is None:
            return True
        return self.level_db >= (LEAST_LEVEL_DB[self.band] if self.absolute else QUIET_DBFS)

    @property
    def obstacle(self) -> str | None:
        """What speaks against a leak, the first that does; None where nothing does."""
        checks = {
            "fall": self.rise_db < WATCH_RISE_DB or self.falling,
            "faint": not self.loud,
            "unsteady": self.spread > STEADY,
            "driven": self.depth > EVEN_DEPTH,
            "crackle": self.kurtosis > SMOOTH_KURTOSIS,
        }
        return next((name for name, holds in checks.items() if holds), None)


def examine_leak(subject: Subject) -> Answer:
    """Return a leak that the microphones hear, or why their noise is none; nothing where no band can be judged."""
    rate_hz = subject.prepared.sampling_rate_hz
    microphones = subject.prepared.of("sound_pressure")
    heard = [h for channel in microphones for h in _hisses(channel, rate_hz)]
    if not heard:
        return Answer()
    tested = any(_may_be_found(h) for h in heard)
    standing = [h for h in heard if h.obstacle is None]
    if not standing:
        nearest = max(heard, key=lambda h: (h.band == "ultrasound", h.rise_db))
        return Answer(ruled_out=(RuledOut(FAULT, None, _ruled_out(nearest)),), tested=tested)
    best = max(standing, key=lambda h: (h.rise_db >= FAULT_RISE_DB and _may_be_found(h), h.rise_db))
    hearing = len({h.channel for h in standing if h.band == best.band})
    if best.rise_db >= FAULT_RISE_DB and _may_be_found(best):
        finding = _finding(best, hearing, len(microphones), found=True)
        return Answer(findings=(finding,), plots=(None,), tested=True)
    return Answer(watch=(_finding(best, hearing, len(microphones), found=False),), plots=(None,), tested=tested)


def level_reference(sensor: Sensor, samples: NDArray[np.float64]) -> float | None:
    """Return what the level of ``samples`` [shape=(n,)] refers to: 20 µPa of a calibrated microphone of a plausible
    level, 1 where the samples are shares of full scale, None where neither is known."""
    if sensor.calibrated:
        low_db, high_db = PLAUSIBLE_DB
        overall_db = level_db(float(np.var(samples)), reference=REFERENCE_PA)
        return REFERENCE_PA if low_db <= overall_db <= high_db else None
    share_of_full_scale = sensor.unit is None and sensor.scale is None and float(np.max(np.abs(samples))) <= 1.0
    return 1.0 if share_of_full_scale else None


def _may_be_found(hiss: _Hiss) -> bool:
    """Whether a leak in this band would be a finding: an ultrasound whose level is known (rulebook §2.7)."""
    return hiss.band == "ultrasound" and hiss.level_db is not None


def _hisses(channel: PreparedChannel, rate_hz: float) -> list[_Hiss]:
    """Return the noise of each band that the rate reaches, nothing of a record too short to be judged."""
    if channel.samples.size < LEAST_BLOCKS * BLOCK_S * rate_hz:
        return []
    top_hz = 0.5 * NYQUIST_SHARE * rate_hz
    bands = {"audible": AUDIBLE_HZ}
    if rate_hz >= ULTRASOUND_RATE_HZ:
        bands["ultrasound"] = ULTRASOUND_HZ
    reached = {name: (low, min(high, top_hz)) for name, (low, high) in bands.items()}
    if not any(high >= LEAST_WIDTH * low for low, high in reached.values()):
        return []
    # The median over the segments leaves out what sounds only now and then.
    frequency_hz, density = scipy.signal.welch(
        channel.samples, fs=rate_hz, nperseg=round(rate_hz / RESOLUTION_HZ), average="median"
    )
    lines, padded = transform(channel.samples)
    return [
        _hiss(channel, name, band_hz, (frequency_hz, density), (lines, padded), rate_hz)
        for name, band_hz in reached.items()
        if band_hz[1] >= LEAST_WIDTH * band_hz[0]
    ]


def _hiss(
    channel: PreparedChannel,
    name: str,
    band_hz: tuple[float, float],
    spectrum: tuple[NDArray[np.float64], NDArray[np.float64]],
    transformed: tuple[NDArray[np.complex128], int],
    rate_hz: float,
) -> _Hiss:
    frequency_hz, density = spectrum
    reference = level_reference(channel.sensor, channel.samples)
    own_db = float(np.median(_thirds_db(frequency_hz, density, *band_hz)))
    rise_db, falling = _rise(name, band_hz, own_db, frequency_hz, density)
    noise = 10.0 ** (own_db / 10.0) * (band_hz[1] - band_hz[0])
    lines, padded = transformed
    squared, length = band_envelope(
        lines,
        padded_length=padded,
        sample_count=channel.samples.size,
        sampling_rate_hz=rate_hz,
        band_hz=band_hz,
        highest_hz=MODULATION_HZ[1],
    )
    envelope = np.asarray(squared, dtype=np.float64)
    spread, kurtosis = _course(envelope, channel.samples.size / rate_hz, band_hz)
    depth, at_hz = _deepest(envelope, length, 0.5 * rate_hz / padded)
    return _Hiss(
        channel=channel.key,
        band=name,
        band_hz=band_hz,
        rise_db=rise_db,
        falling=falling,
        level_db=None if reference is None else level_db(noise, reference=reference),
        absolute=reference == REFERENCE_PA,
        spread=spread,
        depth=depth,
        modulated_hz=at_hz,
        kurtosis=kurtosis,
    )


def _rise(
    name: str,
    band_hz: tuple[float, float],
    own_db: float,
    frequency_hz: NDArray[np.float64],
    density: NDArray[np.float64],
) -> tuple[float, bool]:
    """Return by how many dB the noise of a band, of density ``own_db``, rises (`WATCH_RISE_DB`), and whether an
    ultrasound falls instead."""
    if name == "audible":
        return own_db - float(np.min(_thirds_db(frequency_hz, density, LOWEST_HZ, band_hz[0]))), False
    machine_db = _thirds_db(frequency_hz, density, *MACHINE_HZ)
    octaves = np.log2(MACHINE_HZ[1] / MACHINE_HZ[0])
    slope_db = float(np.polyfit((np.arange(machine_db.size) + 0.5) / machine_db.size * octaves, machine_db, 1)[0])
    slope_db = min(0.0, max(STEEPEST_DB, slope_db))
    anchor_db = float(np.median(_thirds_db(frequency_hz, density, *ANCHOR_HZ)))
    apart = 0.5 * float(np.log2(band_hz[0] * band_hz[1] / (ANCHOR_HZ[0] * ANCHOR_HZ[1])))
    below_db = float(np.median(_thirds_db(frequency_hz, density, *OCTAVE_BELOW_HZ)))
    return own_db - (anchor_db + slope_db * apart), own_db < below_db


def _thirds_db(
    frequency_hz: NDArray[np.float64], density: NDArray[np.float64], low_hz: float, high_hz: float
) -> NDArray[np.float64]:
    """Return the median density in dB of each third of an octave from ``low_hz`` to ``high_hz`` [shape=(k,)]: tones do
    not count."""
    count = max(1, round(3.0 * float(np.log2(high_hz / low_hz))))
    edges = np.searchsorted(frequency_hz, np.geomspace(low_hz, high_hz, count + 1))
    parts = [density[a:b] for a, b in pairwise(edges) if b > a]
    return np.array([level_db(float(np.median(part)), reference=1.0) for part in parts])


def _course(envelope: NDArray[np.float64], seconds: float, band_hz: tuple[float, float]) -> tuple[float, float]:
    """Return ``(spread, kurtosis)`` of the blocks of a squared envelope [shape=(k,)].

    The power of a block of noise scatters by 1/√(B·T) in any case, which is taken off; both are those of the middle
    blocks, so that single events do not count. Kurtosis is 3/2 of E|z|⁴/E|z|²², 3 for Gaussian noise.
    """
    count = max(1, int(seconds / BLOCK_S))
    blocks = envelope[: envelope.size // count * count].reshape(count, -1)
    power = np.mean(blocks, axis=1)
    middle = max(float(np.median(power)), float(np.finfo(np.float64).tiny))
    low, high = np.percentile(power, [16.0, 84.0])
    of_noise = 1.0 / ((band_hz[1] - band_hz[0]) * BLOCK_S)
    spread = float(np.sqrt(max(0.0, (0.5 * (high - low) / middle) ** 2 - of_noise)))
    fourth = np.mean(blocks**2, axis=1) / np.maximum(power, np.finfo(np.float64).tiny) ** 2
    return spread, 1.5 * float(np.median(fourth))


def _deepest(envelope: NDArray[np.float64], length: int, step_hz: float) -> tuple[float, float]:
    """Return ``(depth, frequency in Hz)`` of the deepest certain line of the envelope spectrum, zeros without one."""
    middle = float(np.median(envelope))
    deviation = float(np.median(np.abs(envelope - middle)))
    cut = np.minimum(envelope, middle + WINSORISED_MADS * deviation)
    ratio = envelope_spectrum(cut, length=length, line_count=int(MODULATION_HZ[1] / step_hz))
    floor = local_floor(ratio, width=FLOOR_LINES)
    certain = np.where(ratio >= CERTAIN * floor, ratio - floor, 0.0)
    certain[: int(MODULATION_HZ[0] / step_hz)] = 0.0
    peak = int(np.argmax(certain))
    return modulation_depth(float(certain[peak]), 0.0), peak * step_hz


def _finding(hiss: _Hiss, hearing: int, count: int, *, found: bool) -> Finding:
    values = {"channel": hiss.channel, "low": hiss.band_hz[0] / 1e3, "high": hiss.band_hz[1] / 1e3}
    values |= {"rise": hiss.rise_db, "spread": 100.0 * hiss.spread, "depth": hiss.depth}
    values |= {"level": _level(hiss), "hearing": hearing, "count": count}
    against = [Against(TEXTS(f"against_leak_{hiss.band}")), Against(TEXTS("against_leak_distance"))]
    if hiss.level_db is None:
        against.append(Against(TEXTS("against_leak_level")))
    return Finding(
        fault=FAULT,
        component=None,
        department=fault_kind(FAULT).department,
        probability=LOOKALIKES_OPEN if found else HINT,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity("slight", TEXTS("basis_leak")),
        urgency=4 if found else 5,
        evidence=(
            Evidence(
                "hiss",
                TEXTS(f"leak_{hiss.band}", **values),
                channel=hiss.channel,
                band_hz=hiss.band_hz,
                strength=hiss.rise_db,
                modulation_depth=hiss.depth,
            ),
        ),
        treatment=(TEXTS("treatment_leak" if found else "watch_leak"), TEXTS("leak_cost"), TEXTS("leak_gas")),
        against=tuple(against),
    )


def _level(hiss: _Hiss) -> Text:
    if hiss.level_db is None:
        return TEXTS("level_unknown")
    return TEXTS("level_pascal" if hiss.absolute else "level_full_scale", level=hiss.level_db)


def _key(hiss: _Hiss) -> str:
    return f"fall_{hiss.band}" if hiss.obstacle == "fall" else str(hiss.obstacle)


def _ruled_out(hiss: _Hiss) -> Text:
    return TEXTS(
        f"no_leak_{_key(hiss)}",
        channel=hiss.channel,
        low=hiss.band_hz[0] / 1e3,
        high=hiss.band_hz[1] / 1e3,
        rise=hiss.rise_db,
        limit=WATCH_RISE_DB,
        level=_level(hiss),
        spread=100.0 * hiss.spread,
        depth=hiss.depth,
        frequency=hiss.modulated_hz,
        kurtosis=hiss.kurtosis,
    )
