"""The defects that are planted on real recordings, each with the range of its strength.

A defect is planted on the first channel of a recording (swaps and copies on two), before the samples are rounded to the
recording's own steps where it comes before the converter. `None` where a recording cannot carry it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from diagnostics.machine import Machine
from diagnostics.quality.converter import converter_step
from diagnostics.quality.preparation import AUDIO_FORMATS, STANDSTILL_M_S2
from diagnostics.quality.scale import PLAUSIBLE_RMS
from diagnostics.recording import Recording

__all__ = ["DEFECTS_TO_PLANT", "Defect", "Recorded"]

Samples = NDArray[np.float64]
Random = np.random.Generator
VIBRATION: Final = ("acceleration", "velocity")
LEAST_CLIPPED: Final = 20.0
"""Samples beyond the limit; of fewer, hardly any lie in a row or at one level."""
ROUNDED_LEVELS: Final = 100_000
"""More levels than this are floating-point numbers, which are not rounded."""


@dataclass(frozen=True, eq=False)
class Recorded:
    """A recording in memory: samples in file units [shape=(channels, n)] and the machine that goes with it."""

    samples: Samples
    rate_hz: float
    machine: Mapping[str, Any]
    format: str
    time_gaps: tuple[int, ...] = ()

    @property
    def first(self) -> Samples:
        """The channel that defects are planted on [shape=(n,)]."""
        return np.asarray(self.samples[0])

    @property
    def quantity(self) -> str:
        """What the first channel measures."""
        return str(self.machine["sensors"][0]["quantity"])

    @property
    def seconds(self) -> float:
        """The length."""
        return float(self.samples.shape[1] / self.rate_hz)

    def with_first(self, samples: Samples) -> Recorded:
        """Return the recording with another first channel."""
        return replace(self, samples=np.vstack([samples, self.samples[1:]]))

    def with_sensors(self, sensors: list[dict[str, Any]], samples: Samples) -> Recorded:
        """Return the recording with other channels."""
        return replace(self, samples=samples, machine={**self.machine, "sensors": sensors})

    def sensors(self) -> list[dict[str, Any]]:
        """Return the descriptions of the sensors, to be changed."""
        return copy.deepcopy(list(self.machine["sensors"]))

    def recording(self) -> Recording:
        """Return the form that the gate reads."""
        held = Recording.from_array(self.samples, sampling_rate_hz=self.rate_hz)
        return replace(held, format=self.format, time_gaps=self.time_gaps)


@dataclass(frozen=True)
class Defect:
    """A defect, the checks that may name it and how it is planted."""

    name: str
    checks: tuple[str, ...]
    plant: Callable[[Recorded, Random], Recorded | None]
    channels: tuple[str, ...] = ("1",)
    told_as_info: bool = False
    """Whether the gate only takes it for a sign."""
    beyond: str | None = None
    """Why no check of one recording can tell it."""


def _rounded(samples: Samples, like: Samples) -> Samples:
    """Return ``samples`` on the steps of the converter that made ``like``."""
    step, levels = converter_step(like)
    return np.round(samples / step) * step if 0 < levels < ROUNDED_LEVELS and step > 0.0 else samples


def _clipped(quantile: float) -> Callable[[Recorded, Random], Recorded | None]:
    def plant(recorded: Recorded, random: Random) -> Recorded | None:
        if (1.0 - quantile) * recorded.first.size < LEAST_CLIPPED:
            return None
        mean = float(np.mean(recorded.first))
        limit = float(np.quantile(np.abs(recorded.first - mean), quantile))
        return recorded.with_first(np.clip(recorded.first, mean - limit, mean + limit))

    return plant


def _lost(kind: str) -> Callable[[Recorded, Random], Recorded | None]:
    """20–200 ms of zeros, of the last value, or of NaN."""

    def plant(recorded: Recorded, random: Random) -> Recorded | None:
        samples = recorded.first.copy()
        length = int(random.uniform(0.02, 0.2) * recorded.rate_hz)
        start = int(random.integers(1, samples.size - length))
        samples[start : start + length] = {"zeros": 0.0, "held": samples[start - 1], "NaN": np.nan}[kind]
        return recorded.with_first(samples)

    return plant


def _gap(recorded: Recorded, random: Random) -> Recorded:
    """20–200 ms left out of every channel, which the time stamps show."""
    length = int(random.uniform(0.02, 0.2) * recorded.rate_hz)
    start = int(random.integers(1, recorded.samples.shape[1] - length))
    return replace(recorded, samples=np.delete(recorded.samples, np.s_[start : start + length], 1), time_gaps=(start,))


def _repeated(recorded: Recorded, random: Random) -> Recorded | None:
    """A buffer of 0.1–0.5 s written twice in place of what followed."""
    length = int(random.uniform(0.1, 0.5) * recorded.rate_hz)
    if length < 256 or 2 * length > recorded.first.size:
        return None
    samples = recorded.first.copy()
    start = int(random.integers(0, samples.size - 2 * length + 1))
    samples[start + length : start + 2 * length] = samples[start : start + length]
    return recorded.with_first(samples)


def _dead(recorded: Recorded, random: Random) -> Recorded:
    """Nothing connected: the converter's own noise of one step."""
    step, _ = converter_step(recorded.first)
    return recorded.with_first(
        np.asarray(float(np.mean(recorded.first)) + step * random.integers(-1, 2, recorded.first.size))
    )


