"""Sound as microphones hear it, simulated from physics: fans, hum, bearings in a room, jets, speech.

Everything is in Pa. Broadband sources are Gaussian noise shaped in the frequency domain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from diagnostics.machine import Machine
from diagnostics.recording import Recording

Samples = NDArray[np.float64]
FULL_SCALE_PA = 20.0
"""Sound pressure at ±1 of the file: 120 dB peak, the gain of an industrial recorder."""


def shaped(shape: Callable[[Samples], Samples], *, rms_pa: float, rate_hz: float, seconds: float, seed: int) -> Samples:
    """Gaussian noise whose amplitude spectrum has the given ``shape`` over frequency, ``rms_pa`` strong."""
    count = int(rate_hz * seconds)
    lines = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequency_hz = np.asarray(np.fft.rfftfreq(count, 1.0 / rate_hz), dtype=np.float64)
    noise = np.fft.irfft(lines * shape(frequency_hz), n=count)
    return np.asarray(rms_pa * noise / np.std(noise))


def falling(*, knee_hz: float = 300.0, power: float = 1.0) -> Callable[[Samples], Samples]:
    """The broadband of flow and machines: level up to a knee, then falling 6 dB an octave for each ``power``."""
    return lambda f: np.asarray((1.0 + (f / knee_hz) ** 2) ** (-0.5 * power), dtype=np.float64)


def jet(*, hole_mm: float, speed_m_s: float = 310.0) -> Callable[[Samples], Samples]:
    """The mixing noise of a jet: density as f² below its peak at St = 0.2 and as f⁻² above (Powell 1959)."""
    peak_hz = 0.2 * speed_m_s / (1e-3 * hole_mm)
    return lambda f: (f / peak_hz) / (1.0 + (f / peak_hz) ** 2)


def leak(*, rate_hz: float, seconds: float = 10.0, rms_pa: float = 0.1, hole_mm: float = 1.5, seed: int = 5) -> Samples:
    return shaped(jet(hole_mm=hole_mm), rms_pa=rms_pa, rate_hz=rate_hz, seconds=seconds, seed=seed)


def fan(
    *,
    rate_hz: float,
    seconds: float = 10.0,
    shaft_hz: float = 24.3,
    blades: int = 7,
    rms_pa: float = 0.3,
    swell: float = 0.3,
    power: float = 1.0,
    seed: int = 1,
) -> Samples:
    """Flow noise that swells with every blade, and the tones of shaft and blade pass."""
    time_s = np.arange(int(rate_hz * seconds)) / rate_hz
    pass_hz = shaft_hz * blades
    noise = shaped(falling(power=power), rms_pa=rms_pa, rate_hz=rate_hz, seconds=seconds, seed=seed)
    tones = [(pass_hz, 0.5), (2.0 * pass_hz, 0.2), (3.0 * pass_hz, 0.1)] + [(k * shaft_hz, 0.06 / k) for k in (1, 2, 3)]
    total = noise * np.sqrt(1.0 + swell * np.cos(2.0 * np.pi * pass_hz * time_s))
    return np.asarray(total + sum(a * rms_pa * np.cos(2.0 * np.pi * f * time_s + f) for f, a in tones))


def hum(*, rate_hz: float, seconds: float = 10.0, mains_hz: float = 50.0, rms_pa: float = 0.1) -> Samples:
    """A motor or transformer at the even multiples of the mains."""
    time_s = np.arange(int(rate_hz * seconds)) / rate_hz
    return np.asarray(
        sum(rms_pa / k * np.sqrt(2.0) * np.cos(4.0 * np.pi * k * mains_hz * time_s + k) for k in range(1, 9))
    )


def microphone_noise(*, rate_hz: float, seconds: float = 10.0, level_db: float = 35.0, seed: int = 9) -> Samples:
    """The microphone's own white noise, ``level_db`` re 20 µPa over 20 kHz."""
    rms_pa = 20e-6 * 10.0 ** (level_db / 20.0) * np.sqrt(0.5 * rate_hz / 20e3)
    return np.asarray(rms_pa * np.random.default_rng(seed).standard_normal(int(rate_hz * seconds)))


def speech(*, rate_hz: float, seconds: float = 10.0, rms_pa: float = 0.3, seed: int = 3) -> Samples:
    """Syllables three times a second, every other one a fricative that hisses from 4 kHz up."""
    random = np.random.default_rng(seed)
    count = int(rate_hz * seconds)
    vowel = shaped(
        lambda f: np.exp(-(((f - 600.0) / 400.0) ** 2)), rms_pa=1.0, rate_hz=rate_hz, seconds=seconds, seed=seed
    )
    fricative = shaped(
        lambda f: (f / 4000.0) ** 4 / (1.0 + (f / 4000.0) ** 4),
        rms_pa=0.5,
        rate_hz=rate_hz,
        seconds=seconds,
        seed=seed + 1,
    )
    total, at, number = np.zeros(count), 0.0, 0
    while at < seconds - 0.5:
        length = int(random.uniform(0.1, 0.25) * rate_hz)
        first = int(at * rate_hz)
        source = fricative if number % 2 else vowel
        total[first : first + length] += source[first : first + length] * np.hanning(length)
        at += random.uniform(0.2, 0.6)
        number += 1
    return np.asarray(rms_pa * total / max(float(np.std(total)), 1e-12))


