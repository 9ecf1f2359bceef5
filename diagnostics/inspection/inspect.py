"""Looking through a whole recording, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from diagnostics.examination import QualityNote
from diagnostics.machine import Machine
from diagnostics.machine.units import SI_UNIT, unit_factor
from diagnostics.quality.preparation import prepare
from diagnostics.readers.labels import measured_quantity
from diagnostics.recording import Channel, Recording
from diagnostics.texts import Catalogue, Text

__all__ = ["TEXTS", "ChannelSummary", "Inspection", "QuantitySource", "inspect_recording"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_BLOCK_VALUES: Final = 1 << 22
"""Values of all channels together that are looked at at once: 32 MiB."""
_WORDS: Final = (
    (r"acc|vib|beschl|加速度|振动", "acceleration"),
    (r"vel|速度", "velocity"),
    (r"disp|prox|位移", "displacement"),
    (r"cur|strom|^i[abc123]$|电流", "current"),
    (r"volt|spannung|^u[abc123]$|电压", "voltage"),
    (r"mic|sound|noise|声|噪", "sound_pressure"),
    (r"temp|thermo|温度", "temperature"),
    (r"press|druck|压力", "pressure"),
    (r"flow|durchfluss|流量", "flow"),
    (r"tach|key|puls|转速|键相", "tachometer"),
)
"""Parts of channel names and what they usually stand for; the first that fits counts."""
_SOUND_FILES: Final = frozenset({"wav", "flac", "aiff", "ogg"})

QuantitySource = Literal["file", "name", "assumed"]


@dataclass(frozen=True)
class ChannelSummary:
    """One channel over the whole recording, in the file's own unit."""

    channel: Channel
    quantity: str
    quantity_source: QuantitySource
    """Whether the file says the quantity, its name suggests it, or it is merely the most usual one."""
    mean: float
    rms: float
    """Around the mean."""
    peak: float
    """Largest distance from the mean."""
    lost: int
    """Samples that are not numbers."""


@dataclass(frozen=True)
class Inspection:
    """What is inside a recording."""

    recording: Recording
    channels: tuple[ChannelSummary, ...]
    quality: tuple[QualityNote, ...]
    """Of the stretch that an examination would look at, without a missing calibration, which `uncertain` tells; empty
    while the sampling rate is not known.
    """
    uncertain: tuple[Text, ...]
    """What the file leaves open and has to be stated."""

    def to_json(self) -> dict[str, Any]:
        """Return the inspection as JSON, schema ``inspection/1``."""
        recording = self.recording
        rate_hz = recording.sampling_rate_hz
        return {
            "schema": "inspection/1",
            "name": recording.source_name,
            "format": recording.format,
            "sha256": recording.sha256,
            "sampling_rate_hz": rate_hz,
            "rate_source": recording.rate_source,
            "samples": recording.sample_count,
            "duration_s": None if rate_hz is None else recording.sample_count / rate_hz,
            "start": None if recording.start is None else recording.start.isoformat(),
            "group": recording.group,
            "details": [list(pair) for pair in recording.details],
            "channels": [
                {
                    "channel": str(each.channel.index),
                    "name": each.channel.name,
                    "quantity": each.quantity,
                    "quantity_source": each.quantity_source,
                    "unit": each.channel.unit,
                    "mean": each.mean,
                    "rms": each.rms,
                    "peak": each.peak,
                    "lost_samples": each.lost,
                }
                for each in self.channels
            ],
            "quality": [note.to_json() for note in self.quality],
            "uncertain": [text.to_json() for text in self.uncertain],
        }


def inspect_recording(recording: Recording, progress: Callable[[int], None] | None = None) -> Inspection:
    """Return what is inside ``recording``; ``progress`` is told how many more samples have been looked at.

    Raises `RecordingError` (recording_damaged) when a later part of the file cannot be read.
    """
    channels = _summaries(recording, progress)
    quality: tuple[QualityNote, ...] = ()
    if recording.sampling_rate_hz is not None:
        notes = prepare(recording, Machine.from_dict({"sensors": sensors(channels)})).notes
        quality = tuple(note for note in notes if not (note.check == "sensor.scale" and note.level == "info"))
    return Inspection(recording, channels, quality, tuple(_uncertain(recording, channels)))