def _stuck(recorded: Recorded, random: Random) -> Recorded | None:
    """One value from a moment on, for more than a second."""
    if recorded.seconds < 2.0:
        return None
    samples = recorded.first.copy()
    samples[int(random.uniform(0.1, 0.4) * samples.size) :] = samples[int(0.1 * samples.size)]
    return recorded.with_first(samples)


def _off_centre(recorded: Recorded, random: Random) -> Recorded | None:
    """A mean of 0.3–0.6 of full scale, on sensors that are read in their own unit."""
    if recorded.format not in AUDIO_FORMATS or recorded.machine["sensors"][0].get("unit") == "V":
        return None
    centred = recorded.first - np.mean(recorded.first)
    share = random.uniform(0.3, 0.6)
    return recorded.with_first(_rounded(centred * min(1.0, (1.0 - share) / np.max(np.abs(centred))) + share, centred))


def _ski_slope(recorded: Recorded, random: Random) -> Recorded | None:
    """A random walk (1/f²) whose velocity of 2–10 Hz is 15–60 times that of the machine."""
    speed_rpm = recorded.machine.get("speed_rpm")
    if recorded.quantity != "acceleration" or recorded.seconds < 5.0 or (speed_rpm is not None and speed_rpm <= 600.0):
        return None
    walk = np.cumsum(random.standard_normal(recorded.first.size))
    factor = random.uniform(15.0, 60.0) * _velocity(recorded, recorded.first, 10.0, 1000.0)
    drift = walk * factor / _velocity(recorded, walk, 2.0, 10.0)
    return recorded.with_first(_rounded(recorded.first + drift, recorded.first))


def _velocity(recorded: Recorded, samples: Samples, low_hz: float, high_hz: float) -> float:
    lines = np.abs(np.fft.rfft((samples - np.mean(samples)) * np.hanning(samples.size)))
    frequency_hz = np.fft.rfftfreq(samples.size, 1.0 / recorded.rate_hz)
    inside = (frequency_hz >= low_hz) & (frequency_hz < high_hz)
    return float(np.sqrt(np.sum((lines[inside] / frequency_hz[inside]) ** 2)))


def _humming(recorded: Recorded, random: Random) -> Recorded | None:
    """60–90 % of the energy at the mains frequency and its third, fifth and seventh multiple (1, 0.3, 0.2, 0.1)."""
    if recorded.quantity not in (*VIBRATION, "sound_pressure"):
        return None
    mains_hz = Machine.from_dict(recorded.machine).mains_hz
    time_s = np.arange(recorded.first.size) / recorded.rate_hz
    parts = [
        amplitude * np.sin(2.0 * np.pi * k * mains_hz * time_s + random.uniform(0.0, 6.28))
        for k, amplitude in ((1, 1.0), (3, 0.3), (5, 0.2), (7, 0.1))
    ]
    hum, share = np.sum(parts, axis=0), random.uniform(0.6, 0.9)
    level = np.sqrt(share / (1.0 - share)) * np.std(recorded.first) / np.std(hum)
    return recorded.with_first(_rounded(recorded.first + level * hum, recorded.first))