def exhaust(*, rate_hz: float, seconds: float = 10.0, rms_pa: float = 0.3, every_s: float = 0.8) -> Samples:
    """A cylinder that vents with each stroke: a jet of 0.3 s, dying away."""
    since_s = np.mod(np.arange(int(rate_hz * seconds)) / rate_hz, every_s)
    return leak(rate_hz=rate_hz, seconds=seconds, rms_pa=rms_pa) * np.exp(-since_s / 0.08)


def room(*, rate_hz: float, reverberation_s: float, direct: float, seed: int) -> Samples:
    """Impulse response from source to microphone: the direct sound and a diffuse tail that falls 60 dB in its
    reverberation time (Polack's model)."""
    time_s = np.arange(int(1.2 * reverberation_s * rate_hz)) / rate_hz
    tail = np.random.default_rng(seed).standard_normal(time_s.size) * np.exp(-6.91 * time_s / reverberation_s)
    tail /= np.sqrt(np.sum(tail**2))
    tail[0] += direct
    return np.asarray(tail)


def struck(
    *,
    rate_hz: float,
    strikes_hz: float,
    peak_pa: float,
    seconds: float = 10.0,
    shaft_hz: float = 0.0,
    resonance_hz: float = 4200.0,
    seed: int = 4,
) -> Samples:
    """Housing that rings at each passage over a defect, with 0.5 % random slip; ``shaft_hz`` turns it through the load
    zone."""
    random = np.random.default_rng(seed)
    total = np.zeros(int(rate_hz * seconds))
    after = np.arange(int(0.006 * rate_hz))
    intervals_s = (1.0 + 0.005 * random.standard_normal(int(seconds * strikes_hz))) / strikes_hz
    for moment_s in np.cumsum(intervals_s):
        first = int(np.ceil(moment_s * rate_hz))
        if first + after.size >= total.size:
            break
        t = (first + after) / rate_hz - moment_s
        load = 1.0 + (np.cos(2.0 * np.pi * shaft_hz * moment_s) if shaft_hz else 0.0)
        total[first + after] += peak_pa * load * np.exp(-900.0 * t) * np.sin(2.0 * np.pi * resonance_hz * t)
    return total


def in_room(
    source: Samples, *, rate_hz: float, seed: int = 1, direct: float = 2.0, reverberation_s: float = 0.5
) -> Samples:
    heard = scipy.signal.fftconvolve(
        source, room(rate_hz=rate_hz, reverberation_s=reverberation_s, direct=direct, seed=seed)
    )
    return np.asarray(heard[: source.size])


def listening(count: int = 1, *, calibrated: bool = True, **machine: Any) -> Machine:
    """A machine with ``count`` microphones."""
    unit = {"unit": "Pa", "scale": FULL_SCALE_PA} if calibrated else {}
    sensors = [{"channel": str(k + 1), "quantity": "sound_pressure", **unit} for k in range(count)]
    return Machine.from_dict({"name": "listened to", "sensors": sensors, **machine})


def recorded(*channels: Samples, rate_hz: float, bits: int = 24) -> Recording:
    """The file that a recorder of ``bits`` makes of sound in Pa."""
    steps = 2.0 ** (bits - 1)
    quantised = np.clip(np.round(np.array(channels) / FULL_SCALE_PA * steps) / steps, -1.0, 1.0 - 1.0 / steps)
    return replace(Recording.from_array(quantised, sampling_rate_hz=rate_hz), format="wav")


def codes(examination: Any) -> Mapping[str, list[tuple[str, str | None]]]:
    return {
        "findings": [(f.fault, f.component) for f in examination.findings],
        "watch": [(f.fault, f.component) for f in examination.watch],
    }


def gearing(
    *, rate_hz: float, shaft_hz: float, teeth: int, knock_pa: float, seconds: float = 10.0, seed: int = 6
) -> Samples:
    """A mesh of 0.1 Pa with two harmonics, and a knock of ``knock_pa`` once a turn where a tooth is broken."""
    time_s = np.arange(int(rate_hz * seconds)) / rate_hz
    angle = 2.0 * np.pi * teeth * shaft_hz * time_s
    mesh = sum(0.1 / k * np.cos(k * angle + k) for k in (1, 2, 3))
    since_s = np.mod(time_s * shaft_hz + 0.3, 1.0) / shaft_hz
    knocks = knock_pa * np.exp(-1200.0 * since_s) * np.sin(2.0 * np.pi * 1400.0 * since_s)
    return np.asarray(mesh + knocks + microphone_noise(rate_hz=rate_hz, seconds=seconds, level_db=60.0, seed=seed))
