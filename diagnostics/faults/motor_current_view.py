"""The currents and voltages of a machine put in order: which phase is which, in which sense they follow each other,
what feeds them and how loaded the motor is.

What is not stated is told by the signal or said to be assumed: the sense of rotation by the larger of the two
sequences, a clamp that was put on the other way round by a sum that vanishes once it is turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.electrical import (
    Fundamental,
    InverterSigns,
    Sequences,
    extended_park,
    find_fundamental,
    inverter_signs,
    phasors,
    symmetrical_components,
    windowed_sequences,
)
from diagnostics.examination import QualityLevel, QualityNote
from diagnostics.faults.family import Subject
from diagnostics.machine import Machine
from diagnostics.plots import LinePlot
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.quality.scale import plausible_current
from diagnostics.spectra.floor import local_floor
from diagnostics.texts import Catalogue

__all__ = ["LOST_SHARE", "NAMES", "TEXTS", "ElectricalView", "Phases", "electrical_view", "motor_note", "park_plot"]

TEXTS: Final = Catalogue(Path(__file__).with_name("motor_current.toml"))
NAMES: Final = ("a", "b", "c")
PLOTTED_MULTIPLES: Final = 3.0
"""Of the supply frequency: the picture shows the line at twice of it and room around."""
FLOOR_LINES: Final = 40
LOST_SHARE: Final = 0.05
"""A current below this share of the mean of the others is lost (rulebook §2.7)."""
CLEAR_SHARE: Final = {"current": 0.5, "voltage": 0.3}
"""Of the energy that the supply's line holds: a current's nearly all, a pulsed voltage's a third and more at any
modulation that turns a motor (a convention)."""
LEAST_SAMPLES: Final = 100
NO_SUM: Final = 0.35
"""Zero over positive sequence of three currents that cannot be those of one motor as they stand: a missing clamp makes
0.5, one turned round 2.0, two on one phase 1.0 and more (a convention in between)."""
SUM_VANISHES: Final = 0.15
"""... and what is left when the turned clamp is turned back (a convention)."""


@dataclass(frozen=True, eq=False)
class Phases:
    """Three currents or three voltages in the order in which they follow each other, or what there is of them."""

    samples: NDArray[np.float64]
    """[shape=(3, n)], or [shape=(1, n)] where fewer than two phases can be used."""
    names: tuple[str, ...]
    """Phase of each row."""
    channels: tuple[str, ...]
    """Channel of each row; ``+`` joins the two of which a third was made."""
    phasors: NDArray[np.complex128]
    """RMS at the supply frequency [shape=(3,) or (1,)]."""
    sequences: Sequences | None
    """None for one phase."""
    spread: float = 0.0
    """Half the distance between the quartiles of |I₂/I₁| over windows of ten cycles."""
    derived: bool = False
    """Whether the third is minus the sum of two."""
    calibrated: bool = False

    @property
    def three(self) -> bool:
        """Whether three phases can be compared."""
        return self.sequences is not None

    @property
    def rms(self) -> float:
        """Of the positive sequence, or of the one phase."""
        return abs(self.phasors[0]) if self.sequences is None else abs(self.sequences.positive)

    @property
    def lost(self) -> int | None:
        """Row of the phase that carries next to nothing while the others do."""
        sizes = np.abs(self.phasors)
        least = int(np.argmin(sizes))
        others = np.delete(sizes, least)
        return least if self.three and sizes[least] < LOST_SHARE * float(np.mean(others)) else None


@dataclass(frozen=True, eq=False)
class ElectricalView:
    """What is known of the feeding of a machine before any fault is looked for."""

    supply: Fundamental
    currents: Phases | None
    voltages: Phases | None
    inverter: InverterSigns
    fed_by_inverter: bool
    load: float | None
    """Current over rated current; None where either is not known or they do not fit each other."""
    sampling_rate_hz: float
    duration_s: float
    notes: tuple[QualityNote, ...]
    """Of the currents."""


def park_plot(view: ElectricalView, fault: str, component: str | None, expected_hz: float) -> LinePlot | None:
    """Return the spectrum of the squared length of Park's vector with the line of a fault; None without three
    currents."""
    currents = view.currents
    if currents is None or not currents.three:
        return None
    park = extended_park(currents.samples, sampling_rate_hz=view.sampling_rate_hz)
    shown = park.frequency_hz <= PLOTTED_MULTIPLES * view.supply.frequency_hz
    value = park.relative[shown]
    return LinePlot(
        kind="park_spectrum",
        fault=fault,
        component=component,
        channel=", ".join(currents.channels),
        frequency_hz=park.frequency_hz[shown],
        value=value,
        floor=np.sqrt(local_floor(value**2, width=FLOOR_LINES)),
        unit="1",
        expected_hz=(expected_hz,),
        found_hz=(expected_hz,),
    )


def motor_note(key: str, /, level: QualityLevel = "info", check: str = "motor", **values: object) -> QualityNote:
    """Return a note on the electrical examination."""
    return QualityNote(check, None, level, TEXTS(key, **values))


def electrical_view(subject: Subject) -> ElectricalView | QualityNote | None:
    """Return the currents and voltages of ``subject`` in order; a note where they hold no supply frequency, None where
    there are none."""
    prepared, machine = subject.prepared, subject.machine
    rate_hz = prepared.sampling_rate_hz
    measured = {quantity: prepared.of(quantity) for quantity in ("current", "voltage")}
    if not any(measured.values()):
        return None
    quantity = "current" if measured["current"] else "voltage"
    samples = np.array([channel.samples for channel in measured[quantity]])
    enough = samples.shape[-1] >= LEAST_SAMPLES
    supply = find_fundamental(samples, sampling_rate_hz=rate_hz) if enough else None
    if supply is None or supply.share < CLEAR_SHARE[quantity]:
        return motor_note("no_supply_line", "warning", seconds=prepared.duration_s)
    currents, notes = _phases(measured["current"], machine, supply, rate_hz)
    voltages, _ = _phases(measured["voltage"], machine, supply, rate_hz)
    signs = inverter_signs(
        supply.frequency_hz,
        currents=None if currents is None else currents.samples,
        voltages=None if voltages is None else voltages.samples,
        sampling_rate_hz=rate_hz,
    )
    return ElectricalView(
        supply=supply,
        currents=currents,
        voltages=voltages,
        inverter=signs,
        fed_by_inverter=machine.inverter_fed or signs.any,
        load=_load(currents, machine.rated_current_a),
        sampling_rate_hz=rate_hz,
        duration_s=prepared.duration_s,
        notes=notes,
    )


def _load(currents: Phases | None, rated_a: float | None) -> float | None:
    plausible = plausible_current(rated_a)
    if currents is None or not currents.calibrated or plausible is None or rated_a is None:
        return None
    low_a, high_a = plausible
    return currents.rms / rated_a if low_a <= currents.rms <= high_a else None


def _phases(
    channels: Sequence[PreparedChannel], machine: Machine, supply: Fundamental, rate_hz: float
) -> tuple[Phases | None, tuple[QualityNote, ...]]:
    """Return the channels of one quantity as phases that follow each other as they are named, and what was assumed."""
    if not channels:
        return None, ()
    named, assumed = _named(channels, machine)
    notes: list[QualityNote] = []
    keys = tuple(channel.key for channel in named.values())
    samples = np.array([channel.samples for channel in named.values()])
    vectors = phasors(samples, supply.frequency_hz, sampling_rate_hz=rate_hz)
    names, derived = tuple(named), False
    if len(named) == 2:
        all_measured = sum(sensor.quantity == channels[0].sensor.quantity for sensor in machine.sensors) >= 3
        samples, vectors, notes, derived = _third_added(samples, vectors, keys, third_silent=all_measured)
        names = (*names, next(n for n in NAMES if n not in names)) if derived else names
        keys = (*keys, "+".join(keys)) if derived else keys
    elif len(named) == 3:
        samples, vectors, notes = _turned_back(samples, vectors, keys)
    if len(channels) > len(named):
        notes.append(motor_note("more_channels", used=", ".join(channel.key for channel in named.values())))
    calibrated = all(channel.sensor.calibrated for channel in named.values())
    if len(vectors) < 3 or (not derived and _cannot_be(vectors)):
        single = int(np.argmax(np.abs(vectors)))
        row = slice(single, single + 1)
        one = Phases(samples[row], names[row], keys[row], vectors[row], None, calibrated=calibrated)
        return one, (*notes, *(() if notes else (motor_note("one_phase"),)))
    if assumed:
        notes.append(
            motor_note("phases_assumed", order=", ".join(f"{n} = {k}" for n, k in zip(names, keys, strict=True)))
        )
    order = _following(names, vectors)
    sequences, spread = windowed_sequences(samples[order], supply.frequency_hz, sampling_rate_hz=rate_hz)
    three = Phases(
        samples[order],
        tuple(names[k] for k in order),
        tuple(keys[k] for k in order),
        vectors[order],
        sequences,
        spread,
        derived,
        calibrated,
    )
    return three, tuple(notes)


def _named(channels: Sequence[PreparedChannel], machine: Machine) -> tuple[dict[str, PreparedChannel], bool]:
    """Return the channels by phase, in the order of the names, and whether a name was assumed from the order of the
    sensors; a channel that the gate refused keeps its name to itself."""
    quantity = channels[0].sensor.quantity
    sensors = [sensor for sensor in machine.sensors if sensor.quantity == quantity]
    names: dict[str, str] = {}
    for sensor in sensors:
        if sensor.phase is not None and sensor.phase not in names.values():
            names[sensor.channel] = sensor.phase
    stated = len(names)
    free = [name for name in NAMES if name not in names.values()]
    for sensor in sensors:
        if sensor.phase is None and free:
            names[sensor.channel] = free.pop(0)
    found = {names[channel.key]: channel for channel in channels if channel.key in names}
    return {name: found[name] for name in NAMES if name in found}, len(names) > stated and len(found) > 1


def _third_added(
    samples: NDArray[np.float64], vectors: NDArray[np.complex128], keys: tuple[str, ...], *, third_silent: bool
) -> tuple[NDArray[np.float64], NDArray[np.complex128], list[QualityNote], bool]:
    """Return two phases and minus their sum, where the angle between the two is that of two phases: a third of a turn,
    or a sixth when one clamp is turned round; half a turn only where the third is measured and was silent."""
    if np.min(np.abs(vectors)) < LOST_SHARE * float(np.max(np.abs(vectors))):
        return samples, vectors, [motor_note("not_three_phases", "warning")], False
    apart_deg = abs(float(np.degrees(np.angle(vectors[1] / vectors[0]))))
    notes = []
    if 30.0 <= apart_deg < 90.0:
        turn = np.array([1.0, -1.0])
        samples, vectors = turn[:, np.newaxis] * samples, turn * vectors
        notes.append(motor_note("clamp_turned", "warning", "sensor.swapped", channel=keys[1]))
    elif apart_deg < 30.0 or (apart_deg > 150.0 and not third_silent):
        return samples, vectors, [motor_note("not_three_phases", "warning")], False
    notes.append(motor_note("third_derived"))
    whole = np.concatenate([samples, -np.sum(samples, axis=0, keepdims=True)])
    return whole, np.append(vectors, -np.sum(vectors)), notes, True


def _turned_back(
    samples: NDArray[np.float64], vectors: NDArray[np.complex128], keys: tuple[str, ...]
) -> tuple[NDArray[np.float64], NDArray[np.complex128], list[QualityNote]]:
    """Return three phases with the clamp turned back that keeps their sum from vanishing; a note where nothing does."""
    if not _cannot_be(vectors):
        return samples, vectors, []
    sums = [_sum_share(vectors * _turning(k)) for k in range(3)]
    k = int(np.argmin(sums))
    if sums[k] < SUM_VANISHES:
        turned = motor_note("clamp_turned", "warning", "sensor.swapped", channel=keys[k])
        return _turning(k)[:, np.newaxis] * samples, vectors * _turning(k), [turned]
    sizes = np.abs(vectors)
    if np.min(sizes) < LOST_SHARE * float(np.mean(np.sort(sizes)[1:])):
        silent = motor_note("clamp_silent", "warning", "sensor.flatline", channel=keys[int(np.argmin(sizes))])
        return samples, vectors, [silent]
    return samples, vectors, [motor_note("not_three_phases", "warning")]


def _turning(k: int) -> NDArray[np.float64]:
    return np.where(np.arange(3) == k, -1.0, 1.0)


def _sum_share(vectors: NDArray[np.complex128]) -> float:
    """Return zero sequence over the larger of the others."""
    parts = symmetrical_components(vectors)
    largest = max(abs(parts.positive), abs(parts.negative))
    return abs(parts.zero) / largest if largest > 0.0 else np.inf


def _cannot_be(vectors: NDArray[np.complex128]) -> bool:
    return _sum_share(vectors) > NO_SUM


def _following(names: Sequence[str], vectors: NDArray[np.complex128]) -> list[int]:
    """Return the rows in the order in which they follow each other: a, b, c or a, c, b."""
    by_name = [names.index(name) for name in NAMES]
    parts = symmetrical_components(vectors[by_name])
    return by_name if abs(parts.positive) >= abs(parts.negative) else [by_name[0], by_name[2], by_name[1]]