def _aliased(recorded: Recorded, random: Random) -> Recorded | None:
    """Every second to fourth sample, without a filter."""
    if recorded.quantity not in (*VIBRATION, "sound_pressure"):
        return None
    factor = int(random.integers(2, 5))
    return replace(recorded, samples=recorded.samples[:, ::factor].copy(), rate_hz=recorded.rate_hz / factor)


def _coarse(steps: float) -> Callable[[Recorded, Random], Recorded | None]:
    def plant(recorded: Recorded, random: Random) -> Recorded | None:
        step = float(np.std(recorded.first)) / steps
        return recorded.with_first(np.round(recorded.first / step) * step)

    return plant


def _short(recorded: Recorded, random: Random) -> Recorded | None:
    """0.3–1 s of a vibration whose speed is known."""
    if recorded.quantity not in VIBRATION or "speed_rpm" not in recorded.machine:
        return None
    count = int(random.uniform(0.3, 1.0) * recorded.rate_hz)
    return replace(recorded, samples=recorded.samples[:, :count])


def _slow(recorded: Recorded, random: Random) -> Recorded | None:
    """1.5–2.4 kHz, properly filtered: too low for a velocity up to 1 kHz."""
    if recorded.quantity not in VIBRATION or "speed_rpm" not in recorded.machine:
        return None
    factor = int(np.ceil(recorded.rate_hz / random.uniform(1500.0, 2400.0)))
    filtered = scipy.signal.resample_poly(recorded.samples, 1, factor, axis=1)
    return replace(recorded, samples=filtered, rate_hz=recorded.rate_hz / factor)


def _copied(factor: float, *, delayed: bool = False) -> Callable[[Recorded, Random], Recorded | None]:
    """A further channel with the first one's signal, another factor and, if ``delayed``, up to 50 ms later."""

    def plant(recorded: Recorded, random: Random) -> Recorded | None:
        if recorded.quantity not in VIBRATION:
            return None
        shift = int(random.uniform(0.001, 0.05) * recorded.rate_hz) if delayed else 0
        second = _rounded(np.roll(recorded.first, shift) * factor, recorded.first)
        sensors = [*recorded.sensors(), {**recorded.sensors()[0], "channel": str(len(recorded.samples) + 1)}]
        return recorded.with_sensors(sensors, np.vstack([recorded.samples, second]))

    return plant


def _with_tachometer(recorded: Recorded, random: Random) -> Recorded | None:
    """A tachometer's pulses (2–20 % of the turn), its channel exchanged with the first one."""
    speed_rpm = recorded.machine.get("speed_rpm")
    if recorded.quantity not in VIBRATION or speed_rpm is None:
        return None
    turns = np.arange(recorded.first.size) / recorded.rate_hz * speed_rpm / 60.0
    pulses = 5.0 * (turns % 1.0 < random.uniform(0.02, 0.2)) + 0.01 * random.standard_normal(turns.size)
    tachometer = {"channel": "1", "quantity": "tachometer", "unit": "V", "pulses_per_rev": 1}
    sensors = [{**recorded.sensors()[0], "channel": "2"}, tachometer]
    return recorded.with_sensors(sensors, np.vstack([recorded.first, pulses]))


def _with_current(recorded: Recorded, random: Random) -> Recorded | None:
    """A simulated current (3 % of fifth harmonic, 1 % of noise), its channel exchanged with the first one."""
    if recorded.quantity not in VIBRATION:
        return None
    angle = 2.0 * np.pi * Machine.from_dict(recorded.machine).mains_hz * np.arange(recorded.first.size)
    angle = angle / recorded.rate_hz
    current = 10.0 * (np.sin(angle) + 0.03 * np.sin(5.0 * angle) + 0.01 * random.standard_normal(angle.size))
    sensors = [{**recorded.sensors()[0], "channel": "2"}, {"channel": "1", "quantity": "current", "unit": "A"}]
    return recorded.with_sensors(sensors, np.vstack([recorded.first, current]))


