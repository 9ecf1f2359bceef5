"""Tables of features of a machine that does not exist, drawn from a law that is known: two channels, each with levels,
shape, bands, orders and envelope lines that move together by known amounts."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from diagnostics.features import Feature, FeatureTable
from diagnostics.features.measuring import made

CHANNELS = ("DE", "NDE")
GROUPS = ("level", "shape", "band", "order", "envelope")
BAND_EDGES_HZ = (31.25, 62.5, 125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0)


def blueprint() -> list[Feature]:
    """The features in their usual state."""
    found: list[Feature] = []
    for channel in CHANNELS:
        place = {"channel": channel, "quantity": "acceleration", "si_unit": "m/s2"}
        found += made("rms", 1.0, **place) + made("peak", 4.0, **place)
        found += made("velocity_rms", 1.0, **place, low=10.0, high=1000.0)
        found += made("crest_factor", 4.0, **place) + made("kurtosis", 3.0, **place)
        for low, high in itertools.pairwise(BAND_EDGES_HZ):
            name = f"band_{low:.0f}_{high:.0f}_hz_rms"
            found += made("band", 0.3, **place, own_name=name, low=low, high=high)
        for order in ("half", "1", "2", "3"):
            found += made("order", 0.4, **place, own_name=f"order_{order}", order=order)
        for part in ("bpfo", "bpfi", "bsf", "ftf"):
            name = f"envelope_{part}_{channel.lower()}_depth"
            found += made(f"envelope_{part}", 0.08, **place, own_name=name, component=channel)
    return found


BLUEPRINT = blueprint()


def healthy_rows(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Deviations of healthy records: logarithms of levels, depths as they are [shape=(count, features)].

    One factor moves the machine, one each channel, and each feature has its own scatter; Student's t with five degrees
    of freedom, heavier in its tails than anything normal.
    """
    rows = np.empty((count, len(BLUEPRINT)))
    machine = 0.03 * rng.standard_normal(count)
    channel = {name: 0.05 * rng.standard_t(5, count) for name in CHANNELS}
    shape = {name: 0.04 * rng.standard_t(5, count) for name in CHANNELS}
    own = {"level": 0.02, "band": 0.05, "order": 0.08}
    for at, feature in enumerate(BLUEPRINT):
        group = feature.described.group
        if group == "envelope":
            rows[:, at] = 0.03 * (np.sqrt(rng.gamma(6.0, 1.0 / 6.0, count)) - 1.0)
        elif group == "shape":
            rows[:, at] = shape[feature.channel] + 0.02 * rng.standard_t(5, count)
        else:
            rows[:, at] = machine + channel[feature.channel] + own[group] * rng.standard_t(5, count)
    return rows


def changed(rows: NDArray[np.float64], added: Mapping[tuple[str, str], float]) -> NDArray[np.float64]:
    """Rows with something added to every feature whose channel and name begin like this."""
    rows = rows.copy()
    for (channel, start), value in added.items():
        for at, feature in enumerate(BLUEPRINT):
            if feature.channel == channel and feature.name.startswith(start):
                rows[:, at] += value
    return rows


def tables(
    rows: NDArray[np.float64],
    *,
    speeds_rpm: Sequence[float | None] | None = None,
    loads: Sequence[float | None] | None = None,
    starts: Sequence[datetime] | None = None,
    findings: Mapping[int, tuple[str, ...]] | None = None,
    duration_s: float = 10.0,
    name: str = "record",
) -> list[FeatureTable]:
    """One table a row."""
    found = []
    for number, row in enumerate(rows):
        load = None if loads is None else loads[number]
        features = tuple(_moved(feature, float(value)) for feature, value in zip(BLUEPRINT, row, strict=True))
        found.append(
            FeatureTable(
                features=features,
                recording=f"{name} {number + 1}",
                recording_sha256=f"{name}-{number}",
                machine_sha256="m" * 64,
                duration_s=duration_s,
                speed_rpm=1480.0 if speeds_rpm is None else speeds_rpm[number],
                load=load,
                load_source=None if load is None else "given",
                start=None if starts is None else starts[number],
                findings=(findings or {}).get(number, ()),
            )
        )
    return found


def _moved(feature: Feature, by: float) -> Feature:
    ratio = feature.described.scale == "ratio"
    return replace(feature, value=feature.value * float(np.exp(by)) if ratio else max(0.0, feature.value + by))
