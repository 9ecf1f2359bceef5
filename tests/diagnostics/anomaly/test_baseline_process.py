"""A baseline of slow recordings: what the process was like when all was well."""

from __future__ import annotations

import numpy as np

import diagnostics as dx
from diagnostics.recording import Recording

FILTER = dx.Machine.from_dict(
    {
        "name": "filter",
        "sensors": [
            {"channel": "1", "quantity": "pressure", "unit": "bar", "role": "filter_inlet"},
            {"channel": "2", "quantity": "pressure", "unit": "bar", "role": "filter_outlet"},
            {"channel": "3", "quantity": "flow", "unit": "m3/h", "role": "flow"},
        ],
    }
)


def ten_minutes(seed: int, *, drag: float = 0.004) -> Recording:
    chance = np.random.default_rng(seed)
    flow = 20.0 + 0.3 * chance.standard_normal(600)
    inlet = 3.0 + 0.02 * chance.standard_normal(600)
    return Recording.from_array(np.array([inlet, inlet - drag * flow**2, flow]), sampling_rate_hz=1.0)


def test_a_filter_that_was_blocked_from_the_start_is_told_by_earlier_recordings() -> None:
    tables = [dx.feature_table(ten_minutes(seed), FILTER) for seed in range(22)]
    baseline = dx.Baseline.learn(tables, machine_sha256=FILTER.sha256)

    blocked = dx.examine(ten_minutes(99, drag=0.006), FILTER, baseline=baseline)
    sound = dx.examine(ten_minutes(98), FILTER, baseline=baseline)

    assert blocked.verdict == "healthy"  # within one recording nothing changes
    assert blocked.change is not None
    assert blocked.change.status == "unusual"
    assert blocked.change.contributors[0].channel == "2"
    assert sound.change is not None
    assert sound.change.status == "usual"