def _ends_exchanged(recorded: Recorded, random: Random) -> Recorded | None:
    """The first two vibration channels in each other's place."""
    if len(recorded.samples) < 2 or recorded.quantity not in VIBRATION:
        return None
    return replace(recorded, samples=np.vstack([recorded.samples[1], recorded.samples[0], recorded.samples[2:]]))


def _misread(factor: float) -> Callable[[Recorded, Random], Recorded | None]:
    """A unit wrong by ``factor``, where that leaves the levels that machines have."""

    def plant(recorded: Recorded, random: Random) -> Recorded | None:
        sensor = Machine.from_dict(recorded.machine).sensors[0]
        low, high = PLAUSIBLE_RMS.get(sensor.quantity, (0.0, np.inf))
        if sensor.to_si_factor is None:
            return None
        rms = factor * sensor.to_si_factor * float(np.std(recorded.first))
        if min(low, STANDSTILL_M_S2) <= rms <= high and rms >= low:
            return None
        return recorded.with_first(recorded.first * factor)

    return plant


def _loose(recorded: Recorded, random: Random) -> Recorded | None:
    """A mass on a spring that rings at 0.8–2 kHz with a gain of 10, before the converter."""
    if recorded.quantity != "acceleration":
        return None
    lines = np.fft.rfft(recorded.first)
    ratio = np.fft.rfftfreq(recorded.first.size, 1.0 / recorded.rate_hz) / random.uniform(800.0, 2000.0)
    heard = np.fft.irfft(lines / (1.0 - ratio**2 + 0.1j * ratio), n=recorded.first.size)
    return recorded.with_first(_rounded(heard, recorded.first))


def _quiet(recorded: Recorded, random: Random) -> Recorded | None:
    """A sound of −80 to −65 dBFS in 16 bits."""
    if recorded.quantity != "sound_pressure":
        return None
    level = 10.0 ** (random.uniform(-80.0, -65.0) / 20.0)
    return recorded.with_first(np.round(recorded.first * level / np.std(recorded.first) * 32768.0) / 32768.0)