def sensors(channels: tuple[ChannelSummary, ...]) -> list[dict[str, str]]:
    """Return the sensors of a machine description as far as ``channels`` tell them."""
    described = []
    for each in channels:
        sensor = {"channel": str(each.channel.index), "quantity": each.quantity}
        unit = each.channel.unit
        if unit is not None and _is_unit(each.quantity, unit):
            sensor["unit"] = unit
        described.append(sensor)
    return described


def _is_unit(quantity: str, unit: str) -> bool:
    return unit_factor(quantity, unit) is not None or unit_factor("voltage", unit) is not None


def _summaries(recording: Recording, progress: Callable[[int], None] | None) -> tuple[ChannelSummary, ...]:
    count = len(recording.channels)
    total, squares, seen = np.zeros(count), np.zeros(count), np.zeros(count, dtype=np.int64)
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    first = np.nan_to_num(recording.read(0, 1)[:, 0])  # sums of what differs from it keep their digits beside an offset
    for block in recording.blocks(max(1, _BLOCK_VALUES // count)):
        apart = block - first[:, np.newaxis]
        finite = np.isfinite(apart)
        kept = np.where(finite, apart, 0.0)
        seen += finite.sum(axis=1)
        total += kept.sum(axis=1)
        squares += np.einsum("ij,ij->i", kept, kept)
        low = np.minimum(low, np.min(apart, axis=1, where=finite, initial=np.inf))
        high = np.maximum(high, np.max(apart, axis=1, where=finite, initial=-np.inf))
        if progress is not None:
            progress(block.shape[1])
    there = np.maximum(seen, 1)
    mean = total / there
    rms = np.sqrt(np.maximum(squares / there - mean**2, 0.0))
    peak = np.where(seen > 0, np.maximum(high - mean, mean - low), 0.0)
    return tuple(
        ChannelSummary(
            channel,
            *_quantity(channel, recording.format),
            mean=float(mean[row] + first[row]),
            rms=float(rms[row]),
            peak=float(peak[row]),
            lost=int(recording.sample_count - seen[row]),
        )
        for row, channel in enumerate(recording.channels)
    )


def _quantity(channel: Channel, form: str) -> tuple[str, QuantitySource]:
    """Return what ``channel`` most likely measures, and how that is known."""
    stated = channel.quantity or measured_quantity(channel.unit)
    if stated in SI_UNIT:
        return stated, "file"
    named = next((quantity for words, quantity in _WORDS if re.search(words, channel.name.lower())), None)
    if named is not None:
        return named, "name"
    return ("sound_pressure" if form == "ogg" else "acceleration"), "assumed"


def _uncertain(recording: Recording, channels: tuple[ChannelSummary, ...]) -> list[Text]:
    told = []
    if recording.sampling_rate_hz is None:
        told.append(TEXTS("rate_missing"))
    elif recording.rate_source == "time_column":
        told.append(TEXTS("rate_from_time", rate_hz=recording.sampling_rate_hz))
    if recording.time_gaps:
        told.append(TEXTS("time_gaps", count=len(recording.time_gaps)))
    for source in ("name", "assumed"):
        listed = [each for each in channels if each.quantity_source == source]
        if listed:
            told.append(TEXTS(f"quantity_{source}", channels=_listed(listed)))
    unitless = [each for each in channels if each.channel.unit is None and each.quantity != "tachometer"]
    if unitless:
        key = "unit_missing_audio" if recording.format in _SOUND_FILES else "unit_missing"
        told.append(TEXTS(key, channels=_listed(unitless)))
    odd = [each for each in channels if each.channel.unit and not _is_unit(each.quantity, each.channel.unit)]
    if odd:
        told.append(TEXTS("unit_unknown", channels=", ".join(f"{e.channel.index}: {e.channel.unit}" for e in odd)))
    return told


def _listed(channels: list[ChannelSummary]) -> Text:
    """Return the channels as people read them, shortened where there are many."""
    shown = [
        each.channel.name
        if each.channel.name == str(each.channel.index)
        else f"{each.channel.index} ({each.channel.name})"
        for each in channels[:8]
    ]
    more = len(channels) - len(shown)
    names = ", ".join(shown)
    return Text(names + (f" and {more} more" if more else ""), names + (f" 等共 {len(channels)} 个" if more else ""))