def _gained(recorded: Recorded, random: Random) -> Recorded | None:
    """Three bangs 26 dB above the sound; an automatic gain follows within 20–80 ms and lets go within 0.5–2 s."""
    if recorded.quantity != "sound_pressure" or recorded.seconds < 8.0:
        return None
    rate_hz, loud = recorded.rate_hz, recorded.first.copy()
    for at_s in (1.5, 4.0, 6.5):
        bang = slice(int(at_s * rate_hz), int((at_s + 0.2) * rate_hz))
        loud[bang] += 20.0 * np.std(recorded.first) * random.standard_normal(bang.stop - bang.start)
    block = round(0.01 * rate_hz)
    levels = np.std(loud[: loud.size // block * block].reshape(-1, block), axis=1) / np.std(recorded.first)
    attack, release, held = 0.01 / random.uniform(0.02, 0.08), 0.01 / random.uniform(0.5, 2.0), 1.0
    gains = []
    for level in levels:
        held += (float(level) - held) * (attack if level > held else release)
        gains.append(1.0 / held)
    gain = np.repeat(gains, block)
    return recorded.with_first(_within(loud[: gain.size] * gain, 0.9))


def _within(samples: Samples, peak: float) -> Samples:
    return samples * min(1.0, peak / float(np.max(np.abs(samples))))


def _coded(recorded: Recorded, random: Random) -> Recorded | None:
    """Nothing above 15.5–19 kHz, as lossy codecs leave it; vibrations at 44 kHz and more stand for sound here."""
    if recorded.rate_hz < 44_000.0 or recorded.quantity != "acceleration":
        return None
    lines = np.fft.rfft(recorded.first)
    lines[np.fft.rfftfreq(recorded.first.size, 1.0 / recorded.rate_hz) > random.uniform(15_500.0, 19_000.0)] = 0.0
    heard = np.fft.irfft(lines, n=recorded.first.size)
    scaled = np.round(0.9 * heard / np.max(np.abs(heard)) * 32768.0) / 32768.0
    return recorded.with_sensors([{"channel": "1", "quantity": "sound_pressure"}], scaled[np.newaxis])


ONE_END: Final = "two accelerometers look alike; a recording of the same machine from before would tell"
DEFECTS_TO_PLANT: Final = (
    Defect("clipped at the 99.9th percentile", ("sensor.clipping",), _clipped(0.999)),
    Defect("clipped at the 99.5th percentile", ("sensor.clipping",), _clipped(0.995)),
    Defect("clipped at the 97th percentile", ("sensor.clipping",), _clipped(0.97)),
    Defect("20–200 ms of zeros", ("sensor.dropout",), _lost("zeros")),
    Defect("20–200 ms of the last value", ("sensor.dropout",), _lost("held")),
    Defect("20–200 ms of NaN", ("sensor.dropout",), _lost("NaN")),
    Defect("20–200 ms left out by the time stamps", ("sensor.dropout",), _gap),
    Defect("a buffer of 0.1–0.5 s twice", ("sensor.dropout",), _repeated),
    Defect("a dead channel (one step of noise)", ("sensor.flatline",), _dead),
    Defect("a channel that stops", ("sensor.flatline",), _stuck),
    Defect("offset of 0.3–0.6 of full scale", ("sensor.bias",), _off_centre),
    Defect("ski-slope, 15–60 times the machine", ("sensor.bias",), _ski_slope),
    Defect("hum of 60–90 % of the energy", ("sensor.mains_hum",), _humming),
    Defect("every 2nd–4th sample without a filter", ("sensor.aliasing",), _aliased, told_as_info=True),
    Defect("quantised to 2.5 steps RMS", ("sensor.quantisation", "sensor.flatline"), _coarse(2.5)),
    Defect("quantised to 1.5 steps RMS", ("sensor.quantisation", "sensor.flatline"), _coarse(1.5)),
    Defect("quantised to 0.7 steps RMS", ("sensor.quantisation", "sensor.flatline"), _coarse(0.7)),
    Defect("cut to 0.3–1 s", ("length",), _short),
    Defect("resampled to 1.5–2.4 kHz", ("rate",), _slow),
    Defect("a channel twice", ("sensor.identical",), _copied(1.0), channels=("2", "3", "4", "5")),
    Defect("a channel twice, times 1.0154", ("sensor.identical",), _copied(1.0154), channels=("2", "3", "4", "5")),
    Defect("a channel twice, turned over", ("sensor.identical",), _copied(-1.0), channels=("2", "3", "4", "5")),
    Defect("a channel twice, 1–50 ms later", ("sensor.identical",), _copied(1.0, delayed=True), ("2", "3", "4", "5")),
    Defect("tachometer and vibration exchanged", ("sensor.swapped",), _with_tachometer, channels=("1", "2")),
    Defect("current and vibration exchanged", ("sensor.swapped",), _with_current, channels=("1", "2")),
    Defect("the two ends exchanged", ("sensor.swapped",), _ends_exchanged, channels=("1", "2"), beyond=ONE_END),
    Defect("unit wrong by 1000, out of the plausible", ("sensor.scale", "running"), _misread(1000.0)),
    Defect("unit wrong by 1/1000, out of the plausible", ("sensor.scale", "running"), _misread(0.001)),
    Defect("unit wrong by 25.4, out of the plausible", ("sensor.scale", "running"), _misread(25.4)),
    Defect("unit wrong by 1/25.4, out of the plausible", ("sensor.scale", "running"), _misread(1.0 / 25.4)),
    Defect("unit wrong by 9.81, out of the plausible", ("sensor.scale", "running"), _misread(9.80665)),
    Defect("unit wrong by 1/9.81, out of the plausible", ("sensor.scale", "running"), _misread(1.0 / 9.80665)),
    Defect("loose: rings at 0.8–2 kHz, gain 10", ("sensor.mounting",), _loose),
    Defect("sound of −80 to −65 dBFS", ("sound",), _quiet),
    Defect("sound under an automatic gain", ("sound",), _gained),
    Defect("sound cut at 15.5–19 kHz", ("sound",), _coded),
)
